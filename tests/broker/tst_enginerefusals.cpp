// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enginefixture.h"

#include <QTest>

#include <string>

using namespace topicscope;
using namespace topicscope::broker;
using namespace topicscope::test;
using namespace std::chrono_literals;

//! What an Engine.IO server refuses, whom it gives up, and how much it bears.
class TestEngineRefusals : public QObject, protected test::EngineFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { start(patientSettings()); }
    void cleanup() { m_server.reset(); }
    void refusesBadRequests_data();
    void refusesBadRequests();
    void refusesBadUpgrades_data();
    void refusesBadUpgrades();
    void refusesUnknownSessions();
    void refusesWrongMethodsInASession();
    void refusesASecondPoll();
    void refusesBadPayloads_data();
    void refusesBadPayloads();
    void closesOnBadFrames_data();
    void closesOnBadFrames();
    void refusesASecondWebSocket();
    void closesUnansweredPolling();
    void closesUnansweredWebSocket();
    void disconnectsSlowPollers();
    void disconnectsSlowWebSockets();
    void boundsSessions();
};

void TestEngineRefusals::refusesBadRequests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const QByteArray none;
    const QByteArray version("{\"code\":5,\"message\":\"Unsupported protocol version\"}");
    const QByteArray transport("{\"code\":0,\"message\":\"Transport unknown\"}");
    const QByteArray method("{\"code\":2,\"message\":\"Bad handshake method\"}");
    QTest::newRow("no version") << QByteArray("GET") << QByteArray("/socket.io/?transport=polling") << none << 400
                                << version;
    QTest::newRow("version 3") << QByteArray("GET") << QByteArray("/socket.io/?EIO=3&transport=polling") << none << 400
                               << version;
    QTest::newRow("no transport") << QByteArray("GET") << QByteArray("/socket.io/?EIO=4") << none << 400 << transport;
    QTest::newRow("webtransport") << QByteArray("GET") << QByteArray("/socket.io/?EIO=4&transport=webtransport") << none
                                  << 400 << transport;
    QTest::newRow("POST") << QByteArray("POST") << path << none << 400 << method;
    QTest::newRow("PUT") << QByteArray("PUT") << path << none << 400 << method;
    QTest::newRow("websocket without upgrade")
        << QByteArray("GET") << QByteArray("/socket.io/?EIO=4&transport=websocket") << none << 400
        << QByteArray("{\"code\":3,\"message\":\"Bad request\"}");
    QTest::newRow("another page") << QByteArray("GET") << path << QByteArray("Origin: http://evil.example\r\n") << 403
                                  << QByteArray("{\"code\":4,\"message\":\"Forbidden\"}");
}

void TestEngineRefusals::refusesBadRequests()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, headers);
    HttpProbe probe(m_url);
    probe.send(HttpProbe::request(method, target, {}, headers));
    const HttpAnswer answer = probe.receive();
    QTEST(answer.status, "status");
    QTEST(answer.body, "body");
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
    QCOMPARE(m_server->errors, 1);
    QCOMPARE(m_server->engine.sessionCount(), 0);
}

void TestEngineRefusals::refusesBadUpgrades_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    QTest::newRow("no version") << QByteArray("transport=websocket") << QByteArray() << 400;
    QTest::newRow("wrong version") << QByteArray("EIO=abc&transport=websocket") << QByteArray() << 400;
    QTest::newRow("no transport") << QByteArray("EIO=4") << QByteArray() << 400;
    QTest::newRow("polling") << QByteArray("EIO=4&transport=polling") << QByteArray() << 400;
    QTest::newRow("unknown session") << QByteArray("EIO=4&transport=websocket&sid=abc") << QByteArray() << 400;
    QTest::newRow("another page") << QByteArray("EIO=4&transport=websocket")
                                  << QByteArray("Origin: http://evil.example\r\n") << 403;
}

void TestEngineRefusals::refusesBadUpgrades()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, headers);
    HttpProbe probe(m_url);
    const HttpAnswer answer = probe.get("/socket.io/?" + query,
                                        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                                            + headers);
    QTEST(answer.status, "status");
    QVERIFY(probe.closed());
    QCOMPARE(m_server->errors, 1);
}

void TestEngineRefusals::refusesUnknownSessions()
{
    HttpProbe probe(m_url);
    const HttpAnswer answer = probe.get(target("unknown"));
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body, QByteArray("{\"code\":1,\"message\":\"Session ID unknown\"}"));
    QCOMPARE(probe.post(target("unknown"), "4x").status, 400);
}

void TestEngineRefusals::refusesWrongMethodsInASession()
{
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    probe.send(HttpProbe::request("DELETE", target(sid)));
    QCOMPARE(probe.receive().status, 400);
    QCOMPARE(probe.post(target(sid), "4x").status, 200); // and the session lives on
}

void TestEngineRefusals::refusesASecondPoll()
{
    HttpProbe first(m_url);
    HttpProbe second(m_url);
    const QByteArray sid = openSession(first);
    first.send(HttpProbe::request("GET", target(sid)));
    HttpProbe order(m_url);
    QCOMPARE(order.post(target(sid), "6").body, QByteArray("ok")); // so that the first has come
    QCOMPARE(second.get(target(sid)).status, 400);
    QCOMPARE(first.receive().body, QByteArray("1"));
    QCOMPARE(second.get(target(sid)).status, 400);
    QCOMPARE(m_server->reasons, QList<CloseReason>{CloseReason::ProtocolError});
}

void TestEngineRefusals::refusesBadPayloads_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("unknown type") << QByteArray("4a\x1e"
                                                "9");
    QTest::newRow("empty part") << QByteArray("4a\x1e");
    QTest::newRow("no base64") << QByteArray("b!!!");
    QTest::newRow("a ping") << QByteArray("2");
    QTest::newRow("an upgrade") << QByteArray("5");
}

void TestEngineRefusals::refusesBadPayloads()
{
    QFETCH(QByteArray, body);
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    static_cast<void>(probe.post(target(sid), body));
    QTRY_COMPARE(m_server->reasons, QList<CloseReason>{CloseReason::ProtocolError});
    QCOMPARE(m_server->errors, 1);
    QCOMPARE(probe.get(target(sid)).status, 400);
}

void TestEngineRefusals::closesOnBadFrames_data()
{
    QTest::addColumn<QString>("frame");
    QTest::newRow("unknown type") << QStringLiteral("9");
    QTest::newRow("empty") << QString();
    QTest::newRow("a ping") << QStringLiteral("2");
    QTest::newRow("a late upgrade") << QStringLiteral("5");
}

void TestEngineRefusals::closesOnBadFrames()
{
    QFETCH(QString, frame);
    WebSocketProbe probe(m_url);
    QVERIFY(!probe.receive().isNull());
    probe.send(frame);
    QVERIFY(probe.closed());
    QCOMPARE(m_server->reasons, QList<CloseReason>{CloseReason::ProtocolError});
}

void TestEngineRefusals::refusesASecondWebSocket()
{
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    WebSocketProbe first(m_url, upgradeQuery(sid));
    QVERIFY(first.connected());
    WebSocketProbe duringUpgrade(m_url, upgradeQuery(sid));
    QVERIFY(duringUpgrade.closed());
    first.send(QStringLiteral("2probe"));
    first.send(QStringLiteral("5"));
    QTRY_VERIFY(m_server->last->usesWebSocket());
    WebSocketProbe afterwards(m_url, upgradeQuery(sid));
    QVERIFY(afterwards.closed());
    QCOMPARE(first.receive(), QStringLiteral("3probe"));
    first.send(QStringLiteral("4unharmed"));
    QCOMPARE(first.receive(), QStringLiteral("4unharmed"));
}

void TestEngineRefusals::closesUnansweredPolling()
{
    start({.pingInterval = 50ms, .pingTimeout = 50ms});
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    QTRY_COMPARE(m_server->reasons, QList<CloseReason>{CloseReason::PingTimeout});
    QCOMPARE(probe.get(target(sid)).status, 400);
}

void TestEngineRefusals::closesUnansweredWebSocket()
{
    start({.pingInterval = 50ms, .pingTimeout = 50ms});
    WebSocketProbe probe(m_url);
    QVERIFY(probe.closed());
    QCOMPARE(m_server->reasons, QList<CloseReason>{CloseReason::PingTimeout});
}

void TestEngineRefusals::disconnectsSlowPollers()
{
    EngineSettings settings = patientSettings();
    settings.maxPayload = 2'000;
    settings.maxBuffered = 5'000;
    start(settings);
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    for (int i = 0; i < 5; ++i)
        m_server->last->send(OutgoingPacket::message(std::string(999, 'x')));
    QVERIFY(m_server->last->isOpen());
    m_server->last->send(OutgoingPacket::message("x"));
    QVERIFY(m_server->reasons.isEmpty()); // not within send()
    QTRY_COMPARE(m_server->reasons, QList<CloseReason>{CloseReason::TooSlow});
    QCOMPARE(probe.get(target(sid)).status, 400);
}

void TestEngineRefusals::disconnectsSlowWebSockets()
{
    EngineSettings settings = patientSettings();
    settings.maxBuffered = 1'000'000;
    start(settings);
    WebSocketProbe probe(m_url);
    QVERIFY(!probe.receive().isNull());
    // Nothing is read meanwhile, because this loop does not run the event loop.
    const OutgoingPtr packet = OutgoingPacket::message(std::string(100'000, 'x'));
    for (int i = 0; i < 11; ++i)
        m_server->last->send(packet);
    QTRY_COMPARE(m_server->reasons, QList<CloseReason>{CloseReason::TooSlow});
    QVERIFY(probe.closed());
}

void TestEngineRefusals::boundsSessions()
{
    EngineSettings settings = patientSettings();
    settings.maxSessions = 2;
    start(settings);
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    QVERIFY(!openSession(probe).isEmpty());
    QCOMPARE(probe.get(path).status, 503);
    QCOMPARE(probe.post(target(sid), "1").status, 200);
    QTRY_COMPARE(m_server->engine.sessionCount(), 1);
    QCOMPARE(probe.get(path).status, 200);
}

QTEST_GUILESS_MAIN(TestEngineRefusals)
#include "tst_enginerefusals.moc"
