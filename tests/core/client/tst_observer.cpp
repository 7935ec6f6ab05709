// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/broker.h"
#include "client/observer.h"
#include "client/pubsubclient.h"
#include "systems/loopback/loopbacktransport.h"
#include "systems/socketio/restclient.h"
#include "support/handlers.h"
#include "support/quietport.h"
#include "support/rawserver.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace topicscope;
using client::DashboardState;
using client::Observer;
using net::ConnectionState;

namespace {

client::ClientConfig clientConfig(const QUrl &url)
{
    client::ClientConfig config;
    config.connection.url = url;
    config.connection.consumer = QStringLiteral("me");
    config.connection.reconnect.delay = std::chrono::milliseconds(20);
    config.topics = {QStringLiteral("orders")};
    return config;
}

client::ObserverConfig observerConfig(const QUrl &url)
{
    client::ObserverConfig config;
    config.connection = clientConfig(url).connection;
    config.maxEvents = 1000;
    return config;
}

void publish(systems::RestClient &rest, const QString &topic, const QString &id)
{
    std::optional<base::Result<void>> answer;
    rest.publish(
        {.topic = topic, .id = id, .payload = QByteArrayLiteral("{\"total\":1}"), .producer = QStringLiteral("shop")},
        [&](base::Result<void> result) { answer = std::move(result); });
    QTRY_VERIFY(answer);
    QVERIFY2(*answer, *answer ? "" : qPrintable(answer->error().text));
}

bool askedDashboard(systems::RestClient &rest)
{
    std::optional<bool> enabled;
    rest.fetchDashboardStatus([&](base::Result<bool> result) { enabled = result.value(); });
    [&] { QTRY_VERIFY(enabled); }();
    return enabled.value_or(false);
}

// Does not answer the first question whether it sends its broadcasts.
class ForgetfulServer final : public net::Observing
{
public:
    ForgetfulServer(base::TopicRegistry &topics, net::TransportListener &listener, std::atomic<int> &logins)
        : m_transport(topics, listener), m_logins(logins)
    {
    }

    [[nodiscard]] net::Transport &transport() override { return m_transport; }
    void fetchBroadcasting(Callback<bool> done) override
    {
        if (!std::exchange(m_asked, true))
            return done(base::failure(base::ErrorCode::ServerError, QStringLiteral("Not now.")));
        done(m_logins > 0);
    }
    void setBroadcasting(bool on, Callback<void> done) override
    {
        m_logins += on ? 1 : 0;
        done({});
    }
    void fetchClients(Callback<std::vector<net::ObservedClient>> done) override { done({}); }

private:
    systems::LoopbackTransport m_transport;
    std::atomic<int> &m_logins;
    bool m_asked = false;
};

} // namespace

// An observer against the embedded broker, with a client that consumes.
class TestObserver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresAConsumer()
    {
        broker::Broker broker({});
        const auto url = broker.start();
        QVERIFY(url);
        Observer observer(observerConfig(*url));
        observer.start();
        QTRY_COMPARE(observer.snapshot().dashboard, DashboardState::AlreadyOn);

        client::PubSubClient consumer(clientConfig(*url));
        QVERIFY(consumer.addHandler(test::handlerSpec(QStringLiteral("bill"), QStringLiteral("orders"),
                                                      [](const base::Message &) { return base::Result<void>(); })));
        consumer.start();
        QTRY_COMPARE(observer.snapshot().clients.size(), 1U);
        QCOMPARE(observer.snapshot().clients.front().consumer, QStringLiteral("me"));
        QVERIFY(observer.snapshot().clients.front().connectedAt);

        systems::RestClient rest(*url);
        for (int i = 0; i < 20; ++i)
            publish(rest, QStringLiteral("orders"), QString::number(i));
        QTRY_COMPARE(observer.snapshot().totals.consumptions, 20U);
        const auto row = observer.snapshot().consumers.front();
        QCOMPARE(row.consumer, QStringLiteral("bill"));
        QCOMPARE(row.latency.count(), 20U);
        QVERIFY(row.latency.max() < std::chrono::seconds(20));
        QCOMPARE(observer.snapshot().totals.messages, 20U);
        QCOMPARE(consumer.ledger().received, 20U); // watching does not make the server send anything twice

        quint64 missed = 0;
        const auto events = observer.takeEvents(missed);
        QCOMPARE(missed, 0U);
        QCOMPARE(events.size(), 41U);
        QCOMPARE(events.front().kind, protocol::ServerEvent::NewClient);
        QVERIFY(observer.takeEvents(missed).empty());

        consumer.stop();
        QTRY_VERIFY(observer.snapshot().clients.empty());
        QSignalSpy stopped(&observer, &Observer::stopped);
        observer.stop();
        QVERIFY(stopped.wait(test::patience));
        QVERIFY(askedDashboard(rest)); // it had been on before us
    }

    void knowsClientsThatWereThereBefore()
    {
        broker::Broker broker({});
        const auto url = broker.start();
        QVERIFY(url);
        client::PubSubClient consumer(clientConfig(*url));
        consumer.start();
        systems::RestClient rest(*url);
        QTRY_COMPARE(broker.counts().clients, 1U);
        Observer observer(observerConfig(*url));
        observer.start();
        QTRY_COMPARE(observer.snapshot().clients.size(), 1U);
        QCOMPARE(observer.snapshot().clients.front().topic, QStringLiteral("orders"));
    }

    void logsInWhereTheServerWantsItAndOutAgain()
    {
        broker::BrokerSettings settings;
        settings.dashboardEnabled = false;
        broker::Broker broker(settings);
        const auto url = broker.start();
        QVERIFY(url);
        systems::RestClient rest(*url);
        Observer observer(observerConfig(*url));
        QSignalSpy told(&observer, &Observer::dashboardChanged);
        observer.start();
        QTRY_COMPARE(observer.snapshot().dashboard, DashboardState::LoggedIn);
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(askedDashboard(rest));
        publish(rest, QStringLiteral("orders"), QStringLiteral("one"));
        QTRY_COMPARE(observer.snapshot().totals.messages, 1U);
        QSignalSpy stopped(&observer, &Observer::stopped);
        observer.stop();
        QVERIFY(stopped.wait(test::patience));
        QVERIFY(!askedDashboard(rest));
    }

    void logsOutHoweverItEnds()
    {
        broker::BrokerSettings settings;
        settings.dashboardEnabled = false;
        broker::Broker broker(settings);
        const auto url = broker.start();
        QVERIFY(url);
        systems::RestClient rest(*url);
        {
            Observer observer(observerConfig(*url));
            observer.start();
            QTRY_COMPARE(observer.snapshot().dashboard, DashboardState::LoggedIn);
        }
        QVERIFY(!askedDashboard(rest)); // destroyed
        for (const bool destroyed : {false, true}) {
            auto observer = std::make_unique<Observer>(observerConfig(*url));
            QSignalSpy stopped(observer.get(), &Observer::stopped);
            bool ended = false;
            connect(observer.get(), &Observer::statusChanged, this,
                    [&observer, &ended](const net::ConnectionStatus &status) {
                        if (status.state == ConnectionState::Connected && !std::exchange(ended, true))
                            observer->stop(); // while it logs in
                    });
            observer->start();
            QTRY_VERIFY(ended);
            if (destroyed)
                observer.reset();
            else
                QVERIFY(stopped.size() > 0 || stopped.wait(test::patience));
            QVERIFY(!askedDashboard(rest));
        }
    }

    void noticesThatAnotherObserverSwitchedItOff()
    {
        broker::BrokerSettings settings;
        settings.dashboardEnabled = false;
        broker::Broker broker(settings);
        const auto url = broker.start();
        QVERIFY(url);
        systems::RestClient rest(*url);
        Observer first(observerConfig(*url));
        first.start();
        QTRY_COMPARE(first.snapshot().dashboard, DashboardState::LoggedIn);
        auto config = observerConfig(*url);
        config.checkEvery = std::chrono::milliseconds(20);
        Observer second(config);
        QSignalSpy problems(&second, &Observer::problemOccurred);
        second.start();
        config.login = false;
        Observer third(config);
        QSignalSpy thirdsProblems(&third, &Observer::problemOccurred);
        third.start();
        QTRY_COMPARE(second.snapshot().dashboard, DashboardState::AlreadyOn);
        QTRY_COMPARE(third.snapshot().dashboard, DashboardState::AlreadyOn);
        publish(rest, QStringLiteral("orders"), QStringLiteral("one"));
        QTRY_COMPARE(second.snapshot().open, 1U);

        QSignalSpy stopped(&first, &Observer::stopped);
        first.stop();
        QVERIFY(stopped.wait(test::patience));
        QTRY_COMPARE(second.snapshot().dashboard, DashboardState::LoggedIn);
        QCOMPARE(problems.size(), 1);
        QVERIFY(problems.front().front().value<base::Error>().text.contains(QStringLiteral("switched on again")));
        QCOMPARE(second.snapshot().totals.unjudged, 1U); // who consumed it while nothing was told is not known
        QTRY_COMPARE(third.snapshot().dashboard, DashboardState::AlreadyOn); // thanks to the second, noticed or not
        publish(rest, QStringLiteral("orders"), QStringLiteral("two"));
        QTRY_COMPARE(second.snapshot().totals.messages, 2U);
        QSignalSpy secondStopped(&second, &Observer::stopped);
        second.stop();
        QVERIFY(secondStopped.wait(test::patience));
        QVERIFY(!askedDashboard(rest));
        QTRY_COMPARE(third.snapshot().dashboard, DashboardState::Refused); // it was not to log in
        QVERIFY(thirdsProblems.back().front().value<base::Error>().text.contains(QStringLiteral("stopped sending")));
    }

    void tellsThatALoginWouldBeNeeded()
    {
        broker::BrokerSettings settings;
        settings.dashboardEnabled = false;
        broker::Broker broker(settings);
        const auto url = broker.start();
        QVERIFY(url);
        auto config = observerConfig(*url);
        config.login = false;
        Observer observer(config);
        QSignalSpy problems(&observer, &Observer::problemOccurred);
        observer.start();
        QTRY_COMPARE(observer.snapshot().dashboard, DashboardState::Refused);
        QTRY_COMPARE(problems.size(), 1);
    }

    // A question that failed once does not leave the observer without broadcasts for good.
    void logsInOnceTheServerAnswersAgain()
    {
        std::atomic<int> logins = 0;
        client::ObserverConfig config = observerConfig({});
        config.checkEvery = std::chrono::milliseconds(20);
        Observer observer(config, [&](const net::ConnectionSettings &, base::TopicRegistry &topics,
                                      net::TransportListener &listener, net::BroadcastListener &) {
            return std::make_unique<ForgetfulServer>(topics, listener, logins);
        });
        observer.start();
        QTRY_COMPARE(observer.snapshot().dashboard, DashboardState::LoggedIn);
        QCOMPARE(logins.load(), 1);
    }

    void goesOnAfterARestartOfTheServer()
    {
        broker::BrokerSettings settings;
        settings.port = test::quietPort();
        auto broker = std::make_unique<broker::Broker>(settings);
        const auto url = broker->start();
        QVERIFY(url);
        Observer observer(observerConfig(*url));
        observer.start();
        QTRY_COMPARE(observer.status().state, ConnectionState::Connected);
        {
            systems::RestClient rest(*url);
            publish(rest, QStringLiteral("orders"), QStringLiteral("open when the line breaks"));
            QTRY_COMPARE(observer.snapshot().open, 1U);
        }
        broker.reset();
        QTRY_COMPARE(observer.status().state, ConnectionState::Reconnecting);
        QCOMPARE(observer.snapshot().totals.unjudged, 1U);
        settings.dashboardEnabled = false;
        broker = std::make_unique<broker::Broker>(settings);
        QVERIFY(broker->start());
        QTRY_COMPARE(observer.snapshot().dashboard, DashboardState::LoggedIn);
        systems::RestClient rest(*url);
        publish(rest, QStringLiteral("orders"), QStringLiteral("after"));
        QTRY_COMPARE(observer.snapshot().totals.messages, 2U);
        observer.reset();
        QCOMPARE(observer.snapshot().totals.messages, 0U);
    }

    void stopsWithoutAServer()
    {
        Observer observer(observerConfig(QUrl(QStringLiteral("http://127.0.0.1:1"))));
        observer.start();
        QTRY_VERIFY(observer.status().error); // stays until there is a connection
        QCOMPARE(observer.status().state, ConnectionState::Connecting);
        QSignalSpy stopped(&observer, &Observer::stopped);
        observer.stop();
        QVERIFY(stopped.wait(test::patience));
        Observer never(observerConfig(QUrl(QStringLiteral("http://127.0.0.1:1"))));
        QSignalSpy neverStopped(&never, &Observer::stopped);
        never.stop();
        QVERIFY(neverStopped.wait(test::patience));
    }
};

QTEST_GUILESS_MAIN(TestObserver)
#include "tst_observer.moc"
