// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/closingcontroller.h"
#include "dispatch/builtinhandlers.h"
#include "loopbackcontroller.h"

#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using app::ClientController;
using app::ClosingController;
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

//! What would be gone with a session.
class TestClosingController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatWouldBeGone();
    void tellsNothingWhereNothingWouldBeGone();
    void tellsWhatIsUnderWayAndFollowsIt();
    void tellsOfThePublication();
};

void TestClosingController::tellsWhatWouldBeGone()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    const ClosingController &closing = *controller.closing();
    QVERIFY(controller.addHandler(specOf("orders/*=builtin:require=risk")));
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(1));
    QTRY_COMPARE(closing.losses(), QStringLiteral("• 1 message of the stream\n• 1 dead letter\n• 1 handler\n"
                                                  "• the statistics of 1 received: topics, handlers, latencies, "
                                                  "duplicates, ledger"));
    QVERIFY(loopback.deliver(1'233));
    QTRY_COMPARE(closing.losses(), QStringLiteral("• 1,234 messages of the stream\n• 1,234 dead letters\n• 1 handler\n"
                                                  "• the statistics of 1,234 received: topics, handlers, latencies, "
                                                  "duplicates, ledger"));
    QCOMPARE(closing.unfinished(), QString()); // all is done, and the program would ask for the letters
}

void TestClosingController::tellsNothingWhereNothingWouldBeGone()
{
    LoopbackController loopback;
    const ClosingController &closing = *loopback.controller().closing();
    QCOMPARE(closing.losses(), QString());
    QVERIFY(loopback.start());
    QCOMPARE(closing.losses(), QString());
    QVERIFY(loopback.controller().addHandler(specOf("*=builtin:count")));
    QCOMPARE(closing.losses(), QStringLiteral("• 1 handler"));
    QCOMPARE(closing.unfinished(), QString());
}

void TestClosingController::tellsWhatIsUnderWayAndFollowsIt()
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
    const ClosingController &closing = *controller.closing();
    QVERIFY(closing.unfinished().isEmpty());
    publish("fast");
    publish("slow");
    QTRY_COMPARE(closing.unfinished(), QStringLiteral("• 1 message waits for a handler and will not be handled\n"
                                                      "• 1 acknowledgement has not been sent"));
    publish("fast");
    publish("slow");
    publish("slow");
    const QString underWay = QStringLiteral("• 3 messages wait for handlers and will not be handled\n"
                                            "• 2 acknowledgements have not been sent");
    // Nothing has been handled for a while, so what waits is more than a second's work.
    QTRY_COMPARE(closing.unfinished(), underWay);
    QVERIFY2(closing.losses().startsWith(underWay), qPrintable(closing.losses()));
    QVERIFY(closing.losses().contains(QStringLiteral("5 messages of the stream")));

    // While a question stands, its figures are those of now.
    QSignalSpy changed(&closing, &ClosingController::countsChanged);
    publish("slow");
    QTRY_VERIFY2(closing.losses().contains(QStringLiteral("4 messages wait")), qPrintable(closing.losses()));
    QTRY_VERIFY2(closing.losses().contains(QStringLiteral("6 messages of the stream")), qPrintable(closing.losses()));
    QTRY_VERIFY(changed.size() > 0);
}

void TestClosingController::tellsOfThePublication()
{
    LoopbackController loopback;
    ClosingController &closing = *loopback.controller().closing();
    closing.notePublication(0, 1);
    QCOMPARE(closing.unfinished(), QStringLiteral("• The publication of 1 message stops before the server answered"));
    closing.notePublication(1'234, 5'000);
    QCOMPARE(closing.unfinished(), QStringLiteral("• The publication of 5,000 messages stops at 1,234"));
    QCOMPARE(closing.losses(), closing.unfinished());
    closing.notePublication(0, 0);
    QCOMPARE(closing.unfinished(), QString());
}

QTEST_MAIN(TestClosingController)
#include "tst_closingcontroller.moc"
