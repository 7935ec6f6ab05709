// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/handlers.h"
#include "support/loopbackclient.h"
#include "support/messages.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using base::MessageState;
using test::gatedSpec;
using test::handlerSpec;
using test::LoopbackClient;
using test::messageJson;

namespace {

constexpr quint64 batch = dispatch::DispatchSettings::batchSize;

const test::FunctionHandler::Function succeed = [](const base::Message &) -> base::Result<void> { return {}; };

client::ClientConfig filtering(quint32 window = 1000)
{
    client::ClientConfig config;
    config.dispatch.idempotence = true;
    config.dispatch.idempotenceWindow = window;
    return config;
}

} // namespace

class TestPubSubClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handlesAndAcknowledges()
    {
        LoopbackClient server;
        QVERIFY(server.client().addHandler(handlerSpec(QStringLiteral("billing"), QStringLiteral("orders"), succeed)));
        QVERIFY(server.start());
        server.inject({messageJson("orders", "id-1", R"({"n": 1.50})")});
        QTRY_COMPARE(server.client().ledger().acked, quint64{1});
        const auto acknowledgements = server.acknowledgements();
        QCOMPARE(acknowledgements.size(), std::size_t{1});
        QCOMPARE(acknowledgements[0].consumer, QByteArray("billing"));
        QCOMPARE(acknowledgements[0].messageId, QByteArray("id-1"));
        QCOMPARE(acknowledgements[0].payload, QByteArray(R"({"n": 1.50})")); // as received, digit by digit
        const auto snapshot = server.client().snapshot();
        QCOMPARE(snapshot.ledger.handled, quint64{1});
        QVERIFY(snapshot.ledger.isBalanced());
        QCOMPARE(snapshot.ackLatency.count(), quint64{1});
        QCOMPARE(snapshot.handlers.size(), std::size_t{1});
        QCOMPARE(snapshot.handlers[0].calls, quint64{1});
        QCOMPARE(snapshot.topics.size(), std::size_t{1});
        QCOMPARE(server.client().source().topics().name(snapshot.topics[0].id), QStringLiteral("orders"));
    }

    void showsEveryMessageInTheStore()
    {
        LoopbackClient server(filtering());
        QVERIFY(server.client().addHandler(handlerSpec(QStringLiteral("h"), QStringLiteral("a"), succeed)));
        QVERIFY(server.start());
        server.inject({messageJson("a", "1"), messageJson("a", "1"), messageJson("b", "2"), "{\"broken\":"});
        QTRY_COMPARE(server.client().ledger().handled, quint64{1});
        QTRY_COMPARE(server.client().source().usage().count, quint64{4});
        const auto messages = server.client().source().readAfter({}, 10).messages;
        QCOMPARE(messages[0]->outcome().state, MessageState::Handled);
        QCOMPARE(messages[1]->outcome().state, MessageState::Duplicate);
        QCOMPARE(messages[2]->outcome().state, MessageState::Unrouted);
        QCOMPARE(messages[3]->outcome().state, MessageState::Malformed);
        const auto ledger = server.client().ledger();
        QVERIFY(ledger.isBalanced());
        QCOMPARE(ledger.received, quint64{4});
        QCOMPARE(ledger.stored, quint64{4});
    }

    void withholdsTheAcknowledgementOfAFailure()
    {
        LoopbackClient server(filtering());
        std::atomic<int> calls{0};
        QVERIFY(server.client().addHandler(
            handlerSpec(QStringLiteral("h"), QStringLiteral("*"), [&](const base::Message &) -> base::Result<void> {
                if (++calls == 1)
                    return base::failure(base::ErrorCode::HandlerFailed, QStringLiteral("not yet"));
                return {};
            })));
        QSignalSpy problems(&server.client(), &client::PubSubClient::problemOccurred);
        QVERIFY(server.start());
        server.inject({messageJson("t", "1")});
        QTRY_COMPARE(server.client().ledger().failed, quint64{1});
        QVERIFY(server.acknowledgements().empty());
        QTRY_COMPARE(problems.count(), 1);
        QCOMPARE(problems.first().first().value<base::Error>().text, QStringLiteral("Handler h: not yet"));
        QCOMPARE(server.client().snapshot().handlers[0].lastError, QStringLiteral("not yet"));

        server.inject({messageJson("t", "1")}); // redelivered: no duplicate, for it was never handled
        QTRY_COMPARE(server.client().ledger().acked, quint64{1});
        server.inject({messageJson("t", "1")});
        QTRY_COMPARE(server.client().ledger().duplicate, quint64{1});
        QCOMPARE(calls.load(), 2);
    }

    void refreshesDuplicatesWhenOneCame()
    {
        LoopbackClient server(filtering());
        QVERIFY(server.client().addHandler(handlerSpec(QStringLiteral("h"), QStringLiteral("a"), succeed)));
        QVERIFY(server.start());
        client::ClientSnapshot snapshot;
        const auto hits = [&] {
            server.client().refresh(snapshot);
            return snapshot.filter.hits;
        };
        server.inject({messageJson("a", "1")});
        QTRY_COMPARE(server.client().ledger().handled, quint64{1});
        server.inject({messageJson("a", "1")});
        QTRY_COMPARE(hits(), quint64{1});
        snapshot.filter.recent.at(0).messageId = QStringLiteral("kept"); // what is not copied again stays as it is
        QCOMPARE(hits(), quint64{1});
        QCOMPARE(snapshot.filter.recent.at(0).messageId, QStringLiteral("kept"));
        server.inject({messageJson("a", "1")});
        QTRY_COMPARE(hits(), quint64{2});
        QCOMPARE(snapshot.filter.recent.at(0).messageId, QStringLiteral("1"));
    }

    void tellsWhatWasDuplicated()
    {
        LoopbackClient server(filtering(50));
        QVERIFY(server.start());
        server.inject({messageJson("a", "x"), messageJson("a", "x"), messageJson("b", "x"), messageJson("a", {}),
                       messageJson("a", {})});
        QTRY_COMPARE(server.client().ledger().received, quint64{5});
        QTRY_COMPARE(server.client().snapshot().filter.held, quint64{1});
        const auto filter = server.client().snapshot().filter;
        QVERIFY(filter.enabled);
        QCOMPARE(filter.window, quint64{50});
        QCOMPARE(filter.hits, quint64{2});
        QCOMPARE(filter.recent.size(), std::size_t{1});
        QCOMPARE(filter.recent[0].messageId, QStringLiteral("x"));
        QCOMPARE(filter.recent[0].hits, quint64{2});
        QCOMPARE(server.client().source().topics().name(filter.recent[0].topic), QStringLiteral("b"));
    }

    void countsRepetitionsWithoutTheFilterToo()
    {
        LoopbackClient server;
        std::atomic<int> failing{0};
        QVERIFY(server.client().addHandler(handlerSpec(
            QStringLiteral("h"), QStringLiteral("*"), [&](const base::Message &message) -> base::Result<void> {
                if (message.id() == "fails" && failing++ == 0)
                    return base::failure(base::ErrorCode::HandlerFailed, QStringLiteral("not yet"));
                return {};
            })));
        QVERIFY(server.start());
        server.inject({messageJson("a", "x"), messageJson("a", "y"), messageJson("b", "x", "{}", "shop"),
                       messageJson("a", {}), messageJson("a", {})});
        QTRY_COMPARE(server.client().ledger().acked, quint64{5}); // all are handled
        stats::Ledger ledger = server.client().ledger();
        QCOMPARE(ledger.duplicate, quint64{0});
        QCOMPARE(ledger.repeated, quint64{1});
        QVERIFY(ledger.isBalanced());
        const auto messages = server.client().source().readAfter({}, 10).messages;
        QCOMPARE(messages[2]->repeats(), base::Sequence{1});
        QCOMPARE(messages[1]->repeats(), base::Sequence{});
        const auto filter = server.client().snapshot().filter;
        QVERIFY(!filter.enabled);
        QCOMPARE(filter.hits, quint64{1});
        QCOMPARE(filter.recent.size(), std::size_t{1});
        QCOMPARE(filter.recent[0].messageId, QStringLiteral("x"));
        QCOMPARE(filter.recent[0].producer, QStringLiteral("shop"));
        QCOMPARE(filter.recent[0].first.sequence, base::Sequence{1});
        QCOMPARE(filter.recent[0].last.sequence, base::Sequence{3});

        server.inject({messageJson("a", "fails")});
        QTRY_COMPARE(server.client().ledger().failed, quint64{1});
        server.inject({messageJson("a", "fails")}); // a redelivery, which the filter would let through
        QTRY_COMPARE(server.client().ledger().acked, quint64{6});
        QCOMPARE(server.client().ledger().repeated, quint64{1});
        server.inject({messageJson("a", "fails")});
        QTRY_COMPARE(server.client().ledger().acked, quint64{7});
        QCOMPARE(server.client().ledger().repeated, quint64{2});
    }

    void addsAndRemovesHandlersWhileRunning()
    {
        LoopbackClient server;
        QVERIFY(server.start());
        server.inject({messageJson("t", "1")});
        QTRY_COMPARE(server.client().ledger().unrouted, quint64{1});
        const auto id = server.client().addHandler(handlerSpec(QStringLiteral("h"), QStringLiteral("t"), succeed));
        QVERIFY(id);
        server.inject({messageJson("t", "2")});
        QTRY_COMPARE(server.client().ledger().handled, quint64{1});
        QVERIFY(server.client().removeHandler(*id));
        QVERIFY(!server.client().removeHandler(*id));
        server.inject({messageJson("t", "3")});
        QTRY_COMPARE(server.client().ledger().unrouted, quint64{2});
        QVERIFY(server.client().snapshot().handlers[0].removed);
    }

    void acknowledgesForAHandlerThatWasRemovedMeanwhile()
    {
        LoopbackClient server;
        QSemaphore begun;
        QSemaphore gate;
        const auto id = server.client().addHandler(handlerSpec(QStringLiteral("leaving"), QStringLiteral("*"),
                                                               [&](const base::Message &) -> base::Result<void> {
                                                                   begun.release();
                                                                   gate.acquire();
                                                                   return {};
                                                               }));
        QVERIFY(id);
        QVERIFY(server.start());
        server.inject({messageJson("t", "1"), messageJson("t", "2")});
        QVERIFY(begun.tryAcquire(1, 10'000));
        QTRY_COMPARE(server.client().ledger().queued, quint64{1}); // the second is on the lane too
        QVERIFY(server.client().removeHandler(*id));
        server.inject({messageJson("t", "3")}); // lets the pipeline see the new table
        QTRY_COMPARE(server.client().ledger().unrouted, quint64{1});
        gate.release(2);
        QTRY_COMPARE(server.client().ledger().acked, quint64{2});
        QCOMPARE(server.acknowledgements()[1].consumer, QByteArray("leaving"));
    }

    void holdsBackWhenLanesAreFull()
    {
        client::ClientConfig config;
        config.dispatch.lanes = 1;
        config.dispatch.laneCapacity = 4;
        LoopbackClient server(config);
        QSemaphore gate;
        QVERIFY(server.client().addHandler(gatedSpec(gate)));
        QVERIFY(server.start());
        QList<QByteArray> objects;
        for (int i = 0; i < 100; ++i)
            objects << messageJson("t", QByteArray::number(i));
        server.inject(objects);
        // One runs, three wait on the lane, the others of their batch wait to get there; the rest has not been read.
        QTRY_COMPARE(server.client().ledger().running, quint64{1});
        QTRY_COMPARE(server.client().ledger().queued, batch - 1);
        QCOMPARE(server.client().ledger().received, batch);
        QCOMPARE(server.client().ledger().dropped, quint64{0});
        gate.release(100);
        QTRY_COMPARE(server.client().ledger().acked, quint64{100});
        QVERIFY(server.client().ledger().isBalanced());
    }

    void acknowledgesWhatWasHandledBeforeACallThatLasts()
    {
        client::ClientConfig config;
        config.dispatch.lanes = 1;
        LoopbackClient server(config);
        QSemaphore gate;
        QVERIFY(server.client().addHandler(handlerSpec(QStringLiteral("h"), QStringLiteral("*"),
                                                       [&](const base::Message &message) -> base::Result<void> {
                                                           if (message.id() == "last")
                                                               gate.acquire();
                                                           return {};
                                                       })));
        QVERIFY(server.start());
        QList<QByteArray> objects;
        for (int i = 0; i < 10; ++i)
            objects << messageJson("t", QByteArray::number(i));
        server.inject(objects << messageJson("t", "last"));
        QTRY_COMPARE(server.client().ledger().acked, quint64{10});
        QTRY_COMPARE(server.client().ledger().running, quint64{1});
        gate.release();
        QTRY_COMPARE(server.client().ledger().acked, quint64{11});
    }

    void dropsAndCountsWhenToldTo()
    {
        client::ClientConfig config = filtering();
        config.dispatch.lanes = 1;
        config.dispatch.laneCapacity = 4;
        config.dispatch.overflow = dispatch::OverflowPolicy::DropNewest;
        LoopbackClient server(config);
        QSemaphore gate;
        QVERIFY(server.client().addHandler(gatedSpec(gate)));
        QVERIFY(server.start());
        QList<QByteArray> objects;
        for (int i = 0; i < 10; ++i)
            objects << messageJson("t", QByteArray::number(i));
        server.inject(objects);
        QTRY_COMPARE(server.client().ledger().dropped, quint64{6});
        QVERIFY(server.client().ledger().isBalanced());
        gate.release(100);
        QTRY_COMPARE(server.client().ledger().acked, quint64{4});
        server.inject({objects.last()}); // was dropped, so it is no duplicate
        QTRY_COMPARE(server.client().ledger().acked, quint64{5});
    }

    void sendsLateAcknowledgementsAfterAReconnect()
    {
        LoopbackClient server;
        QSemaphore begun;
        QSemaphore gate;
        QVERIFY(server.client().addHandler(
            handlerSpec(QStringLiteral("h"), QStringLiteral("*"), [&](const base::Message &) -> base::Result<void> {
                begun.release();
                gate.acquire();
                return {};
            })));
        QVERIFY(server.start());
        server.inject({messageJson("t", "1"), messageJson("t", "2")});
        QVERIFY(begun.tryAcquire(1, 10'000));
        server.breakConnection();
        QTRY_VERIFY(server.client().status().state != net::ConnectionState::Connected);
        QVERIFY(server.client().status().error.has_value());
        gate.release(2);
        QTRY_COMPARE(server.client().ledger().ackPending, quint64{2});
        QCOMPARE(server.client().ledger().acked, quint64{0});
        server.reopen();
        QTRY_COMPARE(server.client().ledger().acked, quint64{2});
        QCOMPARE(server.client().ledger().ackPending, quint64{0});
        QCOMPARE(server.acknowledgements()[0].messageId, QByteArray("1"));
        QCOMPARE(server.acknowledgements()[1].messageId, QByteArray("2"));
    }

    void drainsBeforeItStops()
    {
        LoopbackClient server;
        QSemaphore gate;
        QVERIFY(server.client().addHandler(gatedSpec(gate)));
        QVERIFY(server.start());
        QList<QByteArray> objects;
        for (int i = 0; i < 50; ++i)
            objects << messageJson("t", QByteArray::number(i));
        server.inject(objects);
        QTRY_COMPARE(server.client().ledger().received, quint64{50});
        gate.release(50);
        QVERIFY(server.stop());
        QCOMPARE(server.acknowledgements().size(), std::size_t{50});
        QCOMPARE(server.client().status().state, net::ConnectionState::Disconnected);
    }

    void stopsInTimeWhenAHandlerHangs()
    {
        QSemaphore gate;
        QSemaphore begun;
        LoopbackClient server;
        QVERIFY(server.client().addHandler(
            handlerSpec(QStringLiteral("h"), QStringLiteral("*"), [&](const base::Message &) -> base::Result<void> {
                begun.release();
                gate.acquire();
                return {};
            })));
        QVERIFY(server.start());
        server.inject({messageJson("t", "1"), messageJson("t", "2")});
        QVERIFY(begun.tryAcquire(1, 10'000));
        QVERIFY(server.stop(std::chrono::milliseconds(50)));
        const auto ledger = server.client().ledger();
        QCOMPARE(ledger.running, quint64{1});
        QCOMPARE(ledger.queued, quint64{1});
        QVERIFY(ledger.isBalanced());
        gate.release(10);
    }

    void drainsWhatItHoldsBackAndTakesNothingNewWhenStopping()
    {
        client::ClientConfig config;
        config.dispatch.lanes = 1;
        config.dispatch.laneCapacity = 2;
        LoopbackClient server(config);
        QSemaphore gate;
        QVERIFY(server.client().addHandler(gatedSpec(gate)));
        QVERIFY(server.start());
        server.inject(QList<QByteArray>(100, messageJson("t", {})));
        QTRY_COMPARE(server.client().ledger().received, batch);
        gate.release(100);
        QVERIFY(server.stop());
        const auto ledger = server.client().ledger();
        QCOMPARE(ledger.dropped, quint64{0});
        QCOMPARE(ledger.acked, ledger.received);
    }

    void drainsWithoutAConnection()
    {
        LoopbackClient server;
        QSemaphore begun;
        QSemaphore gate;
        QVERIFY(server.client().addHandler(
            handlerSpec(QStringLiteral("h"), QStringLiteral("*"), [&](const base::Message &) -> base::Result<void> {
                begun.release();
                gate.acquire();
                return {};
            })));
        QVERIFY(server.start());
        server.inject({messageJson("t", "1"), messageJson("t", "2")});
        QVERIFY(begun.tryAcquire(1, 10'000));
        server.breakConnection();
        QTRY_VERIFY(server.client().status().state == net::ConnectionState::Disconnected);
        QSignalSpy stopped(&server.client(), &client::PubSubClient::stopped);
        server.client().stop(std::chrono::seconds(10));
        gate.release(2);
        QTRY_COMPARE(stopped.count(), 1);
        QCOMPARE(server.client().ledger().handled, quint64{2});
        QCOMPARE(server.client().ledger().ackPending, quint64{2});
    }

    void stopsWithoutEverHavingStarted()
    {
        LoopbackClient server;
        QVERIFY(server.stop());
    }

    void isDestroyedUnderBackPressure()
    {
        QSemaphore gate;
        client::ClientConfig config;
        config.dispatch.lanes = 1;
        config.dispatch.laneCapacity = 1;
        {
            LoopbackClient server(config);
            QVERIFY(server.client().addHandler(gatedSpec(gate)));
            QVERIFY(server.start());
            server.inject(QList<QByteArray>(100, messageJson("t", {})));
            QTRY_COMPARE(server.client().ledger().received, batch);
            gate.release(100);
        }
    }

    void publishes()
    {
        LoopbackClient server;
        bool answered = false;
        const net::Publication publication{
            .topic = QStringLiteral("t"), .id = QStringLiteral("1"), .payload = "{}", .producer = QStringLiteral("me")};
        server.client().publish(publication, [&](const base::Result<void> &result) {
            QVERIFY(!result); // not connected yet
            answered = true;
        });
        QTRY_VERIFY(answered);
        QVERIFY(server.start());
        answered = false;
        server.client().publish(publication, [&](const base::Result<void> &result) {
            QVERIFY(result);
            answered = true;
        });
        QTRY_VERIFY(answered);
        QTRY_COMPARE(server.client().ledger().received, quint64{1});
    }

    void reportsNoMoreThanTenProblemsASecond()
    {
        LoopbackClient server;
        QSignalSpy problems(&server.client(), &client::PubSubClient::problemOccurred);
        QVERIFY(server.start());
        server.inject(QList<QByteArray>(1000, QByteArray("nonsense")));
        QTRY_COMPARE(server.client().ledger().malformed, quint64{1000});
        QTRY_VERIFY(problems.count() >= 1);
        QVERIFY(problems.count() <= 20); // at most two windows of a second
        QVERIFY(!server.client().snapshot().lastProblem.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPubSubClient)
#include "tst_pubsubclient.moc"
