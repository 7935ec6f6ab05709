// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/socketiotransport.h"

#include "base/topicregistry.h"
#include "net/access.h"
#include "systems/socketio/restclient.h"
#include "support/fakepollingserver.h"
#include "support/fakesocketioserver.h"
#include "support/recordinglistener.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <optional>

using namespace topicscope;
using namespace topicscope::net;
using namespace topicscope::systems;
using base::ErrorCode;

namespace {

//! An HTTP proxy: tunnels with CONNECT, and passes on requests in absolute form.
class FakeProxy : public QTcpServer
{
public:
    FakeProxy()
    {
        connect(this, &QTcpServer::newConnection, this, [this] { take(nextPendingConnection()); });
        if (!listen(QHostAddress::LocalHost))
            qFatal("cannot listen: %s", qPrintable(errorString()));
    }

    QByteArray login; // "user:password" that it asks for
    bool tunnels = true;
    int tunnelled = 0;
    int passedOn = 0;

private:
    void take(QTcpSocket *client)
    {
        connect(client, &QTcpSocket::readyRead, this, [this, client] {
            if (auto *server = client->findChild<QTcpSocket *>()) {
                server->write(client->readAll());
                return;
            }
            const QByteArray head = client->peek(65'536);
            if (!head.contains("\r\n\r\n"))
                return;
            if (!login.isEmpty() && !head.contains("Proxy-Authorization: Basic " + login.toBase64())) {
                client->readAll();
                client->write(
                    "HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            const bool tunnel = head.startsWith("CONNECT ");
            if (tunnel && !tunnels) {
                client->readAll();
                client->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                client->disconnectFromHost();
                return;
            }
            ++(tunnel ? tunnelled : passedOn);
            const QByteArray target = head.split(' ').value(1);
            const QUrl url(QString::fromLatin1(tunnel ? "http://" + target : target));
            auto *server = new QTcpSocket(client);
            connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
            connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
            server->connectToHost(url.host(), static_cast<quint16>(url.port()));
            if (tunnel) {
                client->read(head.indexOf("\r\n\r\n") + 4);
                client->write("HTTP/1.1 200 Connected\r\n\r\n");
            }
            server->write(client->readAll());
        });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }
};

} // namespace

//! Proxies: through them, and what is said where they do not let through.
class TestProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void webSocket_data();
    void webSocket();
    void polling_data() { logins(); }
    void polling();
    void requests_data() { logins(); }
    void requests();
    void refusedTunnelFallsBackToPolling();
    void wrongLogin();
    void noProxyThere();
    void systemProxyIsNotForLoopback();

private:
    void open(const QUrl &url);
    //! Rows for what the proxy asks for and is told.
    static void logins();
    void setLogin(const QString &asked, const QString &given);

    std::unique_ptr<FakeProxy> m_proxy;
    ConnectionSettings m_settings;
    std::unique_ptr<base::TopicRegistry> m_registry;
    std::unique_ptr<test::RecordingListener> m_listener;
    std::unique_ptr<SocketIoTransport> m_transport;
};

void TestProxies::init()
{
    m_settings = {};
    m_settings.reconnect.enabled = false;
    m_proxy = std::make_unique<FakeProxy>();
    m_settings.proxy = {.mode = ProxySettings::Mode::Manual,
                        .url = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_proxy->serverPort()))};
    m_registry = std::make_unique<base::TopicRegistry>();
    m_listener = std::make_unique<test::RecordingListener>();
}

void TestProxies::cleanup()
{
    m_transport.reset();
    m_proxy.reset();
}

void TestProxies::open(const QUrl &url)
{
    m_settings.url = url;
    m_transport = std::make_unique<SocketIoTransport>(m_settings, *m_registry, *m_listener);
    m_transport->open();
    QTRY_VERIFY(m_listener->state() != ConnectionState::Connecting);
}

void TestProxies::webSocket_data()
{
    QTest::addColumn<QString>("user");
    QTest::newRow("open") << QString();
    QTest::newRow("with a login") << QStringLiteral("me");
}

void TestProxies::webSocket()
{
    QFETCH(QString, user);
    test::FakeSocketIoServer server;
    if (!user.isEmpty()) {
        m_proxy->login = user.toLatin1() + ":pw";
        m_settings.proxy.url.setUserName(user);
        m_settings.proxy.url.setPassword(QStringLiteral("pw"));
    }
    m_settings.transport = CarrierChoice::WebSocket;
    open(server.url());
    QVERIFY2(m_listener->state() == ConnectionState::Connected, qPrintable(m_listener->errorText()));
    QCOMPARE(m_proxy->tunnelled, 1);
}

void TestProxies::logins()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("refusal");
    QTest::newRow("open") << QString() << QString() << QString();
    QTest::newRow("with a login") << QStringLiteral("m\u00e9:p w") << QStringLiteral("m\u00e9:p w") << QString();
    QTest::newRow("wrong login") << QStringLiteral("me:pw") << QStringLiteral("me:no")
                                 << QStringLiteral("does not accept this user and password");
    QTest::newRow("no login") << QStringLiteral("me:pw") << QString()
                              << QStringLiteral("asks for a user and a password");
}

void TestProxies::setLogin(const QString &asked, const QString &given)
{
    m_proxy->login = asked.toUtf8();
    m_settings.proxy.url.setUserName(given.section(QLatin1Char(':'), 0, 0));
    m_settings.proxy.url.setPassword(given.section(QLatin1Char(':'), 1));
}

void TestProxies::polling()
{
    QFETCH(QString, asked);
    QFETCH(QString, given);
    QFETCH(QString, refusal);
    setLogin(asked, given);
    test::FakePollingServer server;
    m_settings.transport = CarrierChoice::Polling;
    open(server.url());
    if (!refusal.isEmpty()) {
        QCOMPARE(m_listener->errorCode(), ErrorCode::Rejected);
        QVERIFY2(m_listener->errorText().contains(refusal), qPrintable(m_listener->errorText()));
        QCOMPARE(server.heads.size(), 0);
        return;
    }
    QVERIFY2(m_listener->state() == ConnectionState::Connected, qPrintable(m_listener->errorText()));
    QVERIFY(m_proxy->passedOn + m_proxy->tunnelled > 0);
}

void TestProxies::requests()
{
    QFETCH(QString, asked);
    QFETCH(QString, given);
    QFETCH(QString, refusal);
    setLogin(asked, given);
    test::FakePollingServer server;
    m_settings.url = server.url();
    RestClient rest(m_settings);
    std::optional<base::Result<void>> published;
    rest.publish({.topic = QStringLiteral("t"), .id = {}, .payload = "1", .producer = QStringLiteral("p")},
                 [&](const base::Result<void> &result) { published = result; });
    QTRY_VERIFY(published);
    if (!refusal.isEmpty()) {
        QVERIFY(!*published);
        QCOMPARE(published->error().code, ErrorCode::Rejected);
        QVERIFY2(published->error().text.contains(refusal), qPrintable(published->error().text));
        QCOMPARE(server.heads.size(), 0);
        return;
    }
    QVERIFY2(*published, qPrintable(*published ? QString() : published->error().text));
    QVERIFY(m_proxy->passedOn + m_proxy->tunnelled > 0);
}

void TestProxies::refusedTunnelFallsBackToPolling()
{
    test::FakePollingServer server;
    m_proxy->tunnels = false;
    open(server.url());
    QVERIFY2(m_listener->state() == ConnectionState::Connected, qPrintable(m_listener->errorText()));
    QVERIFY(m_listener->statuses.last().detail.startsWith(QLatin1String("polling")));
    QCOMPARE(server.refusedWebSockets, 0);
}

void TestProxies::wrongLogin()
{
    test::FakeSocketIoServer server;
    m_proxy->login = "me:pw";
    open(server.url());
    QCOMPARE(m_listener->state(), ConnectionState::Disconnected);
    QVERIFY2(m_listener->errorText().contains(QLatin1String("asks for a user and a password")),
             qPrintable(m_listener->errorText()));
}

void TestProxies::noProxyThere()
{
    m_proxy->close();
    test::FakeSocketIoServer server;
    open(server.url());
    QCOMPARE(m_listener->errorCode(), ErrorCode::ConnectionRefused);
    QVERIFY2(m_listener->errorText().contains(QLatin1String("the proxy 127.0.0.1:")),
             qPrintable(m_listener->errorText()));
}

void TestProxies::systemProxyIsNotForLoopback()
{
    qputenv("http_proxy", m_settings.proxy.url.toEncoded());
    const QNetworkProxy away = proxyFor({}, QUrl(QStringLiteral("http://server.example.org"))).value();
    const QNetworkProxy here = proxyFor({}, QUrl(QStringLiteral("ws://localhost:5000"))).value();
    qunsetenv("http_proxy");
    QCOMPARE(away.type(), QNetworkProxy::HttpProxy);
    QCOMPARE(away.port(), m_proxy->serverPort());
    QCOMPARE(here.type(), QNetworkProxy::NoProxy);
}

QTEST_GUILESS_MAIN(TestProxies)
#include "tst_proxies.moc"
