// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/connectionmemory.h"
#include "workspace/connectionformcontroller.h"
#include "loopbackcontroller.h"
#include "startconfig.h"

#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using app::ConnectionFormController;
using tests::LoopbackController;

class TestConnectionForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsWithTheClientsSettings();
    void handsSettingsToTheNextConnection();
    void tellsWhatDiffers();
    void refuses_data();
    void refuses();
    void keepsAProxysPassword();
    void remembersAllButSecrets();
    void letsTheEnvironmentWin();
};

void TestConnectionForm::startsWithTheClientsSettings()
{
    client::ClientConfig config;
    config.connection.transport = net::CarrierChoice::Polling;
    config.connection.headers = {{"X-Team", "blue"}, {"X-Room", "7"}};
    app::ClientController client(config);
    ConnectionFormController form;
    form.setClient(&client);
    QVERIFY(form.isValid());
    QCOMPARE(form.text(QStringLiteral("transport")), QStringLiteral("polling"));
    QCOMPARE(form.text(QStringLiteral("headers")), QStringLiteral("X-Team: blue\nX-Room: 7"));
    QCOMPARE(form.text(QStringLiteral("maxFrameBytes")), QStringLiteral("16"));
    QCOMPARE(form.summary(), QStringLiteral("polling only, extra headers"));
}

void TestConnectionForm::handsSettingsToTheNextConnection()
{
    LoopbackController loopback;
    ConnectionFormController form;
    form.setClient(&loopback.controller());
    form.setText(QStringLiteral("namespace"), QStringLiteral("/custom"));
    form.setText(QStringLiteral("auth"), QStringLiteral(R"({"token": "t"})"));
    form.setText(QStringLiteral("delay"), QStringLiteral("500"));
    QCOMPARE(loopback.controller().client().config().connection.nsp, QStringLiteral("/"));
    QVERIFY(loopback.start());
    const net::ConnectionSettings &used = loopback.controller().client().config().connection;
    QCOMPARE(used.nsp, QStringLiteral("/custom"));
    QCOMPARE(used.auth, QByteArray(R"({"token": "t"})"));
    QCOMPARE(used.reconnect.delay, std::chrono::milliseconds(500));
    QCOMPARE(form.text(QStringLiteral("namespace")), QStringLiteral("/custom"));
    // Another namespace is another server, for another session.
    form.reset();
    QSignalSpy elsewhere(&loopback.controller(), &app::ClientController::otherServerWanted);
    QVERIFY(loopback.start());
    QCOMPARE(elsewhere.size(), 1);
    const auto wanted = elsewhere.front().front().value<client::ClientConfig>();
    QCOMPARE(wanted.connection.nsp, QStringLiteral("/"));
    QVERIFY(wanted.connection.auth.isEmpty());
}

void TestConnectionForm::tellsWhatDiffers()
{
    ConnectionFormController form;
    QSignalSpy changed(&form, &ConnectionFormController::changed);
    QCOMPARE(form.summary(), QString());
    form.setText(QStringLiteral("transport"), QStringLiteral("websocket"));
    form.setText(QStringLiteral("proxy"), QStringLiteral("http://user:secret@proxy.example.org:3128"));
    form.setText(QStringLiteral("maxFrameBytes"), QStringLiteral("32"));
    QCOMPARE(form.summary(), QStringLiteral("WebSocket only, proxy proxy.example.org, frames up to 32 MiB"));
    QCOMPARE(changed.count(), 3);
}

void TestConnectionForm::refuses_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("namespace") << QStringLiteral("namespace") << QStringLiteral("/a,b") << "comma";
    QTest::newRow("proxy") << QStringLiteral("proxy") << QStringLiteral("ftp://x:1") << "proxy";
    QTest::newRow("CA file") << QStringLiteral("caFile") << QStringLiteral("/no/such.pem") << "/no/such.pem";
    QTest::newRow("certificate") << QStringLiteral("certificateFile") << QStringLiteral("/no/cert.pem")
                                 << "/no/cert.pem";
    QTest::newRow("auth: no JSON") << QStringLiteral("auth") << QStringLiteral("{token") << "JSON";
    QTest::newRow("auth: no object") << QStringLiteral("auth") << QStringLiteral("[1]") << "object";
    QTest::newRow("headers") << QStringLiteral("headers") << QStringLiteral("X-A: 1\nnonsense") << "Line 2";
    QTest::newRow("frame") << QStringLiteral("maxFrameBytes") << QStringLiteral("0") << "from 1";
    QTest::newRow("timeout") << QStringLiteral("connectTimeout") << QStringLiteral("soon") << "whole number";
    QTest::newRow("attempts") << QStringLiteral("attempts") << QStringLiteral("-1") << "from 0";
    QTest::newRow("longest wait") << QStringLiteral("delayMax") << QStringLiteral("10") << "shorter";
}

void TestConnectionForm::refuses()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, says);
    ConnectionFormController form;
    const QString before = form.text(field);
    form.setText(field, text);
    QVERIFY(!form.isValid());
    QVERIFY2(form.error(field).contains(says), qPrintable(form.error(field)));
    form.setText(field, before);
    QVERIFY(form.isValid());
    QCOMPARE(form.error(field), QString());
}

void TestConnectionForm::keepsAProxysPassword()
{
    client::ClientConfig config;
    config.connection.proxy.mode = net::ProxySettings::Mode::Manual;
    config.connection.proxy.url = QUrl(QStringLiteral("http://user:secret@proxy.example.org:3128"));
    const net::ProxySettings proxy = config.connection.proxy;
    LoopbackController loopback;
    ConnectionFormController form;
    form.setClient(&loopback.controller());
    form.setText(QStringLiteral("proxy"), proxy.url.toString());
    QVERIFY(loopback.start());
    QCOMPARE(form.text(QStringLiteral("proxy")), QStringLiteral("http://proxy.example.org:3128"));
    form.setText(QStringLiteral("namespace"), QStringLiteral("/custom"));
    QVERIFY(loopback.start());
    QCOMPARE(loopback.controller().client().config().connection.proxy, proxy);
}

void TestConnectionForm::remembersAllButSecrets()
{
    net::ConnectionSettings settings;
    settings.transport = net::CarrierChoice::Upgrade;
    settings.path = QStringLiteral("/x/");
    settings.nsp = QStringLiteral("/n");
    settings.auth = "{}";
    settings.headers = {{"X-A", "1"}};
    settings.proxy = {net::ProxySettings::Mode::Manual, QUrl(QStringLiteral("socks5://user:secret@p:1"))};
    settings.tls = {QStringLiteral("ca"), QStringLiteral("cert"), QStringLiteral("key"), "secret"};
    settings.connectTimeout = std::chrono::milliseconds(1'234);
    settings.maxFrameBytes = 2 * 1024 * 1024;
    settings.reconnect = {true, 3, std::chrono::milliseconds(4), std::chrono::milliseconds(5)};
    app::SettingsStore store(app::SettingsStore::Lifetime::Transient);
    app::rememberConnection(settings, store);
    net::ConnectionSettings recalled;
    app::recallConnection(store, recalled);
    settings.auth.clear();
    settings.headers.clear();
    settings.tls.keyPassphrase.clear();
    settings.proxy.url.setUserInfo({});
    QVERIFY(recalled == settings);
}

void TestConnectionForm::letsTheEnvironmentWin()
{
    net::ConnectionSettings last;
    last.transport = net::CarrierChoice::Polling;
    last.nsp = QStringLiteral("/last");
    last.reconnect.attempts = 3;
    last.tls.keyFile = QStringLiteral("last.key");
    app::SettingsStore store(app::SettingsStore::Lifetime::Transient);
    app::rememberConnection(last, store);
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("TOPICSCOPE_NAMESPACE"), QStringLiteral("/env"));
    environment.insert(QStringLiteral("TOPICSCOPE_CLIENT_CERT"), QStringLiteral("env.pem"));
    environment.insert(QStringLiteral("TOPICSCOPE_HEADERS"), QStringLiteral("X-A: 1"));
    environment.insert(QStringLiteral("PUBSUB_RECONNECTION_ATTEMPTS"), QStringLiteral("7"));
    const auto config = app::startConfig(environment, store);
    QVERIFY(config);
    QCOMPARE(config->connection.transport, net::CarrierChoice::Polling);
    QCOMPARE(config->connection.nsp, QStringLiteral("/env"));
    QCOMPARE(config->connection.reconnect.attempts, 7);
    QCOMPARE(config->connection.tls.keyFile, QString());
    QCOMPARE(config->connection.headers.size(), 1);
}

QTEST_MAIN(TestConnectionForm)
#include "tst_connectionform.moc"
