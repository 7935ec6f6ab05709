// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/broker.h"
#include "loopbackcontroller.h"
#include "panels/observercontroller.h"

#include <QTest>

using namespace topicscope;
using app::ClientController;
using app::ObserverController;
namespace Tone = topicscope::app::Tone;

namespace {

client::ClientConfig configFor(const QUrl &url)
{
    client::ClientConfig config;
    config.connection.url = url;
    config.connection.consumer = QStringLiteral("window");
    config.topics = {QStringLiteral("*")};
    return config;
}

} // namespace

// The window's observer against the embedded broker.
class TestObserverController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksNothingOfAServerThatTellsNothing()
    {
        tests::LoopbackController loopback;
        QVERIFY(loopback.start());
        ObserverController observer;
        observer.setClient(&loopback.controller());
        observer.start();
        QVERIFY(!observer.isRunning());
        QCOMPARE(observer.problemText(), QStringLiteral("This server does not tell who consumes what."));
    }

    void observesTheServerOfTheClient()
    {
        broker::BrokerSettings settings;
        settings.demoTraffic = true;
        broker::Broker broker(settings);
        const auto url = broker.start();
        QVERIFY(url);
        ClientController client(configFor(*url));
        ObserverController observer;
        observer.setClient(&client);
        QVERIFY(!observer.isRunning());
        QCOMPARE(observer.tone(), Tone::Neutral);
        observer.start();
        QVERIFY(observer.isRunning());
        QTRY_COMPARE(observer.tone(), Tone::Success);
        QTRY_VERIFY(observer.messages() != QLatin1String("0"));
        QCOMPARE(observer.clientCount(), 0); // an observer is no subscriber
        client.connectTo(url->toString(), QStringLiteral("window"), QStringLiteral("*"));
        QTRY_COMPARE(observer.clientCount(), 1);

        observer.stop();
        QVERIFY(!observer.isRunning());
        QCOMPARE(observer.clientCount(), 0);
        QVERIFY(observer.messages() != QLatin1String("0")); // the figures stay
        observer.reset();
        QCOMPARE(observer.messages(), QStringLiteral("0"));
    }

    void theDemoIsObservedUnasked()
    {
        broker::Broker broker({});
        const auto url = broker.start();
        QVERIFY(url);
        ClientController client(configFor(*url));
        client.setDemo(true);
        ObserverController observer;
        observer.setClient(&client);
        QVERIFY(!observer.isRunning());
        client.connectTo(url->toString(), QStringLiteral("window"), QStringLiteral("*"));
        QTRY_VERIFY(observer.isRunning());
    }

    void keepsItsFiguresWhenTheServerChanges()
    {
        broker::BrokerSettings settings;
        settings.demoTraffic = true;
        broker::Broker first(settings);
        broker::Broker second({});
        const auto firstUrl = first.start();
        const auto secondUrl = second.start();
        QVERIFY(firstUrl && secondUrl);
        ClientController client(configFor(*firstUrl));
        ObserverController observer;
        observer.setClient(&client);
        QVERIFY(!observer.hasFigures());
        QVERIFY(observer.measuredText().isEmpty());
        observer.start();
        QTRY_VERIFY(observer.hasFigures());
        QVERIFY2(observer.measuredText().contains(QStringLiteral("since")), qPrintable(observer.measuredText()));
        client.connectTo(secondUrl->toString(), QStringLiteral("window"), QStringLiteral("*"));
        QVERIFY(!observer.isRunning());
        QVERIFY(observer.hasFigures());
        const QString told = observer.measuredText();
        QVERIFY2(told.contains(QString::number(firstUrl->port())) && told.contains(QStringLiteral("until")),
                 qPrintable(told));
        QTRY_COMPARE(first.counts().clients, 0U);
    }

    void tellsWhyThereIsNoConnection()
    {
        ClientController client(configFor(QUrl(QStringLiteral("http://127.0.0.1:1"))));
        ObserverController observer;
        observer.setClient(&client);
        observer.start();
        QTRY_VERIFY(!observer.problemText().isEmpty());
        QTRY_COMPARE(observer.tone(), Tone::Warning);
        observer.stop();
        QVERIFY(observer.problemText().isEmpty());
    }

    void lateAfterIsBounded()
    {
        ObserverController observer;
        observer.setLateAfterSeconds(0);
        QCOMPARE(observer.lateAfterSeconds(), 1);
        observer.setLateAfterSeconds(100'000);
        QCOMPARE(observer.lateAfterSeconds(), 3600);
        observer.start(); // without a client there is nothing to observe
        QVERIFY(!observer.isRunning());
        observer.stop();
    }
};

QTEST_GUILESS_MAIN(TestObserverController)
#include "tst_observercontroller.moc"
