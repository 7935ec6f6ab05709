// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enginefixture.h"

#include <QJsonDocument>
#include <QTest>

using namespace topicscope;
using namespace topicscope::broker;
using namespace topicscope::test;
using namespace std::chrono_literals;

class TestEngineServer : public QObject, protected test::EngineFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { start(patientSettings()); }
    void cleanup() { m_server.reset(); }
    void sessionIdsAreUnguessable();

    void opensOverPolling();
    void opensOverWebSocket();
    void exchangesOverPolling();
    void exchangesOverWebSocket();
    void batchesPackets();
    void upgrades();
    void releasesTheWaitingPollWhenUpgrading();
    void keepsPollingWhenTheProbeIsGivenUp();
    void heartbeatOverPolling();
    void heartbeatOverWebSocket();
    void closesOverPolling();
    void answersThePollThatCrossesTheClose();
    void closesOverWebSocket();
    void tellsPollersThatItCloses();
    void keepsPacketsWhenAPollIsLost();
};

void TestEngineServer::sessionIdsAreUnguessable()
{
    QSet<QByteArray> ids;
    for (int i = 0; i < 1'000; ++i)
        ids.insert(makeSessionId());
    QCOMPARE(ids.size(), 1'000);
    QCOMPARE(ids.cbegin()->size(), 20);
}

void TestEngineServer::opensOverPolling()
{
    HttpProbe probe(m_url);
    const HttpAnswer answer = probe.get(path);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), QByteArray("text/plain; charset=UTF-8"));
    QVERIFY(!answer.headers.contains("access-control-allow-origin"));
    QVERIFY(answer.body.startsWith('0'));
    const QJsonObject handshake = QJsonDocument::fromJson(answer.body.mid(1)).object();
    QCOMPARE(handshake.value(QLatin1String("upgrades")).toArray(), QJsonArray{QStringLiteral("websocket")});
    QCOMPARE(handshake.value(QLatin1String("pingInterval")).toInt(), 60'000);
    QCOMPARE(handshake.value(QLatin1String("pingTimeout")).toInt(), 60'000);
    QCOMPARE(handshake.value(QLatin1String("maxPayload")).toInt(), 1'000'000);
    QCOMPARE(handshake.value(QLatin1String("sid")).toString().size(), 20);
    QCOMPARE(m_server->engine.sessionCount(), 1);
}

void TestEngineServer::opensOverWebSocket()
{
    WebSocketProbe probe(m_url);
    const QString open = probe.receive();
    QVERIFY(open.startsWith(QLatin1Char('0')));
    const QJsonObject handshake = QJsonDocument::fromJson(open.mid(1).toUtf8()).object();
    QCOMPARE(handshake.value(QLatin1String("upgrades")).toArray(), QJsonArray());
}

void TestEngineServer::exchangesOverPolling()
{
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    const HttpAnswer posted = probe.post(target(sid), "4hello\x1e"
                                                      "bAQID\x1e"
                                                      "4w\xc3\xb6rld");
    QCOMPARE(posted.status, 200);
    QCOMPARE(posted.body, QByteArray("ok"));
    QCOMPARE(probe.get(target(sid)).body, QByteArray("4hello\x1e"
                                                     "bAQID\x1e"
                                                     "4w\xc3\xb6rld"));
    // And the other way round: the poll first.
    probe.send(HttpProbe::request("GET", target(sid)));
    HttpProbe poster(m_url);
    QCOMPARE(poster.post(target(sid), "4later").body, QByteArray("ok"));
    QCOMPARE(probe.receive().body, QByteArray("4later"));
}

void TestEngineServer::exchangesOverWebSocket()
{
    WebSocketProbe probe(m_url);
    QVERIFY(!probe.receive().isNull());
    probe.send(QStringLiteral("4hällo"));
    QCOMPARE(probe.receive(), QStringLiteral("4hällo"));
    probe.send(QByteArray("\x00\x01\xff", 3));
    QCOMPARE(probe.receiveBinary(), QByteArray("\x00\x01\xff", 3));
}

void TestEngineServer::batchesPackets()
{
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    QList<QByteArray> packets;
    for (int i = 0; i < 40; ++i)
        packets.append("4" + QByteArray::number(i));
    QCOMPARE(probe.post(target(sid), packets.join('\x1e')).status, 200);
    QList<QByteArray> received;
    while (received.size() < 40) {
        const QList<QByteArray> batch = probe.get(target(sid)).body.split('\x1e');
        QVERIFY(batch.size() <= 16);
        received += batch;
    }
    QCOMPARE(received, packets);
}

void TestEngineServer::upgrades()
{
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    WebSocketProbe socket(m_url, upgradeQuery(sid));
    QVERIFY(socket.connected());
    socket.send(QStringLiteral("2probe"));
    QCOMPARE(socket.receive(), QStringLiteral("3probe"));
    QCOMPARE(probe.post(target(sid), "4before").body, QByteArray("ok"));
    socket.send(QStringLiteral("5"));
    QCOMPARE(socket.receive(), QStringLiteral("4before")); // what was not polled goes over the WebSocket
    socket.send(QStringLiteral("4after"));
    QCOMPARE(socket.receive(), QStringLiteral("4after"));
    QVERIFY(m_server->last->usesWebSocket());
    QCOMPARE(m_server->engine.sessionCount(), 1);
}

void TestEngineServer::releasesTheWaitingPollWhenUpgrading()
{
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    probe.send(HttpProbe::request("GET", target(sid)));
    WebSocketProbe socket(m_url, upgradeQuery(sid));
    QVERIFY(socket.connected());
    socket.send(QStringLiteral("2probe"));
    QCOMPARE(probe.receive().body, QByteArray("6"));
    QCOMPARE(socket.receive(), QStringLiteral("3probe"));
    // One that had been under way meanwhile comes back too.
    QCOMPARE(probe.get(target(sid)).body, QByteArray("6"));
    socket.send(QStringLiteral("5"));
    QTRY_VERIFY(m_server->last->usesWebSocket());
}

void TestEngineServer::keepsPollingWhenTheProbeIsGivenUp()
{
    EngineSettings settings = patientSettings();
    settings.upgradeTimeout = 1s;
    start(settings);
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    WebSocketProbe silent(m_url, upgradeQuery(sid));
    QVERIFY(silent.connected());
    QVERIFY(silent.closed());
    QCOMPARE(probe.post(target(sid), "4still here").status, 200);
    QCOMPARE(probe.get(target(sid)).body, QByteArray("4still here"));
    WebSocketProbe second(m_url, upgradeQuery(sid));
    QVERIFY(second.connected());
    second.send(QStringLiteral("2probe"));
    QCOMPARE(second.receive(), QStringLiteral("3probe"));
}

void TestEngineServer::heartbeatOverPolling()
{
    start({.pingInterval = 50ms, .pingTimeout = 5s});
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(probe.get(target(sid)).body, QByteArray("2"));
        QCOMPARE(probe.post(target(sid), "3").body, QByteArray("ok"));
    }
}

void TestEngineServer::heartbeatOverWebSocket()
{
    start({.pingInterval = 50ms, .pingTimeout = 5s});
    WebSocketProbe probe(m_url);
    QVERIFY(probe.receive(true).startsWith(QLatin1Char('0')));
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(probe.receive(true), QStringLiteral("2"));
        probe.send(QStringLiteral("3"));
    }
}

void TestEngineServer::closesOverPolling()
{
    HttpProbe poller(m_url);
    HttpProbe poster(m_url);
    const QByteArray sid = openSession(poller);
    poller.send(HttpProbe::request("GET", target(sid)));
    QCOMPARE(poster.post(target(sid), "1").body, QByteArray("ok"));
    QCOMPARE(poller.receive().body, QByteArray("6"));
    QCOMPARE(poller.get(target(sid)).status, 400);
    QCOMPARE(m_server->reasons, QList<CloseReason>{CloseReason::ByClient});
}

void TestEngineServer::answersThePollThatCrossesTheClose()
{
    HttpProbe poller(m_url);
    HttpProbe poster(m_url);
    const QByteArray sid = openSession(poller);
    poster.send(HttpProbe::request("POST", target(sid), "1"));
    QTRY_COMPARE(m_server->reasons, QList<CloseReason>{CloseReason::ByClient}); // handled, and not answered yet
    QCOMPARE(poller.get(target(sid)).body, QByteArray("6"));
    QCOMPARE(poster.receive().body, QByteArray("ok"));
    QCOMPARE(poller.get(target(sid)).status, 400);
    QTRY_COMPARE(m_server->engine.sessionCount(), 0);
    // Where no poll comes, the answer does not wait for one.
    const QByteArray second = openSession(poller);
    QCOMPARE(poster.post(target(second), "1").body, QByteArray("ok"));
    QCOMPARE(poster.get(target(second)).status, 400);
    QCOMPARE(m_server->errors, 2);
}

void TestEngineServer::closesOverWebSocket()
{
    WebSocketProbe polite(m_url);
    QVERIFY(!polite.receive().isNull());
    polite.send(QStringLiteral("1"));
    QVERIFY(polite.closed());
    QCOMPARE(m_server->reasons, QList<CloseReason>{CloseReason::ByClient});
    WebSocketProbe rude(m_url);
    QVERIFY(!rude.receive().isNull());
    rude.socket().abort();
    QTRY_COMPARE(m_server->reasons.size(), 2);
    QCOMPARE(m_server->reasons.last(), CloseReason::TransportLost);
    QTRY_COMPARE(m_server->http.connectionCount(), 0);
}

void TestEngineServer::tellsPollersThatItCloses()
{
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    probe.send(HttpProbe::request("GET", target(sid)));
    WebSocketProbe socket(m_url);
    QVERIFY(!socket.receive().isNull());
    m_server->engine.closeAll();
    QCOMPARE(probe.receive().body, QByteArray("1"));
    QVERIFY(socket.closed());
    QTRY_COMPARE(m_server->engine.sessionCount(), 0);
}

void TestEngineServer::keepsPacketsWhenAPollIsLost()
{
    HttpProbe lost(m_url);
    const QByteArray sid = openSession(lost);
    lost.send(HttpProbe::request("GET", target(sid)));
    HttpProbe probe(m_url);
    lost.disconnect();
    QTRY_COMPARE(m_server->http.connectionCount(), 1);
    QCOMPARE(probe.post(target(sid), "4kept").body, QByteArray("ok"));
    QCOMPARE(probe.get(target(sid)).body, QByteArray("4kept"));
}

QTEST_GUILESS_MAIN(TestEngineServer)
#include "tst_engineserver.moc"
