// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/socketiotransport.h"

#include "base/topicregistry.h"
#include "support/fakesocketioserver.h"
#include "support/quietport.h"
#include "support/rawserver.h"
#include "support/recordinglistener.h"
#include "transportfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace topicscope;
using namespace topicscope::net;
using namespace topicscope::systems;
using namespace std::chrono_literals;
using base::ErrorCode;
using test::FakeSocketIoServer;
using test::RawServer;

//! Connections that never come to be, each with an error of its own.
class TestConnectFailures : public QObject, protected test::TransportFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { m_transport.reset(); }

    void refusedNamespaceIsFinal();
    void awaitedNamespace();
    void awaitedServer_data();
    void awaitedServer();
    void afterAConnectionTheNamespaceIsAskedForAgain();
    void oldServers_data();
    void oldServers();
    void nobodyListens();
    void unknownHost();
    void notAnAddress();
    void noSocketIoServer_data();
    void noSocketIoServer();
    void aNamespaceInTheUrl_data();
    void aNamespaceInTheUrl();
    void webSocketWithoutSocketIo_data();
    void webSocketWithoutSocketIo();
    void connectTimeouts_data();
    void connectTimeouts();
    void untrustedCertificate();
};

void TestConnectFailures::refusedNamespaceIsFinal()
{
    FakeSocketIoServer server;
    server.connectReply = QStringLiteral(R"(44{"message":"Not authorized"})");
    m_settings.reconnect.enabled = true;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::NamespaceRefused);
    QVERIFY(m_listener->errorText().contains(QLatin1String("Not authorized")));
    QCOMPARE(m_listener->statuses.size(), 2);
}

void TestConnectFailures::awaitedNamespace()
{
    FakeSocketIoServer server;
    server.connectReply = QStringLiteral(R"(44{"message":"not ready"})");
    m_settings.reconnect = {.enabled = true, .attempts = 0, .delay = 10ms, .delayMax = 10ms, .awaitServer = true};
    create(server.url());
    m_transport->open();
    QTRY_VERIFY(server.connections >= 3);
    QCOMPARE(m_listener->states(), QList{ConnectionState::Connecting});
    QVERIFY(m_listener->errorText().contains(QLatin1String("not ready")));
    server.connectReply = QStringLiteral(R"(40{"sid":"sio-1"})");
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QCOMPARE(m_listener->states(), (QList{ConnectionState::Connecting, ConnectionState::Connected}));
}

// What stands in front of a server that starts may say for a while that there is none.
void TestConnectFailures::awaitedServer_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const QByteArray &status :
         {QByteArray("404 Not Found"), QByteArray("401 Unauthorized"), QByteArray("403 Forbidden")})
        QTest::newRow(status.constData()) << status;
}

void TestConnectFailures::awaitedServer()
{
    QFETCH(QByteArray, status);
    RawServer server([status](const QByteArray &) { return RawServer::http(status, {}); });
    server.closeAfterAnswer = true;
    m_settings.transport = CarrierChoice::WebSocket;
    m_settings.reconnect = {.enabled = true, .attempts = 0, .delay = 10ms, .delayMax = 10ms, .awaitServer = true};
    create(server.url());
    m_transport->open();
    QTRY_VERIFY(server.requests.size() >= 3);
    QCOMPARE(m_listener->states(), QList{ConnectionState::Connecting});
    QCOMPARE(m_listener->errorCode(), ErrorCode::Rejected);
}

void TestConnectFailures::afterAConnectionTheNamespaceIsAskedForAgain()
{
    FakeSocketIoServer server;
    m_settings.reconnect = {.enabled = true, .attempts = 0, .delay = 10ms, .delayMax = 10ms};
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    server.connectReply = QStringLiteral(R"(44{"message":"not ready"})");
    server.dropClient();
    QTRY_VERIFY(server.connections >= 4);
    QCOMPARE(m_listener->states(),
             (QList{ConnectionState::Connecting, ConnectionState::Connected, ConnectionState::Reconnecting}));
    server.connectReply = QStringLiteral(R"(40{"sid":"sio-2"})");
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    for (const auto &status : m_listener->statuses)
        QVERIFY(status.state != ConnectionState::Disconnected);
}

void TestConnectFailures::oldServers_data()
{
    QTest::addColumn<CarrierChoice>("transport");
    QTest::addColumn<QByteArray>("polled");
    const QByteArray open =
        R"(0{"sid":"aQ0RBJx1_0s-61yOAAAA","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000})";
    QTest::newRow("WebSocket first") << CarrierChoice::Auto << QByteArray();
    QTest::newRow("WebSocket") << CarrierChoice::WebSocket << QByteArray();
    QTest::newRow("polling") << CarrierChoice::Polling << QByteArray("97:" + open + "2:40");
    QTest::newRow("polling, in bytes") << CarrierChoice::Polling
                                       << QByteArray(QByteArray("\0\x09\x07\xff", 4) + open
                                                     + QByteArray("\0\x02\xff", 3) + "40");
}

//! What socket.io 2 and its Engine.IO say, byte by byte, to a client of a later one.
void TestConnectFailures::oldServers()
{
    QFETCH(CarrierChoice, transport);
    QFETCH(QByteArray, polled);
    RawServer server([&polled](const QByteArray &head) {
        if (!polled.isEmpty())
            return RawServer::http("200 OK", polled);
        return RawServer::acceptWebSocket(head)
               + RawServer::frame(
                   1, R"(0{"sid":"UClJj7e2TmcSLMyHAAAB","upgrades":[],"pingInterval":25000,"pingTimeout":20000})")
               + RawServer::frame(1, "40");
    });
    m_settings.reconnect.enabled = true;
    m_settings.transport = transport;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::Rejected);
    QVERIFY2(m_listener->errorText().startsWith(QLatin1String("The server speaks Socket.IO 2 or older")),
             qPrintable(m_listener->errorText()));
    QCOMPARE(server.requests.size(), 1);
}

void TestConnectFailures::nobodyListens()
{
    const QUrl url(QStringLiteral("http://127.0.0.1:%1").arg(test::quietPort()));
    create(url);
    // There was none to lose; and no scheme, for WebSocket has another than the URL.
    QTest::ignoreMessage(
        QtInfoMsg, QRegularExpression(QStringLiteral("^No connection: \"Nothing answers at 127\\.0\\.0\\.1:\\d+ ")));
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::ConnectionRefused);
    QVERIFY2(m_listener->errorText().contains(QString::number(url.port())), qPrintable(m_listener->errorText()));
}

void TestConnectFailures::unknownHost()
{
    create(QUrl(QStringLiteral("http://no-such-host.invalid:5000")));
    m_transport->open();
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->state(), ConnectionState::Disconnected, 30'000);
    QVERIFY2(m_listener->errorCode() == ErrorCode::HostNotFound, qPrintable(m_listener->errorText()));
    QVERIFY(m_listener->errorText().contains(QLatin1String("no-such-host.invalid")));
}

void TestConnectFailures::notAnAddress()
{
    create(QUrl(QStringLiteral("ftp://example.org")));
    m_transport->open();
    QCOMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::InvalidArgument);
}

void TestConnectFailures::noSocketIoServer_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("words");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("404") << RawServer::http("404 Not Found", "nothing here") << QStringLiteral("404")
                         << ErrorCode::Rejected;
    QTest::newRow("403") << RawServer::http("403 Forbidden", "nothing here") << QStringLiteral("does not let us in")
                         << ErrorCode::Rejected;
    QTest::newRow("200") << RawServer::http("200 OK", "<html></html>") << QStringLiteral("200") << ErrorCode::Rejected;
    QTest::newRow("400") << RawServer::http("400 Bad Request", "") << QStringLiteral("A WebSocket is refused as well")
                         << ErrorCode::Rejected;
    QTest::newRow("503") << RawServer::http("503 Service Unavailable", "")
                         << QStringLiteral("answered HTTP 503 (Service Unavailable): it cannot serve us now")
                         << ErrorCode::NotSupported;
    QTest::newRow("502") << RawServer::http("502 Bad Gateway", "<html>")
                         << QStringLiteral(
                                "answered HTTP 502 (Bad Gateway): the Socket.IO server behind it does not answer now")
                         << ErrorCode::NotSupported;
    QTest::newRow("504") << RawServer::http("504 Gateway Timeout", "") << QStringLiteral("The server in front")
                         << ErrorCode::NotSupported;
    QTest::newRow("429") << RawServer::http("429 Too Many Requests", "") << QStringLiteral("429 (Too Many Requests)")
                         << ErrorCode::NotSupported;
    QTest::newRow("no HTTP at all") << QByteArray("220 mail.example.org ESMTP\r\n\r\n")
                                    << QStringLiteral("no Socket.IO server") << ErrorCode::NotSupported;
    QTest::newRow("closes") << QByteArray() << QStringLiteral("no Socket.IO server") << ErrorCode::NotSupported;
    QTest::newRow("wrong accept key") << QByteArray(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
        "AAAA\r\n\r\n") << QStringLiteral("no Socket.IO server")
                                      << ErrorCode::NotSupported;
}

void TestConnectFailures::noSocketIoServer()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, words);
    QFETCH(ErrorCode, code);
    RawServer server([answer](const QByteArray &) { return answer; });
    server.closeAfterAnswer = true;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QVERIFY2(m_listener->errorText().contains(words), qPrintable(m_listener->errorText()));
    QCOMPARE(m_listener->errorCode(), code);
    QVERIFY(!m_listener->errorText().contains(QLatin1Char('\n')));
    QCOMPARE(m_listener->errorText().count(QStringLiteral("no Socket.IO server")),
             m_listener->errorText().contains(QLatin1String("no Socket.IO server")) ? 1 : 0);
    QCOMPARE(m_listener->statuses.size(), 2);
}

void TestConnectFailures::aNamespaceInTheUrl_data()
{
    QTest::addColumn<CarrierChoice>("transport");
    QTest::addColumn<QString>("urlPath");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("hint");
    const QString usual = QStringLiteral("/socket.io/");
    const QString hint = QStringLiteral("If \"/admin\" is a namespace, give it as the namespace, and not in the URL.");
    QTest::newRow("WebSocket") << CarrierChoice::WebSocket << QStringLiteral("/admin") << usual << hint;
    QTest::newRow("polling") << CarrierChoice::Polling << QStringLiteral("/admin/") << usual << hint;
    QTest::newRow("both") << CarrierChoice::Auto << QStringLiteral("/admin") << usual << hint;
    QTest::newRow("no path") << CarrierChoice::Auto << QString() << usual << QString();
    QTest::newRow("a path of the server's own")
        << CarrierChoice::Auto << QString() << QStringLiteral("/realtime/ws/") << QString();
    QTest::newRow("a path that ends like the usual one")
        << CarrierChoice::Auto << QString() << QStringLiteral("/my/socket.io/") << QString();
    QTest::newRow("both kinds") << CarrierChoice::Auto << QStringLiteral("/admin") << QStringLiteral("/realtime/ws/")
                                << hint;
}

void TestConnectFailures::aNamespaceInTheUrl()
{
    QFETCH(CarrierChoice, transport);
    QFETCH(QString, urlPath);
    QFETCH(QString, path);
    QFETCH(QString, hint);
    RawServer server([](const QByteArray &) { return RawServer::http("404 Not Found", {}); });
    server.closeAfterAnswer = true;
    m_settings.transport = transport;
    m_settings.path = path;
    QUrl url = server.url();
    url.setPath(urlPath);
    create(url);
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::Rejected);
    QVERIFY2(m_listener->errorText().contains(hint), qPrintable(m_listener->errorText()));
    QCOMPARE(m_listener->errorText().count(QLatin1String("as the namespace")), hint.isEmpty() ? 0 : 1);
}

void TestConnectFailures::webSocketWithoutSocketIo_data()
{
    QTest::addColumn<QString>("greeting");
    QTest::newRow("silent") << QString();
    QTest::newRow("something else") << QStringLiteral("hello");
    QTest::newRow("something like it") << QStringLiteral("0{}");
}

void TestConnectFailures::webSocketWithoutSocketIo()
{
    QFETCH(QString, greeting);
    FakeSocketIoServer server;
    server.handshake = greeting;
    m_settings.connectTimeout = greeting.isEmpty() ? 2s : 20s;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::NotSupported);
}

void TestConnectFailures::connectTimeouts_data()
{
    QTest::addColumn<bool>("webSocket");
    QTest::newRow("no answer to the WebSocket handshake") << false;
    QTest::newRow("no answer for the namespace") << true;
}

void TestConnectFailures::connectTimeouts()
{
    QFETCH(bool, webSocket);
    RawServer server([webSocket](const QByteArray &request) {
        return webSocket ? RawServer::acceptWebSocket(request) + RawServer::frame(1, R"(0{"sid":"a"})") : QByteArray();
    });
    m_settings.connectTimeout = 300ms;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::Timeout);
}

void TestConnectFailures::untrustedCertificate()
{
    FakeSocketIoServer server(QWebSocketServer::SecureMode);
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::TlsFailed);
    QVERIFY2(m_listener->errorText().contains(QLatin1String("self-signed")), qPrintable(m_listener->errorText()));
    QCOMPARE(server.connections, 0);
}

QTEST_GUILESS_MAIN(TestConnectFailures)
#include "tst_connectfailures.moc"
