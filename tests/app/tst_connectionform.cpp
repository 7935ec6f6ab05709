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
using Field = ConnectionFormController::Field;
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
    QCOMPARE(form.text(Field::Transport), QStringLiteral("polling"));
    QCOMPARE(form.text(Field::Headers), QStringLiteral("X-Team: blue\nX-Room: 7"));
    QCOMPARE(form.text(Field::MaxFrame), QStringLiteral("16"));
    QCOMPARE(form.summary(), QStringLiteral("polling only, extra headers"));
}

void TestConnectionForm::handsSettingsToTheNextConnection()
{
    LoopbackController loopback;
    ConnectionFormController form;
    form.setClient(&loopback.controller());
    form.setText(Field::Namespace, QStringLiteral("/custom"));
    form.setText(Field::Auth, QStringLiteral(R"({"token": "t"})"));
    form.setText(Field::Delay, QStringLiteral("500"));
    QCOMPARE(loopback.controller().client().config().connection.nsp, QStringLiteral("/"));
    QVERIFY(loopback.start());
    const net::ConnectionSettings &used = loopback.controller().client().config().connection;
    QCOMPARE(used.nsp, QStringLiteral("/custom"));
    QCOMPARE(used.auth, QByteArray(R"({"token": "t"})"));
    QCOMPARE(used.reconnect.delay, std::chrono::milliseconds(500));
    QCOMPARE(form.text(Field::Namespace), QStringLiteral("/custom"));
    form.reset();
    QVERIFY(loopback.start());
    QCOMPARE(loopback.controller().client().config().connection.nsp, QStringLiteral("/"));
    QVERIFY(loopback.controller().client().config().connection.auth.isEmpty());
}

void TestConnectionForm::tellsWhatDiffers()
{
    ConnectionFormController form;
    QSignalSpy changed(&form, &ConnectionFormController::changed);
    QCOMPARE(form.summary(), QString());
    form.setText(Field::Transport, QStringLiteral("websocket"));
    form.setText(Field::Proxy, QStringLiteral("http://user:secret@proxy.example.org:3128"));
    form.setText(Field::MaxFrame, QStringLiteral("32"));
    QCOMPARE(form.summary(), QStringLiteral("WebSocket only, proxy proxy.example.org, frames up to 32 MiB"));
    QCOMPARE(changed.count(), 3);
}

void TestConnectionForm::refuses_data()
{
    QTest::addColumn<Field>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("namespace") << Field::Namespace << QStringLiteral("/a,b") << "comma";
    QTest::newRow("proxy") << Field::Proxy << QStringLiteral("ftp://x:1") << "proxy";
    QTest::newRow("CA file") << Field::CaFile << QStringLiteral("/no/such.pem") << "/no/such.pem";
    QTest::newRow("certificate") << Field::Certificate << QStringLiteral("/no/cert.pem") << "/no/cert.pem";
    QTest::newRow("auth: no JSON") << Field::Auth << QStringLiteral("{token") << "JSON";
    QTest::newRow("auth: no object") << Field::Auth << QStringLiteral("[1]") << "object";
    QTest::newRow("headers") << Field::Headers << QStringLiteral("X-A: 1\nnonsense") << "Line 2";
    QTest::newRow("frame") << Field::MaxFrame << QStringLiteral("0") << "from 1";
    QTest::newRow("timeout") << Field::ConnectTimeout << QStringLiteral("soon") << "whole number";
    QTest::newRow("attempts") << Field::Attempts << QStringLiteral("-1") << "from 0";
    QTest::newRow("longest wait") << Field::DelayMax << QStringLiteral("10") << "shorter";
}

void TestConnectionForm::refuses()
{
    QFETCH(Field, field);
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
    form.setText(Field::Proxy, proxy.url.toString());
    QVERIFY(loopback.start());
    QCOMPARE(form.text(Field::Proxy), QStringLiteral("http://proxy.example.org:3128"));
    form.setText(Field::Namespace, QStringLiteral("/custom"));
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
    app::rememberAdvanced(settings, store);
    net::ConnectionSettings recalled;
    app::recallAdvanced(store, recalled);
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
    app::rememberAdvanced(last, store);
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
