// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/changecontroller.h"
#include "dispatch/builtinhandlers.h"
#include "loopbackcontroller.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using app::ClientController;
using tests::LoopbackController;

namespace {

dispatch::HandlerSpec specOf(const char *text)
{
    return dispatch::parseHandlerSpec(QString::fromLatin1(text)).value();
}

// A server that takes no acknowledgement: all of them wait.
class DeafTransport : public systems::LoopbackTransport
{
public:
    using systems::LoopbackTransport::LoopbackTransport;

    net::AckOutcome acknowledge(const QByteArray &, const base::Message &) override
    {
        return net::AckOutcome::NotConnected;
    }
};

} // namespace

//! What is asked before another server is connected to, and what goes along or stays behind.
class TestChangeController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksBeforeAnythingIsLost();
    void asksNothingWhereNothingIsLost();
    void tellsWhatIsUnderWayAndFollowsIt();
    void aRefusedMovePutsBackWhatHolds();
    void asksWhatBecomesOfHandlers();
    void asksWhatBecomesOfHandlersOfAServerThatIsAway();
    void theDemosHandlersStayWithTheDemo();
    void aRemovedHandlerOfTheDemoComesBackWithIt();
    void anotherPathIsAnotherServer();
};

void TestChangeController::asksBeforeAnythingIsLost()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    QVERIFY(controller.addHandler(specOf("orders/*=builtin:require=risk")));
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(4));
    QTRY_COMPARE(controller.client().snapshot().deadLetters.count, quint64{4});
    app::ChangeController &changes = *controller.changes();
    const QPointer<client::PubSubClient> before(&controller.client());

    const auto asksFor = [&](auto &&wish) {
        wish();
        const bool asked = changes.isAsking() && &controller.client() == before;
        const QString losses = changes.losses();
        changes.cancel();
        return asked && !changes.isAsking() && losses.contains(QStringLiteral("4 messages"))
               && losses.contains(QStringLiteral("4 dead letters")) && losses.contains(QStringLiteral("statistics"));
    };
    const auto connectToAnother = [&changes] {
        changes.connectTo(QStringLiteral("http://127.0.0.1:2"), QStringLiteral("tests"), QStringLiteral("*"));
    };
    QVERIFY(asksFor(connectToAnother));
    QVERIFY(changes.losesLetters());
    QVERIFY(asksFor([&] {
        net::ConnectionSettings other = controller.client().config().connection;
        other.nsp = QStringLiteral("/other");
        controller.setNextConnection(other);
        changes.connectTo(controller.url(), QStringLiteral("tests"), QStringLiteral("*"));
    }));
    QCOMPARE(controller.client().store().usage().count, 4U);

    connectToAnother();
    changes.accept(false);
    QVERIFY(!before || &controller.client() != before);
    QCOMPARE(controller.client().store().usage().count, 0U);
}

void TestChangeController::asksNothingWhereNothingIsLost()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    QVERIFY(controller.addHandler(specOf("*=builtin:count"))); // before there was any server
    app::ChangeController &changes = *controller.changes();
    changes.connectTo(QStringLiteral("http://127.0.0.1:2"), QStringLiteral("tests"), QStringLiteral("*"));
    QVERIFY(!changes.isAsking());
    QCOMPARE(controller.snapshot().handlers.size(), 1U);
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    changes.connectTo(QStringLiteral("ftp://nothing"), QStringLiteral("tests"), QStringLiteral("*"));
    QVERIFY(!changes.isAsking());
    QVERIFY(!controller.errorText().isEmpty());
    changes.connectTo(controller.url(), QStringLiteral("tests"), QStringLiteral("*"));
    QVERIFY(!changes.isAsking() && controller.errorText().isEmpty());
}

void TestChangeController::tellsWhatIsUnderWayAndFollowsIt()
{
    client::ClientConfig config;
    config.topics << QStringLiteral("*");
    ClientController controller(config,
                                [](const net::ConnectionSettings &, base::TopicRegistry &topics,
                                   net::TransportListener &listener) -> std::unique_ptr<net::Transport> {
                                    return std::make_unique<DeafTransport>(topics, listener);
                                });
    QVERIFY(controller.addHandler(specOf("fast=builtin:count")));
    // its messages wait for another attempt
    QVERIFY(controller.addHandler(specOf("slow=builtin:require=risk;retry=5,1000s,1000s")));
    controller.connectTo(controller.url(), QStringLiteral("tests"), QStringLiteral("*"));
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    const auto publish = [&controller](const char *topic) {
        controller.client().publish({.topic = QString::fromLatin1(topic), .id = {}, .payload = "{}", .producer = {}},
                                    [](const base::Result<void> &) {});
    };
    app::ChangeController &changes = *controller.changes();
    QVERIFY(changes.unfinished().isEmpty());
    publish("fast");
    publish("slow");
    QTRY_COMPARE(changes.unfinished(),
                 QStringList({QStringLiteral("• 1 message waits for a handler and will not be handled"),
                              QStringLiteral("• 1 acknowledgement has not been sent")}));
    publish("fast");
    publish("slow");
    publish("slow");
    const QStringList underWay{QStringLiteral("• 3 messages wait for handlers and will not be handled"),
                               QStringLiteral("• 2 acknowledgements have not been sent")};
    QTRY_COMPARE(changes.unfinished(), underWay);

    const auto asksFor = [&](auto &&wish) {
        wish();
        const bool told = changes.isAsking() && changes.losses().startsWith(underWay.join(QLatin1Char('\n')));
        changes.cancel();
        return told;
    };
    const auto connectToAnother = [&changes] {
        changes.connectTo(QStringLiteral("http://127.0.0.1:2"), QStringLiteral("tests"), QStringLiteral("*"));
    };
    QVERIFY(asksFor(connectToAnother));

    // While the question stands, its figures are those of now.
    connectToAnother();
    QVERIFY(changes.losses().contains(QStringLiteral("5 messages of the stream")));
    QSignalSpy changed(&changes, &app::ChangeController::lossesChanged);
    publish("slow");
    QTRY_VERIFY2(changes.losses().contains(QStringLiteral("4 messages wait")), qPrintable(changes.losses()));
    QTRY_VERIFY2(changes.losses().contains(QStringLiteral("6 messages of the stream")), qPrintable(changes.losses()));
    QVERIFY(changed.size() > 0);
    // Nothing has been handled for a while, so what waits is more than a second's work.
    QTRY_COMPARE(changes.unfinishedText(), changes.unfinished().join(QLatin1Char('\n')));
    changes.accept(false);
    QVERIFY(changes.unfinished().isEmpty());
}

void TestChangeController::aRefusedMovePutsBackWhatHolds()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(1));
    app::ChangeController &changes = *controller.changes();
    QSignalSpy settings(&controller, &ClientController::settingsChanged);
    net::ConnectionSettings other = controller.client().config().connection;
    other.path = QStringLiteral("/other");
    controller.setNextConnection(other);
    changes.connectTo(controller.url(), QStringLiteral("tests"), QStringLiteral("*"));
    QVERIFY(changes.isAsking());
    changes.cancel();
    QCOMPARE(settings.size(), 1);
    changes.connectTo(controller.url(), QStringLiteral("tests"), QStringLiteral("*"));
    QVERIFY(!changes.isAsking()); // the other path is forgotten
}

void TestChangeController::asksWhatBecomesOfHandlers()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    QVERIFY(controller.addHandler(specOf("*=builtin:count")));
    QVERIFY(loopback.start());
    app::ChangeController &changes = *controller.changes();
    QSignalSpy moved(&controller, &ClientController::clientChanged);
    changes.connectTo(QStringLiteral("http://127.0.0.1:2"), QStringLiteral("tests"), QStringLiteral("*"));
    QVERIFY(changes.isAsking()); // although no message is lost
    QVERIFY(changes.losses().isEmpty());
    QVERIFY2(changes.keepText().contains(QStringLiteral("1 handler")), qPrintable(changes.keepText()));
    changes.accept(false);
    QCOMPARE(moved.count(), 1);
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    QVERIFY(loopback.deliver(1));
    QTRY_COMPARE(controller.snapshot().ledger.received, 1U);
    QCOMPARE(controller.snapshot().ledger.unrouted, 1U); // nobody acknowledged it
    QCOMPARE(controller.stoppedHandlers().size(), 1U);
    QVERIFY(controller.startStopped({0}));
    changes.connectTo(QStringLiteral("http://127.0.0.1:3"), QStringLiteral("tests"), QStringLiteral("*"));
    QVERIFY(changes.isAsking());
    changes.accept(true);
    QCOMPARE(controller.snapshot().handlers.size(), 1U);
    QVERIFY(controller.stoppedHandlers().empty());
}

// It is the server of these handlers all the same.
void TestChangeController::asksWhatBecomesOfHandlersOfAServerThatIsAway()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    app::ChangeController &changes = *controller.changes();
    QVERIFY(controller.addHandler(specOf("*=builtin:count")));
    QVERIFY(loopback.start());
    controller.disconnectFromServer();
    QTRY_COMPARE(controller.state(), ClientController::State::Disconnected);
    changes.connectTo(QStringLiteral("http://127.0.0.1:2"), QStringLiteral("tests"), QStringLiteral("*"));
    QVERIFY(changes.isAsking());
    changes.accept(false);
    QCOMPARE(controller.stoppedHandlers().size(), 1U);
    QVERIFY(controller.snapshot().handlers.empty());
}

void TestChangeController::theDemosHandlersStayWithTheDemo()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    const QString demo = controller.url();
    QVERIFY(!controller.isDemo());
    QVERIFY(controller.setDemo({specOf("orders/*=builtin:count"), specOf("payments=builtin:count")}));
    QVERIFY(controller.isDemo());
    QVERIFY(loopback.start());
    QVERIFY(controller.addHandler(specOf("mine=builtin:count")));
    QCOMPARE(controller.movableHandlers(), std::size_t{1});
    controller.connectTo(QStringLiteral("http://127.0.0.1:2"), QStringLiteral("tests"), QStringLiteral("*"));
    QVERIFY(!controller.isDemo());
    QCOMPARE(controller.snapshot().handlers.size(), 1U);
    QCOMPARE(controller.snapshot().handlers.front().pattern, QStringLiteral("mine"));
    QVERIFY(controller.stoppedHandlers().empty());
    for (const QString &same :
         {demo, demo + QLatin1Char('/'), QString(demo).replace(QStringLiteral("http:"), QStringLiteral("ws:"))}) {
        controller.connectTo(same, QStringLiteral("tests"), QStringLiteral("*"));
        QVERIFY2(controller.isDemo(), qPrintable(same));
        QCOMPARE(controller.snapshot().handlers.size(), 3U);
        controller.connectTo(QStringLiteral("http://127.0.0.1:2"), QStringLiteral("tests"), QStringLiteral("*"));
        QVERIFY(!controller.isDemo());
        QCOMPARE(controller.snapshot().handlers.size(), 1U);
    }
}

void TestChangeController::aRemovedHandlerOfTheDemoComesBackWithIt()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    const QString demo = controller.url();
    QVERIFY(controller.setDemo({specOf("orders/*=builtin:count")}));
    QVERIFY(loopback.start());
    const auto removeIt = [&controller] {
        return controller.removeHandler(controller.handlers().registered().front().id);
    };
    const app::ServerId server = controller.server();
    QVERIFY(controller.restoreHandler(removeIt().value(), server));
    QCOMPARE(controller.handlers().registered().size(), 1U);
    QCOMPARE(controller.movableHandlers(), 0U); // it is the demo's still

    const app::HandlerRegistration removed = removeIt().value();
    controller.connectTo(QStringLiteral("http://127.0.0.1:2"), QStringLiteral("tests"), QStringLiteral("*"));
    QVERIFY(controller.restoreHandler(removed, server));
    QVERIFY(controller.handlers().registered().empty());
    QVERIFY(controller.stoppedHandlers().empty());
    controller.connectTo(demo, QStringLiteral("tests"), QStringLiteral("*"));
    QCOMPARE(controller.handlers().registered().size(), 1U);
}

// One gateway has the servers of several teams.
void TestChangeController::anotherPathIsAnotherServer()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    app::ChangeController &changes = *controller.changes();
    controller.connectTo(QStringLiteral("http://127.0.0.1:5000/teamA"), QStringLiteral("tests"), QStringLiteral("*"));
    QVERIFY(controller.addHandler(specOf("*=builtin:count")));
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    QSignalSpy moved(&controller, &ClientController::clientChanged);
    changes.connectTo(QStringLiteral("http://127.0.0.1:5000/teamA/"), QStringLiteral("tests"), QStringLiteral("*"));
    QVERIFY(!changes.isAsking());
    QCOMPARE(moved.count(), 0);
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    changes.connectTo(QStringLiteral("http://127.0.0.1:5000/teamB"), QStringLiteral("tests"), QStringLiteral("*"));
    QVERIFY(changes.isAsking());
    QVERIFY2(changes.keepText().contains(QStringLiteral("1 handler")), qPrintable(changes.keepText()));
    changes.accept(false);
    QCOMPARE(moved.count(), 1);
    QCOMPARE(controller.stoppedHandlers().size(), 1U);
    QVERIFY(controller.snapshot().handlers.empty()); // nobody acknowledges there
}

QTEST_MAIN(TestChangeController)
#include "tst_changecontroller.moc"
