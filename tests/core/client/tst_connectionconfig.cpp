// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/clientconfig.h"
#include "net/access.h"
#include "net/sharedfields.h"

#include <QTemporaryFile>
#include <QTest>

using namespace topicscope;
using namespace topicscope::client;
using net::ProxySettings;
using net::CarrierChoice;

class TestConnectionConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheEnvironment();
    void readsSecretsFromFiles();
    void namesTheVariableThatIsWrong_data();
    void namesTheVariableThatIsWrong();
    void proxies_data();
    void proxies();
    void headers_data();
    void headers();
    void basicAuth();
    void authPayloads_data();
    void authPayloads();
};

void TestConnectionConfig::readsTheEnvironment()
{
    QProcessEnvironment environment;
    const auto set = [&](const char *name, const char *value) {
        environment.insert(QLatin1String(name), QString::fromUtf8(value));
    };
    set("TOPICSCOPE_TRANSPORT", "Polling");
    set("TOPICSCOPE_PATH", "/bus/");
    set("TOPICSCOPE_NAMESPACE", "/admin");
    set("TOPICSCOPE_AUTH", R"({"token":"t"})");
    set("TOPICSCOPE_HEADERS", "X-One: 1\nX-Two: a: b");
    set("TOPICSCOPE_PROXY", "http://me:pw@proxy.example.org:3128");
    set("TOPICSCOPE_CA_FILE", "ca.pem");
    set("TOPICSCOPE_CLIENT_CERT", "cert.pem");
    set("TOPICSCOPE_CLIENT_KEY", "key.pem");
    set("TOPICSCOPE_CLIENT_KEY_PASSPHRASE", "open");
    const auto config = ClientConfig::fromEnvironment(environment);
    QVERIFY2(config, qPrintable(config ? QString() : config.error().text));
    const net::ConnectionSettings &connection = config->connection;
    QCOMPARE(connection.transport, CarrierChoice::Polling);
    QCOMPARE(connection.path, QStringLiteral("/bus/"));
    QCOMPARE(connection.nsp, QStringLiteral("/admin"));
    QCOMPARE(connection.auth, QByteArray(R"({"token":"t"})"));
    QCOMPARE(connection.headers, (net::HeaderList{{"X-One", "1"}, {"X-Two", "a: b"}}));
    QCOMPARE(connection.proxy.mode, ProxySettings::Mode::Manual);
    QCOMPARE(connection.proxy.url.password(), QStringLiteral("pw"));
    QCOMPARE(connection.tls.caFile, QStringLiteral("ca.pem"));
    QCOMPARE(connection.tls.certificateFile, QStringLiteral("cert.pem"));
    QCOMPARE(connection.tls.keyFile, QStringLiteral("key.pem"));
    QCOMPARE(connection.tls.keyPassphrase, QByteArray("open"));
}

void TestConnectionConfig::readsSecretsFromFiles()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("{\"token\":\"t\"}\r\n");
    QVERIFY(file.flush());
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("TOPICSCOPE_AUTH_FILE"), file.fileName());
    const auto config = ClientConfig::fromEnvironment(environment);
    QVERIFY(config);
    QCOMPARE(config->connection.auth, QByteArray(R"({"token":"t"})"));
    file.write(QByteArray(64 * 1024, 'x'));
    QVERIFY(file.flush());
    QCOMPARE(net::readSecretFile(file.fileName()).error().code, base::ErrorCode::TooLarge);
}

void TestConnectionConfig::namesTheVariableThatIsWrong_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::newRow("transport") << QStringLiteral("TOPICSCOPE_TRANSPORT") << QStringLiteral("pigeon");
    QTest::newRow("proxy") << QStringLiteral("TOPICSCOPE_PROXY") << QStringLiteral("ftp://secret@x");
    QTest::newRow("auth file") << QStringLiteral("TOPICSCOPE_AUTH_FILE") << QStringLiteral("/no/such/file");
    QTest::newRow("header file") << QStringLiteral("TOPICSCOPE_HEADER_FILE") << QStringLiteral("/no/such/file");
    QTest::newRow("header") << QStringLiteral("TOPICSCOPE_HEADERS") << QStringLiteral("secret");
}

void TestConnectionConfig::namesTheVariableThatIsWrong()
{
    QFETCH(QString, variable);
    QFETCH(QString, value);
    QProcessEnvironment environment;
    environment.insert(variable, value);
    const auto config = ClientConfig::fromEnvironment(environment);
    QVERIFY(!config);
    QVERIFY2(config.error().text.startsWith(variable + QLatin1Char(':')), qPrintable(config.error().text));
    QVERIFY2(!config.error().text.contains(QLatin1String("secret")), qPrintable(config.error().text));
}

void TestConnectionConfig::proxies_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown"); // empty: refused
    QTest::newRow("system") << QStringLiteral("System") << QStringLiteral("system");
    QTest::newRow("none") << QStringLiteral(" none ") << QStringLiteral("none");
    QTest::newRow("address") << QStringLiteral("proxy:3128") << QStringLiteral("http://proxy:3128");
    QTest::newRow("secrets") << QStringLiteral("http://me:pw@proxy:3128") << QStringLiteral("http://proxy:3128");
    QTest::newRow("SOCKS") << QStringLiteral("socks5://[::1]:1080") << QStringLiteral("socks5://[::1]:1080");
    QTest::newRow("other scheme") << QStringLiteral("https://proxy:3128") << QString();
    QTest::newRow("no host") << QStringLiteral("http://:3128") << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestConnectionConfig::proxies()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    const auto proxy = net::parseProxy(text);
    QCOMPARE(proxy ? net::proxyText(*proxy) : QString(), shown);
}

void TestConnectionConfig::headers_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<int>("count"); // -1: refused
    QTest::newRow("none") << QByteArray() << 0;
    QTest::newRow("comments") << QByteArray("# a\n\n X-A : b \r\n") << 1;
    QTest::newRow("no colon") << QByteArray("X-A b") << -1;
    QTest::newRow("space in the name") << QByteArray("X A: b") << -1;
    QTest::newRow("no name") << QByteArray(": b") << -1;
    QTest::newRow("control character") << QByteArray("X-A: b\x01") << -1;
    QTest::newRow("host") << QByteArray("Host: x") << -1;
    QTest::newRow("key") << QByteArray("sec-websocket-key: x") << -1;
    QTest::newRow("too long") << QByteArray("X-A: ") + QByteArray(40'000, 'a') << -1;
}

void TestConnectionConfig::headers()
{
    QFETCH(QByteArray, lines);
    QFETCH(int, count);
    const auto headers = net::parseHeaders(lines);
    QCOMPARE(headers ? static_cast<int>(headers->size()) : -1, count);
}

void TestConnectionConfig::basicAuth()
{
    net::ConnectionSettings settings;
    settings.url = QUrl(QStringLiteral("http://me:p%40%C3%A9@127.0.0.1:1"));
    const auto access = net::accessFor(settings);
    QVERIFY(access);
    QCOMPARE(access->headers, (net::HeaderList{{"Authorization", "Basic " + QByteArray("me:p@\xc3\xa9").toBase64()}}));
    settings.headers = {{"authorization", "Bearer t"}}; // one's own wins
    QCOMPARE(net::accessFor(settings)->headers, settings.headers);
}

void TestConnectionConfig::authPayloads_data()
{
    QTest::addColumn<QByteArray>("auth");
    QTest::addColumn<bool>("usable");
    QTest::newRow("none") << QByteArray() << true;
    QTest::newRow("object") << QByteArray(R"({"a":[1]})") << true;
    QTest::newRow("string") << QByteArray(R"("token")") << false;
    QTest::newRow("broken") << QByteArray("{") << false;
}

void TestConnectionConfig::authPayloads()
{
    QFETCH(QByteArray, auth);
    QFETCH(bool, usable);
    net::ConnectionSettings settings;
    settings.auth = auth;
    QCOMPARE(net::validate(settings).has_value(), usable);
}

QTEST_GUILESS_MAIN(TestConnectionConfig)
#include "tst_connectionconfig.moc"
