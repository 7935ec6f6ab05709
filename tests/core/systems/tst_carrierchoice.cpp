// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/socketiotransport.h"

#include "base/topicregistry.h"
#include "broker/broker.h"
#include "systems/socketio/restclient.h"
#include "support/quietport.h"
#include "support/recordinglistener.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>

using namespace topicscope;
using namespace topicscope::net;
using namespace topicscope::systems;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(topicscope::net::CarrierChoice)

//! Every way to carry packets, against the whole embedded broker; and what disturbs a connection from outside.
class TestCarrierChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void carriesMessagesAndAcknowledgements_data();
    void carriesMessagesAndAcknowledgements();
    void livesOnHeartbeats_data();
    void livesOnHeartbeats();
    void livesWhilePaused_data();
    void livesWhilePaused();
    void upgradesWhilePaused();
    void reconnectsTheWayThatWorked();
    void pollsWhereNobodyAnswersTheHandshake();

    void longSleepRenewsAtOnce();
    void shortSleepCountsAsSilence();
    void networkEndsTheWait();
    void goneAddress_data();
    void goneAddress();

private:
    void create(CarrierChoice choice, std::unique_ptr<NetworkWatch> watch = {});
    void connectNow();
    void publish(int from, int count);
    void awaitEndOfASilentClient();
    [[nodiscard]] QString detail() const { return m_listener->statuses.last().detail; }

    broker::BrokerSettings m_brokerSettings;
    ConnectionSettings m_settings;
    std::unique_ptr<broker::Broker> m_broker;
    std::unique_ptr<RestClient> m_rest;
    std::unique_ptr<base::TopicRegistry> m_registry;
    std::unique_ptr<test::RecordingListener> m_listener;
    std::unique_ptr<SocketIoTransport> m_transport;
};

void TestCarrierChoice::init()
{
    m_brokerSettings = {};
    m_settings = {};
    m_settings.consumer = QStringLiteral("me");
    m_settings.connectTimeout = 20s;
    m_settings.reconnect = {.enabled = true, .attempts = 0, .delay = 20ms, .delayMax = 20ms};
    m_registry = std::make_unique<base::TopicRegistry>();
    m_listener = std::make_unique<test::RecordingListener>();
}

void TestCarrierChoice::cleanup()
{
    m_transport.reset();
    m_rest.reset();
    m_broker.reset();
}

void TestCarrierChoice::create(CarrierChoice choice, std::unique_ptr<NetworkWatch> watch)
{
    m_broker = std::make_unique<broker::Broker>(m_brokerSettings);
    const auto url = m_broker->start();
    QVERIFY(url);
    m_settings.url = *url;
    m_settings.transport = choice;
    m_rest = std::make_unique<RestClient>(m_settings);
    m_transport = std::make_unique<SocketIoTransport>(m_settings, *m_registry, *m_listener, nullptr, std::move(watch));
    m_transport->subscribe({QStringLiteral("*")});
}

void TestCarrierChoice::connectNow()
{
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QTRY_VERIFY(m_listener->otherEvents > 0); // subscribed
}

void TestCarrierChoice::publish(int from, int count)
{
    for (int i = from; i < from + count; ++i)
        m_rest->publish({.topic = QStringLiteral("t"),
                         .id = QString::number(i),
                         .payload = QByteArray::number(i),
                         .producer = QStringLiteral("p")},
                        [](const base::Result<void> &result) { QVERIFY(result); });
}

//! Returns when the broker has thrown out one that connected now and answers nothing: whoever is still there is heard.
void TestCarrierChoice::awaitEndOfASilentClient()
{
    QUrl url = m_settings.url;
    url.setScheme(QStringLiteral("ws"));
    url.setPath(QStringLiteral("/socket.io/"));
    url.setQuery(QStringLiteral("EIO=4&transport=websocket"));
    QWebSocket silent;
    bool ended = false;
    connect(&silent, &QWebSocket::disconnected, this, [&ended] { ended = true; });
    silent.open(url);
    QTRY_VERIFY(ended);
}

void TestCarrierChoice::carriesMessagesAndAcknowledgements_data()
{
    QTest::addColumn<CarrierChoice>("choice");
    QTest::addColumn<QString>("way");
    QTest::newRow("auto") << CarrierChoice::Auto << QStringLiteral("WebSocket");
    QTest::newRow("websocket") << CarrierChoice::WebSocket << QStringLiteral("WebSocket");
    QTest::newRow("polling") << CarrierChoice::Polling << QStringLiteral("polling");
    QTest::newRow("upgrade") << CarrierChoice::Upgrade << QStringLiteral("WebSocket");
}

void TestCarrierChoice::carriesMessagesAndAcknowledgements()
{
    QFETCH(CarrierChoice, choice);
    QFETCH(QString, way);
    constexpr int count = 500;
    create(choice);
    int acknowledged = 0;
    m_listener->onMessage = [&](const base::MessagePtr &message) {
        acknowledged += m_transport->acknowledge("handler", *message) == AckOutcome::Sent ? 1 : 0;
        m_transport->flush();
    };
    m_transport->open();
    // From the first moment on: an upgrade happens in the midst of it.
    QTRY_VERIFY(m_listener->otherEvents > 0);
    publish(0, count);
    QTRY_COMPARE(m_listener->messages.size(), count);
    QCOMPARE(acknowledged, count);
    QTRY_COMPARE(m_broker->counts().consumed, static_cast<quint64>(count));
    QTRY_VERIFY(detail().startsWith(way));
    QCOMPARE(m_broker->counts().refused, 0U);
    QList<int> ids;
    for (const auto &message : m_listener->messages)
        ids.append(QByteArray(message->payload().data(), static_cast<qsizetype>(message->payload().size())).toInt());
    std::sort(ids.begin(), ids.end()); // requests to publish overtake each other
    for (int i = 0; i < count; ++i)
        QCOMPARE(ids.at(i), i);
    m_transport->close();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QTRY_COMPARE(m_broker->counts().clients, 0U);
    QVERIFY(m_listener->protocolErrors.isEmpty());
}

void TestCarrierChoice::livesOnHeartbeats_data()
{
    carriesMessagesAndAcknowledgements_data();
}

void TestCarrierChoice::livesOnHeartbeats()
{
    QFETCH(CarrierChoice, choice);
    m_brokerSettings.pingInterval = 100ms;
    m_brokerSettings.pingTimeout = 2s;
    create(choice);
    connectNow();
    const qsizetype statuses = choice == CarrierChoice::Upgrade ? 3 : 2;
    QTRY_COMPARE(m_listener->statuses.size(), statuses);
    awaitEndOfASilentClient();
    publish(0, 1);
    QTRY_COMPARE(m_listener->messages.size(), 1);
    QCOMPARE(m_listener->statuses.size(), statuses);
}

void TestCarrierChoice::livesWhilePaused_data()
{
    carriesMessagesAndAcknowledgements_data();
}

void TestCarrierChoice::livesWhilePaused()
{
    QFETCH(CarrierChoice, choice);
    QFETCH(QString, way);
    m_brokerSettings.pingInterval = 400ms;
    m_brokerSettings.pingTimeout = 2s;
    create(choice);
    connectNow();
    QTRY_VERIFY(detail().startsWith(way));
    const qsizetype statuses = m_listener->statuses.size();
    m_transport->setReadingPaused(true);
    publish(0, 10);
    awaitEndOfASilentClient();
    m_transport->setReadingPaused(false);
    QTRY_COMPARE(m_listener->messages.size(), 10);
    QCOMPARE(m_listener->statuses.size(), statuses);
}

void TestCarrierChoice::upgradesWhilePaused()
{
    create(CarrierChoice::Upgrade);
    m_transport->setReadingPaused(true);
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QTRY_VERIFY(m_broker->counts().clients == 1);
    publish(0, 20);
    QTRY_VERIFY(m_broker->counts().published == 20);
    QVERIFY(m_listener->messages.isEmpty());
    m_transport->setReadingPaused(false);
    QTRY_COMPARE(m_listener->messages.size(), 20);
    QTRY_VERIFY(detail().startsWith(QLatin1String("WebSocket")));
}

void TestCarrierChoice::reconnectsTheWayThatWorked()
{
    m_brokerSettings.port = test::quietPort();
    create(CarrierChoice::Upgrade);
    connectNow();
    QTRY_VERIFY(detail().startsWith(QLatin1String("WebSocket")));
    m_broker->stop();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Reconnecting);
    m_broker = std::make_unique<broker::Broker>(m_brokerSettings);
    QVERIFY(m_broker->start());
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QTRY_VERIFY(detail().startsWith(QLatin1String("WebSocket")));
}

//! Some proxies swallow the request for a WebSocket and answer nothing at all.
void TestCarrierChoice::pollsWhereNobodyAnswersTheHandshake()
{
    create(CarrierChoice::Auto);
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    const auto port = static_cast<quint16>(m_settings.url.port());
    connect(&proxy, &QTcpServer::newConnection, this, [&proxy, port] {
        QTcpSocket *client = proxy.nextPendingConnection();
        auto *server = new QTcpSocket(client);
        connect(client, &QTcpSocket::readyRead, server, [client, server, port] {
            const QByteArray bytes = client->readAll();
            if (bytes.contains("transport=websocket"))
                return;
            if (server->state() == QAbstractSocket::UnconnectedState)
                server->connectToHost(QHostAddress::LocalHost, port);
            server->write(bytes);
        });
        connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
    });
    m_settings.url.setPort(proxy.serverPort());
    m_settings.connectTimeout = 4s;
    m_transport = std::make_unique<SocketIoTransport>(m_settings, *m_registry, *m_listener);
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QVERIFY(detail().startsWith(QLatin1String("polling")));
    QCOMPARE(m_listener->statuses.size(), 2);
}

void TestCarrierChoice::longSleepRenewsAtOnce()
{
    m_settings.reconnect.delay = 60s; // nobody waits for that
    m_settings.reconnect.delayMax = 60s;
    auto watch = std::make_unique<NetworkWatch>();
    NetworkWatch *system = watch.get();
    create(CarrierChoice::WebSocket, std::move(watch));
    connectNow();
    const QString before = detail();
    Q_EMIT system->resumed(10min);
    QCOMPARE(m_listener->state(), ConnectionState::Reconnecting);
    QVERIFY(m_listener->errorText().contains(QLatin1String("slept")));
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QVERIFY(detail() != before);
}

void TestCarrierChoice::shortSleepCountsAsSilence()
{
    m_settings.reconnect.delay = 60s; // long enough to be seen
    m_settings.reconnect.delayMax = 60s;
    m_brokerSettings.pingInterval = 60s;
    m_brokerSettings.pingTimeout = 60s;
    auto watch = std::make_unique<NetworkWatch>();
    NetworkWatch *system = watch.get();
    create(CarrierChoice::WebSocket, std::move(watch));
    connectNow();
    Q_EMIT system->resumed(117s);
    QCOMPARE(m_listener->state(), ConnectionState::Connected); // the server may still be there
    QTRY_COMPARE(m_listener->state(), ConnectionState::Reconnecting); // but has three seconds left to show it
    QVERIFY(m_listener->errorText().contains(QLatin1String("Nothing was heard")));
}

void TestCarrierChoice::networkEndsTheWait()
{
    m_settings.reconnect.delay = 60s;
    m_settings.reconnect.delayMax = 60s;
    auto watch = std::make_unique<NetworkWatch>();
    NetworkWatch *system = watch.get();
    m_brokerSettings.port = test::quietPort();
    create(CarrierChoice::Auto, std::move(watch));
    connectNow();
    Q_EMIT system->networkAppeared(); // changes nothing while connected
    QCOMPARE(m_listener->state(), ConnectionState::Connected);
    m_broker->stop();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Reconnecting);
    m_broker = std::make_unique<broker::Broker>(m_brokerSettings);
    QVERIFY(m_broker->start());
    Q_EMIT system->networkAppeared();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
}

void TestCarrierChoice::goneAddress_data()
{
    QTest::addColumn<CarrierChoice>("choice");
    QTest::addColumn<QHostAddress>("gone");
    QTest::addColumn<bool>("renewed");
    QTest::newRow("its own") << CarrierChoice::WebSocket << QHostAddress(QHostAddress::LocalHost) << true;
    QTest::newRow("another one") << CarrierChoice::WebSocket << QHostAddress(QStringLiteral("192.0.2.7")) << false;
    QTest::newRow("polling, a global one") << CarrierChoice::Polling << QHostAddress(QStringLiteral("8.8.8.8")) << true;
    QTest::newRow("polling, a local one") << CarrierChoice::Polling << QHostAddress(QStringLiteral("fe80::1")) << false;
}

void TestCarrierChoice::goneAddress()
{
    QFETCH(CarrierChoice, choice);
    QFETCH(QHostAddress, gone);
    QFETCH(bool, renewed);
    auto watch = std::make_unique<NetworkWatch>();
    NetworkWatch *system = watch.get();
    create(choice, std::move(watch));
    connectNow();
    Q_EMIT system->addressesGone({gone});
    QCOMPARE(m_listener->state(), renewed ? ConnectionState::Reconnecting : ConnectionState::Connected);
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
}

QTEST_GUILESS_MAIN(TestCarrierChoice)
#include "tst_carrierchoice.moc"

#include <algorithm>
