// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/handlers.h"
#include "support/loopbackclient.h"
#include "support/messages.h"

#include <QRandomGenerator>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSet>
#include <QTest>

using namespace topicscope;
using namespace std::chrono_literals;
using base::MessageState;
using test::handlerSpec;
using test::LoopbackClient;
using test::messageJson;

namespace {

base::Result<void> failed(const char *text = "not today")
{
    return base::failure(base::ErrorCode::HandlerFailed, QString::fromLatin1(text));
}

dispatch::HandlerSpec retrying(const QString &pattern, int attempts, std::chrono::milliseconds delay,
                               test::FunctionHandler::Function function)
{
    auto spec = handlerSpec(QStringLiteral("h"), pattern, std::move(function));
    spec.retry = {.attempts = attempts, .firstDelay = delay, .maxDelay = delay, .jitter = 0.0};
    return spec;
}

client::ClientConfig filtering()
{
    client::ClientConfig config;
    config.dispatch.lanes = 2;
    config.dispatch.idempotence = true;
    return config;
}

QList<QByteArray> messages(int count)
{
    QList<QByteArray> objects;
    for (int i = 0; i < count; ++i)
        objects << messageJson("t", QByteArray::number(i));
    return objects;
}

} // namespace

// What becomes of messages whose handlers fail, or that find no room. The ledger adds up all the while.
class TestFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRetryThatSucceedsIsAcknowledged()
    {
        LoopbackClient server(filtering());
        std::atomic<int> calls{0};
        QVERIFY(server.client().addHandler(retrying(QStringLiteral("*"), 5, 1ms, [&](const base::Message &) {
            return ++calls < 4 ? failed() : base::Result<void>();
        })));
        QVERIFY(server.start());
        server.inject({messageJson("t", "1")});
        QTRY_COMPARE(server.client().ledger().acked, 1U);
        QCOMPARE(calls, 4);
        const auto snapshot = server.client().snapshot();
        QVERIFY(snapshot.ledger.isBalanced());
        QCOMPARE(snapshot.ledger.handled, 1U);
        QCOMPARE(snapshot.ledger.failed, 0U);
        QCOMPARE(snapshot.ledger.retried, 3U);
        QCOMPARE(snapshot.ledger.retryWaiting, 0U);
        QCOMPARE(snapshot.handlers.front().calls, 4U);
        QCOMPARE(snapshot.handlers.front().retries, 3U);
        QCOMPARE(snapshot.deadLetters.count, 0U);
        QCOMPARE(server.client().source().readAfter({}, 1).messages.front()->outcome().state, MessageState::Handled);
    }

    void attemptsAreBoundedAndThenTheMessageIsADeadLetter()
    {
        LoopbackClient server(filtering());
        std::atomic<int> calls{0};
        QVERIFY(server.client().addHandler(retrying(QStringLiteral("*"), 2, 1ms, [&](const base::Message &) {
            ++calls;
            return failed();
        })));
        QVERIFY(server.start());
        server.inject({messageJson("t", "1", R"({"n":1})")});
        QTRY_COMPARE(server.client().ledger().failed, 1U);
        QCOMPARE(calls, 3);
        QTRY_COMPARE(server.client().deadLetters().size(), 1U);
        const auto letter = server.client().deadLetters().front();
        QCOMPARE(letter.calls, 3);
        QCOMPARE(letter.handler, QStringLiteral("h"));
        QCOMPARE(letter.error.text, QStringLiteral("not today"));
        QVERIFY(letter.message->payload() == R"({"n":1})");
        QCOMPARE(server.client().ledger().deadLetters, 1U);
        QVERIFY(server.client().ledger().isBalanced());
        QVERIFY(server.acknowledgements().empty());
        QCOMPARE(server.client().snapshot().topics.front().failures, 1U); // one message failed, in three calls
    }

    void whileItWaitsItIsQueuedAndARedeliveryIsADuplicate()
    {
        LoopbackClient server(filtering());
        QVERIFY(server.client().addHandler(
            retrying(QStringLiteral("*"), 1, 1h, [](const base::Message &) { return failed(); })));
        QVERIFY(server.start());
        server.inject({messageJson("t", "1")});
        QTRY_COMPARE(server.client().ledger().retryWaiting, 1U);
        QCOMPARE(server.client().ledger().queued, 1U);
        QCOMPARE(server.client().ledger().failed, 0U);
        QCOMPARE(server.client().source().readAfter({}, 1).messages.front()->outcome().state, MessageState::Queued);
        server.inject({messageJson("t", "1")});
        QTRY_COMPARE(server.client().ledger().duplicate, 1U);
        QVERIFY(server.client().ledger().isBalanced());
        // Stopping does not wait an hour: the message has failed.
        QVERIFY(server.stop(std::chrono::minutes(10))); // gives up after half a minute
        const auto ledger = server.client().ledger();
        QCOMPARE(ledger.failed, 1U);
        QCOMPARE(ledger.queued, 0U);
        QCOMPARE(ledger.deadLetters, 1U);
        QVERIFY(ledger.isBalanced());
    }

    void stoppingWaitsForRetriesThatAreDueInTime()
    {
        LoopbackClient server(filtering());
        std::atomic<int> calls{0};
        QVERIFY(server.client().addHandler(retrying(QStringLiteral("*"), 1, 200ms, [&](const base::Message &) {
            return ++calls < 2 ? failed() : base::Result<void>();
        })));
        QVERIFY(server.start());
        server.inject({messageJson("t", "1")});
        // it waits, unless this machine is so slow that it has waited
        QTRY_COMPARE(server.client().ledger().retried, 1U);
        QVERIFY(server.stop(std::chrono::seconds(60)));
        QCOMPARE(server.client().ledger().handled, 1U);
        QCOMPARE(server.acknowledgements().size(), 1U);
    }

    void aRemovedHandlerFinishesItsRetries()
    {
        LoopbackClient server(filtering());
        QSemaphore removed;
        std::atomic<int> calls{0};
        const auto id = server.client().addHandler(retrying(QStringLiteral("*"), 3, 1ms, [&](const base::Message &) {
            if (++calls == 2)
                removed.acquire();
            return calls < 4 ? failed() : base::Result<void>();
        }));
        QVERIFY(server.start());
        server.inject({messageJson("t", "1")});
        QTRY_COMPARE(calls, 2); // one retry is under way, two are to come
        QVERIFY(server.client().removeHandler(*id));
        server.inject({messageJson("t", "2")}); // lets the pipeline see the new table
        QTRY_COMPARE(server.client().ledger().unrouted, 1U);
        removed.release();
        QTRY_COMPARE(server.client().ledger().acked, 1U);
    }

    void messagesOvertakeOneThatWaits()
    {
        LoopbackClient server(filtering());
        QMutex mutex;
        QByteArrayList order;
        QVERIFY(server.client().addHandler(retrying(QStringLiteral("*"), 1, 100ms, [&](const base::Message &message) {
            const QMutexLocker lock(&mutex);
            order << QByteArray(message.id().data(), static_cast<qsizetype>(message.id().size()));
            return order.count("0") == 1 && order.last() == "0" ? failed() : base::Result<void>();
        })));
        QVERIFY(server.start());
        server.inject(messages(3));
        QTRY_COMPARE(server.client().ledger().acked, 3U);
        const QMutexLocker lock(&mutex);
        QCOMPARE(order, QByteArrayList({"0", "1", "2", "0"}));
    }

    void aDeadLetterIsRunAgain()
    {
        LoopbackClient server(filtering());
        std::atomic<bool> works{false};
        QVERIFY(server.client().addHandler(
            handlerSpec(QStringLiteral("h"), QStringLiteral("*"),
                        [&](const base::Message &) { return works ? base::Result<void>() : failed(); })));
        QVERIFY(server.start());
        server.inject(messages(3));
        QTRY_COMPARE(server.client().deadLetters().size(), 3U);
        server.client().rerunDeadLetters({2});
        QTRY_COMPARE(server.client().ledger().rerun, 1U);
        QTRY_COMPARE(server.client().deadLetters().size(), 3U); // failed again, and came back at the end
        QTRY_COMPARE(server.client().deadLetters().back().id, 4U);
        works = true;
        server.client().rerunDeadLetters({1, 3, 4});
        QTRY_COMPARE(server.client().ledger().acked, 3U);
        const auto ledger = server.client().ledger();
        QCOMPARE(ledger.received, 3U);
        QCOMPARE(ledger.handled, 3U);
        QCOMPARE(ledger.failed, 0U);
        QCOMPARE(ledger.rerun, 4U);
        QCOMPARE(ledger.deadLetters, 0U);
        QVERIFY(ledger.isBalanced());
        server.inject({messageJson("t", "1")}); // its id is remembered again
        QTRY_COMPARE(server.client().ledger().duplicate, 1U);
    }

    void aDeadLetterGoesToTheHandlerOfNow()
    {
        LoopbackClient server(filtering());
        const auto id = server.client().addHandler(
            handlerSpec(QStringLiteral("broken"), QStringLiteral("*"), [](const base::Message &) { return failed(); }));
        QVERIFY(server.start());
        server.inject(messages(1));
        QTRY_COMPARE(server.client().deadLetters().size(), 1U);
        QVERIFY(server.client().removeHandler(*id));
        server.client().rerunDeadLetters({1});
        QTRY_VERIFY(!server.client().deadLetters().empty() && !server.client().deadLetters().front().note.isEmpty());
        QCOMPARE(server.client().ledger().failed, 1U);
        QVERIFY(server.client().addHandler(handlerSpec(QStringLiteral("mended"), QStringLiteral("t"),
                                                       [](const base::Message &) { return base::Result<void>(); })));
        server.client().rerunDeadLetters({1});
        QTRY_COMPARE(server.client().ledger().acked, 1U);
        QCOMPARE(server.acknowledgements().front().consumer, QByteArray("mended"));
        QVERIFY(server.client().deadLetters().empty());
    }

    void aDeadLetterThatCameAgainIsNotHandledTwice()
    {
        LoopbackClient server(filtering());
        std::atomic<bool> works{false};
        QVERIFY(server.client().addHandler(
            handlerSpec(QStringLiteral("h"), QStringLiteral("*"),
                        [&](const base::Message &) { return works ? base::Result<void>() : failed(); })));
        QVERIFY(server.start());
        server.inject(messages(1));
        QTRY_COMPARE(server.client().deadLetters().size(), 1U);
        works = true;
        server.inject(messages(1));
        QTRY_COMPARE(server.client().ledger().acked, 1U);
        server.client().rerunDeadLetters({1});
        QTRY_VERIFY(!server.client().deadLetters().empty() && !server.client().deadLetters().front().note.isEmpty());
        QCOMPARE(server.acknowledgements().size(), 1U);
        QVERIFY(server.client().ledger().isBalanced());
    }

    void discardedLettersComeBack()
    {
        LoopbackClient server(filtering());
        QVERIFY(server.client().addHandler(
            handlerSpec(QStringLiteral("h"), QStringLiteral("*"), [](const base::Message &) { return failed(); })));
        QVERIFY(server.start());
        server.inject(messages(2));
        QTRY_COMPARE(server.client().deadLetters().size(), 2U);
        auto discarded = server.client().discardDeadLetters({1, 2});
        QCOMPARE(discarded.size(), 2U);
        QVERIFY(server.client().deadLetters().empty());
        QCOMPARE(server.client().ledger().failed, 2U); // what happened stays true
        server.client().restoreDeadLetters(std::move(discarded));
        QCOMPARE(server.client().ledger().deadLetters, 2U);
    }

    void theOldestMakesRoom()
    {
        client::ClientConfig config = filtering();
        config.dispatch.lanes = 1;
        config.dispatch.laneCapacity = 4;
        config.dispatch.overflow = dispatch::OverflowPolicy::DropOldest;
        LoopbackClient server(config);
        QSemaphore gate;
        QSemaphore begun;
        QVERIFY(server.client().addHandler(
            handlerSpec(QStringLiteral("h"), QStringLiteral("*"), [&](const base::Message &) -> base::Result<void> {
                begun.release();
                gate.acquire();
                return {};
            })));
        QVERIFY(server.start());
        server.inject({messageJson("t", "first")});
        QVERIFY(begun.tryAcquire(1, 10'000));
        server.inject(messages(10));
        QTRY_COMPARE(server.client().ledger().dropped, 7U);
        QVERIFY(server.client().ledger().isBalanced());
        QCOMPARE(server.client().ledger().queued, 3U);
        gate.release(100);
        QTRY_COMPARE(server.client().ledger().acked, 4U);
        QByteArrayList acknowledged;
        for (const auto &each : server.acknowledgements())
            acknowledged << each.messageId;
        QCOMPARE(acknowledged, QByteArrayList({"first", "7", "8", "9"})); // never the one that runs
        server.inject({messageJson("t", "0")}); // was dropped, so it is no duplicate
        QTRY_COMPARE(server.client().ledger().acked, 5U);
    }

    // What may be dropped is what comes, not what was kept.
    void runsNoLetterAgainWithoutRoom()
    {
        client::ClientConfig config;
        config.dispatch.lanes = 1;
        config.dispatch.laneCapacity = 4;
        config.dispatch.overflow = dispatch::OverflowPolicy::DropNewest;
        LoopbackClient server(config);
        QSemaphore gate(10);
        const auto opened = qScopeGuard([&gate] { gate.release(10); });
        QVERIFY(server.client().addHandler(
            handlerSpec(QStringLiteral("h"), QStringLiteral("*"), [&](const base::Message &) -> base::Result<void> {
                gate.acquire();
                return failed();
            })));
        QVERIFY(server.start());
        for (int i = 0; i < 10; ++i) { // one at a time: nothing is to be dropped
            server.inject({messageJson("t", QByteArray::number(i))});
            QTRY_COMPARE(server.client().deadLetters().size(), static_cast<std::size_t>(i + 1));
        }
        std::vector<quint64> ids;
        for (const auto &letter : server.client().deadLetters())
            ids.push_back(letter.id);
        std::optional<client::RerunStart> begun;
        server.client().rerunDeadLetters(ids, [&](const client::RerunStart &start) { begun = start; });
        QTRY_VERIFY(begun);
        QCOMPARE(begun->queued.size(), std::size_t{4});
        QCOMPARE(begun->kept, std::size_t{6});
        QCOMPARE(server.client().ledger().dropped, quint64{0});
        const auto kept = server.client().deadLetters();
        QCOMPARE(kept.size(), std::size_t{6});
        for (const auto &letter : kept)
            QVERIFY(letter.note.contains(QLatin1String("full")));
        gate.release(4);
        QTRY_COMPARE(server.client().deadLetters().size(), std::size_t{10});
        QVERIFY(server.client().ledger().isBalanced());
    }

    void theLedgerAddsUpWhateverHappens_data()
    {
        QTest::addColumn<dispatch::OverflowPolicy>("overflow");
        QTest::newRow("block") << dispatch::OverflowPolicy::Block;
        QTest::newRow("drop newest") << dispatch::OverflowPolicy::DropNewest;
        QTest::newRow("drop oldest") << dispatch::OverflowPolicy::DropOldest;
    }

    void theLedgerAddsUpWhateverHappens()
    {
        QFETCH(dispatch::OverflowPolicy, overflow);
        constexpr int total = 10'000;
        client::ClientConfig config;
        config.dispatch.idempotence = true;
        config.dispatch.idempotenceWindow = total;
        config.dispatch.lanes = 3;
        config.dispatch.laneCapacity = 50;
        config.dispatch.overflow = overflow;
        LoopbackClient server(config);
        // A third of the calls fail, whichever message it is.
        QSemaphore gate;
        const auto moody = [&gate](const base::Message &) {
            gate.acquire();
            gate.release();
            return QRandomGenerator::global()->bounded(3) == 0 ? failed() : base::Result<void>();
        };
        auto parallel = retrying(QStringLiteral("*"), 2, 1ms, moody);
        parallel.parallel = true;
        QVERIFY(server.client().addHandler(std::move(parallel)));
        QVERIFY(server.client().addHandler(retrying(QStringLiteral("serial"), 1, 2ms, moody)));
        QVERIFY(server.start());
        QList<QByteArray> objects;
        for (int i = 0; i < total; ++i) {
            objects << messageJson(i % 3 == 0 ? "serial" : "other", QByteArray::number(i));
            if (objects.size() == 500) {
                server.inject(std::exchange(objects, {}));
                const auto ledger = server.client().ledger();
                QVERIFY2(ledger.isBalanced(), "in the middle of the run");
                if (i == 499) { // nothing is handled until the lanes are full
                    QTRY_VERIFY(server.client().ledger().dropped > 0 || overflow == dispatch::OverflowPolicy::Block);
                    gate.release();
                }
            }
        }
        QTRY_COMPARE_WITH_TIMEOUT(server.client().ledger().received, quint64{total}, 60'000);
        const auto isIdle = [&] {
            const auto ledger = server.client().ledger(); // of one moment: a retry is running first and queued then
            return ledger.queued + ledger.running == 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isIdle(), 60'000);
        std::vector<quint64> ids;
        for (const auto &letter : server.client().deadLetters())
            ids.push_back(letter.id);
        const auto asked = static_cast<quint64>(ids.size());
        std::optional<client::RerunStart> begun;
        server.client().rerunDeadLetters(std::move(ids), [&](const client::RerunStart &start) { begun = start; });
        QTRY_VERIFY(begun);
        QCOMPARE(begun->queued.size() + begun->kept, asked); // those without room stay where others may be dropped
        QVERIFY(overflow != dispatch::OverflowPolicy::Block || begun->kept == 0);
        QCOMPARE(server.client().ledger().rerun, static_cast<quint64>(begun->queued.size()));
        QTRY_VERIFY_WITH_TIMEOUT(isIdle(), 60'000);
        QTRY_COMPARE(server.client().ledger().ackPending, 0U);
        const auto ledger = server.client().ledger();
        QVERIFY(ledger.isBalanced());
        QCOMPARE(ledger.received, ledger.handled + ledger.failed + ledger.dropped);
        QCOMPARE(ledger.acked, ledger.handled);
        QCOMPARE(ledger.retryWaiting, 0U);
        QVERIFY(ledger.retried > 0 && ledger.rerun > 0);
        QCOMPARE(ledger.deadLetters, ledger.failed);
        QCOMPARE(overflow == dispatch::OverflowPolicy::Block, ledger.dropped == 0);
        QSet<QByteArray> acknowledged;
        for (const auto &each : server.acknowledgements()) {
            QVERIFY2(!acknowledged.contains(each.messageId), "handled twice");
            acknowledged.insert(each.messageId);
        }
    }
};

QTEST_GUILESS_MAIN(TestFailures)
#include "tst_failures.moc"
