// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/engineio/engineserver.h"
#include "broker/http/httpserver.h"
#include "probes.h"
#include "protocol/engineio.h"

#include <QJsonDocument>
#include <QTest>

using namespace topicscope;
using namespace topicscope::broker;
using namespace topicscope::test;
using namespace std::chrono_literals;

namespace {

//! An Engine.IO server that echoes, behind a port.
class EchoServer : public HttpHandler, public EngineListener
{
public:
    explicit EchoServer(EngineSettings settings) : http(httpSettings(settings), *this), engine(settings, *this) {}

    void handleRequest(HttpRequest request, HttpReply reply) override
    {
        engine.handleRequest(request, std::move(reply));
    }
    std::optional<HttpResponse> refuseUpgrade(const HttpRequest &request) override
    {
        return engine.refuseUpgrade(request);
    }
    void webSocketOpened(std::unique_ptr<QWebSocket> socket) override { engine.webSocketOpened(std::move(socket)); }
    void requestRefused(int) override {}

    void sessionOpened(EngineSession &session) override { last = &session; }
    void textReceived(EngineSession &session, std::string_view text) override
    {
        session.send(OutgoingPacket::message(text));
    }
    void binaryReceived(EngineSession &session, const QByteArray &bytes) override
    {
        session.send(OutgoingPacket::binary(bytes));
    }
    void sessionClosed(EngineSession &session, CloseReason reason) override
    {
        reasons.append(reason);
        if (&session == last)
            last = nullptr;
    }
    void engineErrorOccurred() override { ++errors; }

    EngineSession *last = nullptr;
    QList<CloseReason> reasons;
    int errors = 0;
    HttpServer http;
    EngineServer engine;

private:
    static HttpServerSettings httpSettings(const EngineSettings &settings)
    {
        HttpServerSettings http;
        http.limits.bodyBytes = settings.maxPayload;
        http.maxFrame = settings.maxPayload;
        return http;
    }
};

EngineSettings patientSettings()
{
    return {.pingInterval = 60s, .pingTimeout = 60s};
}

const QByteArray path("/socket.io/?EIO=4&transport=polling");

} // namespace

class TestEngineServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
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

private:
    void start(EngineSettings settings);
    QByteArray openSession(HttpProbe &probe);
    QByteArray target(const QByteArray &sid) const { return path + "&sid=" + sid; }
    QString upgradeQuery(const QByteArray &sid) const
    {
        return QStringLiteral("EIO=4&transport=websocket&sid=") + QString::fromLatin1(sid);
    }

    std::unique_ptr<EchoServer> m_server;
    QUrl m_url;
};

void TestEngineServer::start(EngineSettings settings)
{
    m_server.reset();
    m_server = std::make_unique<EchoServer>(settings);
    const auto url = m_server->http.listen(QHostAddress(QHostAddress::LocalHost), 0);
    QVERIFY(url);
    m_url = *url;
}

void TestEngineServer::init()
{
    start(patientSettings());
}

void TestEngineServer::cleanup()
{
    m_server.reset();
}

QByteArray TestEngineServer::openSession(HttpProbe &probe)
{
    const HttpAnswer answer = probe.get(path);
    const auto handshake = protocol::engineio::decodeHandshake(
        {answer.body.constData() + 1, static_cast<std::size_t>(answer.body.size() - 1)});
    return handshake ? handshake->sid : QByteArray();
}

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

void TestEngineServer::refusesBadRequests_data()
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

void TestEngineServer::refusesBadRequests()
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

void TestEngineServer::refusesBadUpgrades_data()
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

void TestEngineServer::refusesBadUpgrades()
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

void TestEngineServer::refusesUnknownSessions()
{
    HttpProbe probe(m_url);
    const HttpAnswer answer = probe.get(target("unknown"));
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body, QByteArray("{\"code\":1,\"message\":\"Session ID unknown\"}"));
    QCOMPARE(probe.post(target("unknown"), "4x").status, 400);
}

void TestEngineServer::refusesWrongMethodsInASession()
{
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    probe.send(HttpProbe::request("DELETE", target(sid)));
    QCOMPARE(probe.receive().status, 400);
    QCOMPARE(probe.post(target(sid), "4x").status, 200); // and the session lives on
}

void TestEngineServer::refusesASecondPoll()
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

void TestEngineServer::refusesBadPayloads_data()
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

void TestEngineServer::refusesBadPayloads()
{
    QFETCH(QByteArray, body);
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    static_cast<void>(probe.post(target(sid), body));
    QTRY_COMPARE(m_server->reasons, QList<CloseReason>{CloseReason::ProtocolError});
    QCOMPARE(m_server->errors, 1);
    QCOMPARE(probe.get(target(sid)).status, 400);
}

void TestEngineServer::closesOnBadFrames_data()
{
    QTest::addColumn<QString>("frame");
    QTest::newRow("unknown type") << QStringLiteral("9");
    QTest::newRow("empty") << QString();
    QTest::newRow("a ping") << QStringLiteral("2");
    QTest::newRow("a late upgrade") << QStringLiteral("5");
}

void TestEngineServer::closesOnBadFrames()
{
    QFETCH(QString, frame);
    WebSocketProbe probe(m_url);
    QVERIFY(!probe.receive().isNull());
    probe.send(frame);
    QVERIFY(probe.closed());
    QCOMPARE(m_server->reasons, QList<CloseReason>{CloseReason::ProtocolError});
}

void TestEngineServer::refusesASecondWebSocket()
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

void TestEngineServer::closesUnansweredPolling()
{
    start({.pingInterval = 50ms, .pingTimeout = 50ms});
    HttpProbe probe(m_url);
    const QByteArray sid = openSession(probe);
    QTRY_COMPARE(m_server->reasons, QList<CloseReason>{CloseReason::PingTimeout});
    QCOMPARE(probe.get(target(sid)).status, 400);
}

void TestEngineServer::closesUnansweredWebSocket()
{
    start({.pingInterval = 50ms, .pingTimeout = 50ms});
    WebSocketProbe probe(m_url);
    QVERIFY(probe.closed());
    QCOMPARE(m_server->reasons, QList<CloseReason>{CloseReason::PingTimeout});
}

void TestEngineServer::disconnectsSlowPollers()
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

void TestEngineServer::disconnectsSlowWebSockets()
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

void TestEngineServer::boundsSessions()
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

QTEST_GUILESS_MAIN(TestEngineServer)
#include "tst_engineserver.moc"

#include <string>
