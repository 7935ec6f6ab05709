// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "probes.h"
#include "support/brokerfixture.h"

#include <QJsonDocument>
#include <QTest>

using namespace topicscope;
using namespace topicscope::broker;
using namespace topicscope::test;
using namespace std::chrono_literals;

//! What the broker answers with an error, from outside.
class TestBrokerRefusals : public QObject, private BrokerFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void refusesBadPublications_data();
    void refusesBadPublications();
    void refusesBadEvents_data();
    void refusesBadEvents();
    void refusesUnknownRoutes_data();
    void refusesUnknownRoutes();
    void refusesOtherOrigins();
    void refusesReboundNames_data();
    void refusesReboundNames();
    void servesRequestsWithoutHost();
    void refusesLargeBodies();
    void disconnectsSlowClients();
    void reportsAPortInUse();
    void refusesBadSettings_data();
    void refusesBadSettings();
};

void TestBrokerRefusals::init()
{
    start();
}

void TestBrokerRefusals::cleanup()
{
    m_broker.reset();
}

void TestBrokerRefusals::refusesBadPublications_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("topic=t&message=1");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("no topic") << QByteArray("{\"message_id\":\"1\",\"message\":1,\"producer\":\"p\"}");
    QTest::newRow("empty topic") << messageJson("", "1");
    QTest::newRow("empty id") << messageJson("t", "");
    QTest::newRow("empty producer") << messageJson("t", "1", "1", "");
    QTest::newRow("no message") << QByteArray("{\"topic\":\"t\",\"message_id\":\"1\",\"producer\":\"p\"}");
    QTest::newRow("numeric id") << QByteArray("{\"topic\":\"t\",\"message_id\":1,\"message\":1,\"producer\":\"p\"}");
    QTest::newRow("UTF-8") << messageJson("t", "1", "\"\xff\"");
    QTest::newRow("deep") << messageJson("t", "1", QByteArray(10'000, '[') + QByteArray(10'000, ']'));
}

void TestBrokerRefusals::refusesBadPublications()
{
    QFETCH(QByteArray, body);
    HttpProbe probe(m_url);
    const HttpAnswer answer = probe.post("/publish", body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.json()[QLatin1String("status")].toString(), QStringLiteral("error"));
    QVERIFY(!answer.json()[QLatin1String("message")].toString().isEmpty());
    QCOMPARE(probe.get("/messages").body, QByteArray("[]"));
    QCOMPARE(m_broker->counts().refused, quint64(1));
    QCOMPARE(m_broker->counts().published, quint64(0));
}

void TestBrokerRefusals::refusesBadEvents_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::newRow("subscribe to nothing") << QByteArray("[\"subscribe\"]");
    QTest::newRow("numeric topic") << QByteArray("[\"subscribe\",{\"consumer\":\"c\",\"topics\":[1]}]");
    QTest::newRow("consumed without topic") << QByteArray("[\"consumed\",{\"consumer\":\"c\",\"message\":1}]");
    QTest::newRow("unknown") << QByteArray("[\"shutdown\"]");
}

void TestBrokerRefusals::refusesBadEvents()
{
    QFETCH(QByteArray, event);
    SocketIoProbe probe(m_url);
    QVERIFY(probe.open());
    probe.emitEvent(event);
    QTRY_COMPARE(m_broker->counts().refused, quint64(1));
    // It was no fault of the protocol, so the connection lives on.
    probe.subscribe(QStringLiteral("c"), {QStringLiteral("t")});
    QVERIFY(probe.event(QStringLiteral("subscribed")).isObject());
}

void TestBrokerRefusals::refusesUnknownRoutes_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing there") << QByteArray("GET") << QByteArray("/nothing") << 404;
    QTest::newRow("beside") << QByteArray("GET") << QByteArray("/clients/") << 404;
    QTest::newRow("GET /publish") << QByteArray("GET") << QByteArray("/publish") << 405;
    QTest::newRow("POST /clients") << QByteArray("POST") << QByteArray("/clients") << 405;
    QTest::newRow("GET /dashboard/login") << QByteArray("GET") << QByteArray("/dashboard/login") << 405;
    QTest::newRow("OPTIONS") << QByteArray("OPTIONS") << QByteArray("/publish") << 405;
    QTest::newRow("OPTIONS *") << QByteArray("OPTIONS") << QByteArray("*") << 404;
}

void TestBrokerRefusals::refusesUnknownRoutes()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    HttpProbe probe(m_url);
    probe.send(HttpProbe::request(method, target));
    const HttpAnswer answer = probe.receive();
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.contains("allow"), status == 405);
    QCOMPARE(m_broker->counts().refused, quint64(1));
}

void TestBrokerRefusals::refusesOtherOrigins()
{
    HttpProbe probe(m_url);
    const HttpAnswer answer = probe.post("/publish", messageJson("t", "1"),
                                         "Origin: http://evil.example\r\nContent-Type: text/plain\r\n");
    QCOMPARE(answer.status, 403);
    QCOMPARE(m_broker->counts().published, quint64(0));
    QCOMPARE(probe.get("/health", "Origin: http://localhost\r\n").status, 200);
}

void TestBrokerRefusals::refusesReboundNames_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("route") << QByteArray("/messages") << QByteArray();
    QTest::newRow("polling") << QByteArray("/socket.io/?EIO=4&transport=polling") << QByteArray();
    QTest::newRow("WebSocket") << QByteArray("/socket.io/?EIO=4&transport=websocket")
                               << QByteArray("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: "
                                             "13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
}

void TestBrokerRefusals::refusesReboundNames()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, headers);
    const QByteArray port = QByteArray::number(m_url.port());
    const auto request = [&](const QByteArray &host) {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + ':' + port + "\r\nOrigin: http://" + host + ':' + port
               + "\r\n" + headers + "\r\n";
    };
    HttpProbe rebound(m_url);
    rebound.send(request("evil.example"));
    QCOMPARE(rebound.receive().status, 403);
    QCOMPARE(m_broker->counts().refused, quint64(1));
    HttpProbe own(m_url);
    own.send(request("127.0.0.1"));
    QCOMPARE(own.receive().status, headers.isEmpty() ? 200 : 101);
    QCOMPARE(m_broker->counts().refused, quint64(1));
}

void TestBrokerRefusals::servesRequestsWithoutHost()
{
    HttpProbe probe(m_url);
    probe.send("GET /health HTTP/1.0\r\n\r\n");
    QCOMPARE(probe.receive().status, 200);
}

void TestBrokerRefusals::refusesLargeBodies()
{
    BrokerSettings settings;
    settings.maxPayload = 2'000;
    start(settings);
    HttpProbe probe(m_url);
    QCOMPARE(probe.post("/publish", messageJson("t", "1", '"' + QByteArray(2'000, 'x') + '"')).status, 413);
    QVERIFY(probe.closed());
    SocketIoProbe client(m_url);
    QVERIFY(client.open());
    client.emitEvent("[\"consumed\",\"" + QByteArray(2'000, 'x') + "\"]");
    QVERIFY(client.closed());
    QTRY_COMPARE(m_broker->counts().clients, quint64(0));
}

void TestBrokerRefusals::disconnectsSlowClients()
{
    BrokerSettings settings;
    settings.maxBuffered = settings.maxPayload;
    start(settings);
    SocketIoProbe slow(m_url);
    QVERIFY(slow.open());
    slow.socket().setReadBufferSize(1); // it stops reading
    HttpProbe publisher(m_url);
    const QByteArray payload = '"' + QByteArray(500'000, 'x') + '"';
    // The kernel's buffers take some of it before the broker notices.
    for (int i = 0; i < 200 && m_broker->counts().slowClients == 0; ++i)
        QCOMPARE(publisher.post("/publish", messageJson("t", QByteArray::number(i), payload)).status, 200);
    QTRY_COMPARE(m_broker->counts().slowClients, quint64(1));
    QCOMPARE(m_broker->counts().clients, quint64(0));
}

void TestBrokerRefusals::reportsAPortInUse()
{
    BrokerSettings settings;
    settings.port = static_cast<quint16>(m_url.port());
    Broker second(settings);
    const auto url = second.start();
    QVERIFY(!url);
    QCOMPARE(url.error().code, base::ErrorCode::InputOutput);
    QVERIFY2(url.error().text.contains(QString::number(settings.port)), qPrintable(url.error().text));
    m_broker->stop();
    QVERIFY(second.start()); // now that it is free
}

void TestBrokerRefusals::refusesBadSettings_data()
{
    QTest::addColumn<BrokerSettings>("settings");
    BrokerSettings settings;
    settings.pingInterval = 0ms;
    QTest::newRow("ping interval") << settings;
    settings = {};
    settings.requestTimeout = -1ms;
    QTest::newRow("request timeout") << settings;
    settings = {};
    settings.maxPayload = 0;
    QTest::newRow("payload") << settings;
    settings = {};
    settings.maxBuffered = 10;
    QTest::newRow("buffered") << settings;
    settings = {};
    settings.maxConnections = 0;
    QTest::newRow("connections") << settings;
    settings = {};
    settings.historyLimit = -1;
    QTest::newRow("history") << settings;
    settings = {};
    settings.address = QHostAddress(QStringLiteral("203.0.113.7"));
    QTest::newRow("address") << settings;
}

void TestBrokerRefusals::refusesBadSettings()
{
    QFETCH(BrokerSettings, settings);
    Broker broker(settings);
    const auto url = broker.start();
    QVERIFY(!url);
    QCOMPARE(url.error().code, base::ErrorCode::InvalidArgument);
    QVERIFY(!url.error().text.isEmpty());
}

QTEST_GUILESS_MAIN(TestBrokerRefusals)
#include "tst_brokerrefusals.moc"
