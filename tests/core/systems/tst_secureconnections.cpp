// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/socketiotransport.h"

#include "base/topicregistry.h"
#include "systems/socketio/restclient.h"
#include "support/fakepollingserver.h"
#include "support/fakesocketioserver.h"
#include "support/recordinglistener.h"
#include "support/testcertificate.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QSslServer>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace topicscope;
using namespace topicscope::net;
using namespace topicscope::systems;
using namespace std::chrono_literals;
using base::ErrorCode;
using test::FakePollingServer;

Q_DECLARE_METATYPE(topicscope::net::CarrierChoice)

//! Certificates: those that are good, and each way in which one is not. openssl makes them.
class TestSecureConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void serverCertificates_data();
    void serverCertificates();
    void requests_data();
    void requests();
    void webSocketWithACaFile();
    void clientCertificates_data();
    void clientCertificates();
    void unusableFiles_data();
    void unusableFiles();
    void plainServer();

private:
    [[nodiscard]] QString file(const char *name) const { return m_dir.filePath(QLatin1String(name)); }
    void openssl(const QByteArray &arguments);
    void issue(const char *name, const char *alternatives, const char *days);
    [[nodiscard]] std::unique_ptr<QTcpServer> tlsServer(const QString &certificate, bool asksForCertificate) const;
    void connectTo(const QUrl &url);

    QTemporaryDir m_dir;
    ConnectionSettings m_settings;
    std::unique_ptr<base::TopicRegistry> m_registry;
    std::unique_ptr<test::RecordingListener> m_listener;
    std::unique_ptr<SocketIoTransport> m_transport;
};

void TestSecureConnections::openssl(const QByteArray &arguments)
{
    QProcess process;
    process.setWorkingDirectory(m_dir.path());
    process.start(QStringLiteral("openssl"), QString::fromLatin1(arguments).split(QLatin1Char(' ')));
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
}

void TestSecureConnections::issue(const char *name, const char *alternatives, const char *days)
{
    QFile extensions(file("extensions"));
    QVERIFY(extensions.open(QIODevice::WriteOnly));
    extensions.write(QByteArray("subjectAltName=") + alternatives + "\n");
    extensions.close();
    const QByteArray base(name);
    openssl("req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=" + base + " -keyout " + base
            + ".key -out " + base + ".csr");
    openssl("x509 -req -in " + base + ".csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile extensions -days " + days
            + " -out " + base + ".pem");
}

void TestSecureConnections::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty())
        QSKIP("openssl is not installed");
    openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=Test-CA -days 30 -keyout "
            "ca.key -out ca.pem");
    openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=Other-CA -days 30 -keyout "
            "other-ca.key -out other-ca.pem");
    issue("good", "IP:127.0.0.1,DNS:localhost", "30");
    issue("expired", "IP:127.0.0.1", "-1");
    issue("elsewhere", "DNS:other.example.org", "30");
    issue("client", "DNS:me", "30");
    openssl("pkcs8 -topk8 -in client.key -out client-encrypted.key -passout pass:open");
    QFile both(file("both.pem"));
    QVERIFY(both.open(QIODevice::WriteOnly));
    for (const char *part : {"client.pem", "client.key"}) {
        QFile in(file(part));
        QVERIFY(in.open(QIODevice::ReadOnly));
        both.write(in.readAll());
    }
    QFile selfSigned(file("self-signed.pem"));
    QVERIFY(selfSigned.open(QIODevice::WriteOnly));
    selfSigned.write(test::selfSignedCertificate);
}

void TestSecureConnections::init()
{
    m_settings = {};
    m_settings.consumer = QStringLiteral("me");
    m_settings.transport = CarrierChoice::Polling;
    m_settings.reconnect.enabled = false;
    m_registry = std::make_unique<base::TopicRegistry>();
    m_listener = std::make_unique<test::RecordingListener>();
}

void TestSecureConnections::cleanup()
{
    m_transport.reset();
}

std::unique_ptr<QTcpServer> TestSecureConnections::tlsServer(const QString &certificate, bool asksForCertificate) const
{
    auto server = std::make_unique<QSslServer>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(
        QSslCertificate::fromPath(m_dir.filePath(certificate + QStringLiteral(".pem"))).value(0));
    QFile key(m_dir.filePath(certificate + QStringLiteral(".key")));
    if (key.open(QIODevice::ReadOnly))
        configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    configuration.setPeerVerifyMode(asksForCertificate ? QSslSocket::VerifyPeer : QSslSocket::VerifyNone);
    configuration.setCaCertificates(QSslCertificate::fromPath(file("ca.pem")));
    server->setSslConfiguration(configuration);
    return server;
}

void TestSecureConnections::connectTo(const QUrl &url)
{
    m_settings.url = url;
    m_settings.url.setScheme(QStringLiteral("https"));
    m_transport = std::make_unique<SocketIoTransport>(m_settings, *m_registry, *m_listener);
    m_transport->open();
    QTRY_VERIFY(m_listener->state() != ConnectionState::Connecting);
}

void TestSecureConnections::serverCertificates_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("caFile");
    QTest::addColumn<CarrierChoice>("choice");
    QTest::addColumn<QString>("words"); // empty: it is good
    const auto rows = [](const char *name, const char *certificate, const char *caFile, const char *words) {
        QTest::addRow("%s, polling", name) << QString::fromLatin1(certificate) << QString::fromLatin1(caFile)
                                           << CarrierChoice::Polling << QString::fromLatin1(words);
        if (*words != '\0')
            QTest::addRow("%s, WebSocket", name) << QString::fromLatin1(certificate) << QString::fromLatin1(caFile)
                                                 << CarrierChoice::Auto << QString::fromLatin1(words);
    };
    rows("good", "good", "ca.pem", "");
    rows("unknown CA", "good", "", "\"Test-CA\", which is not among the CAs that this system trusts");
    rows("another CA file", "good", "other-ca.pem", "which is not in the CA file");
    rows("expired", "expired", "ca.pem", "expired on 2");
    rows("other host", "elsewhere", "ca.pem", "is for another host (other.example.org), not for \"127.0.0.1\"");
}

void TestSecureConnections::serverCertificates()
{
    QFETCH(QString, certificate);
    QFETCH(QString, caFile);
    QFETCH(CarrierChoice, choice);
    QFETCH(QString, words);
    FakePollingServer server(tlsServer(certificate, false));
    m_settings.transport = choice;
    m_settings.tls.caFile = caFile.isEmpty() ? QString() : m_dir.filePath(caFile);
    connectTo(server.url());
    if (words.isEmpty()) {
        QCOMPARE(m_listener->state(), ConnectionState::Connected);
        return;
    }
    QCOMPARE(m_listener->state(), ConnectionState::Disconnected);
    QVERIFY2(m_listener->errorText().contains(words), qPrintable(m_listener->errorText()));
    QCOMPARE(m_listener->errorCode(), ErrorCode::TlsFailed);
    QVERIFY2(server.heads.isEmpty(), "nothing is said to a server that is not trusted");
}

void TestSecureConnections::requests_data()
{
    QTest::addColumn<bool>("trusted");
    QTest::newRow("trusted") << true;
    QTest::newRow("unknown CA") << false;
}

void TestSecureConnections::requests()
{
    QFETCH(bool, trusted);
    FakePollingServer server(tlsServer(QStringLiteral("good"), false));
    m_settings.url = server.url();
    m_settings.url.setScheme(QStringLiteral("https"));
    if (trusted)
        m_settings.tls.caFile = file("ca.pem");
    RestClient rest(m_settings);
    std::optional<base::Result<void>> result;
    rest.publish({.topic = QStringLiteral("t"), .id = {}, .payload = "1", .producer = QStringLiteral("p")},
                 [&](const base::Result<void> &answer) { result = answer; });
    QTRY_VERIFY(result);
    QCOMPARE(result->has_value(), trusted);
    if (!trusted)
        QVERIFY2(result->error().code == ErrorCode::TlsFailed
                     && result->error().text.contains(QLatin1String("Test-CA")),
                 qPrintable(result->error().text));
}

void TestSecureConnections::webSocketWithACaFile()
{
    test::FakeSocketIoServer server(QWebSocketServer::SecureMode);
    m_settings.transport = CarrierChoice::WebSocket;
    m_settings.tls.caFile = file("self-signed.pem");
    connectTo(server.url());
    QVERIFY2(m_listener->state() == ConnectionState::Connected, qPrintable(m_listener->errorText()));
}

void TestSecureConnections::clientCertificates_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::newRow("none") << QString() << QString() << QByteArray();
    QTest::newRow("two files") << QStringLiteral("client.pem") << QStringLiteral("client.key") << QByteArray();
    QTest::newRow("one file") << QStringLiteral("both.pem") << QString() << QByteArray();
    QTest::newRow("encrypted key") << QStringLiteral("client.pem") << QStringLiteral("client-encrypted.key")
                                   << QByteArray("open");
}

void TestSecureConnections::clientCertificates()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QByteArray, passphrase);
    FakePollingServer server(tlsServer(QStringLiteral("good"), true));
    m_settings.tls = {.caFile = file("ca.pem"),
                      .certificateFile = certificate.isEmpty() ? QString() : m_dir.filePath(certificate),
                      .keyFile = key.isEmpty() ? QString() : m_dir.filePath(key),
                      .keyPassphrase = passphrase};
    connectTo(server.url());
    QVERIFY2(m_listener->state()
                 == (certificate.isEmpty() ? ConnectionState::Disconnected : ConnectionState::Connected),
             qPrintable(m_listener->errorText()));
    QCOMPARE(server.heads.isEmpty(), certificate.isEmpty());
    if (certificate.isEmpty())
        QVERIFY2(m_listener->errorText().contains(QLatin1String("client certificate")),
                 qPrintable(m_listener->errorText()));
}

void TestSecureConnections::unusableFiles_data()
{
    QTest::addColumn<TlsSettings>("tls");
    QTest::addColumn<QString>("words");
    const auto path = [this](const char *name) { return file(name); };
    QTest::newRow("no such file") << TlsSettings{.caFile = path("nothing"),
                                                 .certificateFile = {},
                                                 .keyFile = {},
                                                 .keyPassphrase = {}}
                                  << QStringLiteral("cannot be read");
    QTest::newRow("no certificate") << TlsSettings{.caFile = path("ca.key"),
                                                   .certificateFile = {},
                                                   .keyFile = {},
                                                   .keyPassphrase = {}}
                                    << QStringLiteral("holds no certificate");
    QTest::newRow("no key") << TlsSettings{.caFile = {},
                                           .certificateFile = path("client.pem"),
                                           .keyFile = {},
                                           .keyPassphrase = {}}
                            << QStringLiteral("holds no private key");
    QTest::newRow("key alone") << TlsSettings{.caFile = {},
                                              .certificateFile = {},
                                              .keyFile = path("client.key"),
                                              .keyPassphrase = {}}
                               << QStringLiteral("without its certificate");
    QTest::newRow("no passphrase") << TlsSettings{.caFile = {},
                                                  .certificateFile = path("client.pem"),
                                                  .keyFile = path("client-encrypted.key"),
                                                  .keyPassphrase = {}}
                                   << QStringLiteral("is encrypted");
    QTest::newRow("wrong passphrase") << TlsSettings{.caFile = {},
                                                     .certificateFile = path("client.pem"),
                                                     .keyFile = path("client-encrypted.key"),
                                                     .keyPassphrase = "shut"}
                                      << QStringLiteral("passphrase may be wrong");
}

void TestSecureConnections::unusableFiles()
{
    QFETCH(TlsSettings, tls);
    QFETCH(QString, words);
    m_settings.tls = tls;
    connectTo(QUrl(QStringLiteral("https://127.0.0.1:1")));
    QCOMPARE(m_listener->state(), ConnectionState::Disconnected);
    QVERIFY2(m_listener->errorText().contains(words), qPrintable(m_listener->errorText()));
    QCOMPARE(m_listener->statuses.size(), 1); // it is not even tried
}

void TestSecureConnections::plainServer()
{
    QTcpServer server;
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        QTcpSocket *client = server.nextPendingConnection();
        connect(client, &QTcpSocket::readyRead, client, [client] {
            client->readAll();
            client->write("HTTP/1.1 400 Bad Request\r\n\r\n");
        });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connectTo(QUrl(QStringLiteral("https://127.0.0.1:%1").arg(server.serverPort())));
    QCOMPARE(m_listener->errorCode(), ErrorCode::TlsFailed);
    QVERIFY2(m_listener->errorText().contains(QLatin1String("speak TLS at this port")),
             qPrintable(m_listener->errorText()));
}

QTEST_GUILESS_MAIN(TestSecureConnections)
#include "tst_secureconnections.moc"
