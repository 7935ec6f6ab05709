// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/dispatcher.h"
#include "support/handlers.h"
#include "support/messages.h"

#include <QSemaphore>
#include <QTest>

#include <algorithm>
#include <set>
#include <thread>

using namespace std::chrono_literals;
using namespace topicscope;
using base::TopicId;
using dispatch::Dispatcher;
using dispatch::DispatchSettings;
using dispatch::HandlerEntryPtr;
using dispatch::HandlerTable;

namespace {

std::unique_ptr<const HandlerTable> tableOf(std::vector<HandlerEntryPtr> entries)
{
    return std::make_unique<HandlerTable>(std::move(entries));
}

// A dispatcher whose wake-ups are counted, as the net thread's event loop would get them.
struct Woken {
    explicit Woken(const DispatchSettings &settings)
        : budget(settings.waitingMemory), dispatcher(settings, budget, [this] { wakeUps.release(); })
    {
    }

    //! Drains at each wake-up until \a count messages are done. A lost wake-up runs into the time limit.
    quint64 drain(quint64 count)
    {
        quint64 done = 0;
        while (done < count && wakeUps.tryAcquire(1, 30'000))
            done += drainOnce();
        return done;
    }

    quint64 drainOnce()
    {
        std::vector<dispatch::Completion> completions;
        dispatcher.drainCompletions(completions);
        dispatcher.release(completions);
        return completions.size();
    }

    QSemaphore wakeUps;
    dispatch::MemoryBudget budget;
    Dispatcher dispatcher;
};

// False when there was no room; then the message stays staged.
bool offer(Dispatcher &dispatcher, quint64 sequence)
{
    const auto message = test::makeMessage("t", {}, "{}", sequence);
    dispatcher.stage(message, *dispatcher.route(*message));
    return dispatcher.flush();
}

const test::FunctionHandler::Function succeed = [](const base::Message &) -> base::Result<void> { return {}; };

} // namespace

class TestDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void routesByTopic()
    {
        Woken woken({.lanes = 2});
        Dispatcher &dispatcher = woken.dispatcher;
        QVERIFY(!dispatcher.route(*test::makeMessage("orders")));
        dispatcher.postTable(tableOf({test::handlerEntry(1, QStringLiteral("orders"), succeed),
                                      test::handlerEntry(2, QStringLiteral("*"), succeed)}));
        QCOMPARE(dispatcher.route(*test::makeMessage("orders", {}, "{}", 1, TopicId{1}))->id, base::HandlerId{1});
        QCOMPARE(dispatcher.route(*test::makeMessage("other", {}, "{}", 2, TopicId{2}))->id, base::HandlerId{2});
        // Remembered by topic number, until there is another table.
        dispatcher.postTable(tableOf({test::handlerEntry(3, QStringLiteral("orders"), succeed)}));
        QCOMPARE(dispatcher.route(*test::makeMessage("orders", {}, "{}", 3, TopicId{1}))->id, base::HandlerId{3});
        QVERIFY(!dispatcher.route(*test::makeMessage("other", {}, "{}", 4, TopicId{2})));
    }

    void keepsTheOrderOfASerialHandler()
    {
        std::vector<quint64> seen;
        Woken woken({.lanes = 4});
        Dispatcher &dispatcher = woken.dispatcher;
        dispatcher.postTable(tableOf({test::handlerEntry(
            1, QStringLiteral("*"),
            [&](const base::Message &message) -> base::Result<void> {
                seen.push_back(message.sequence().value);
                return {};
            },
            2)}));
        for (quint64 i = 1; i <= 1000; ++i)
            QVERIFY(offer(dispatcher, i));
        QCOMPARE(woken.drain(1000), quint64{1000});
        QVERIFY(std::is_sorted(seen.begin(), seen.end()));
        QCOMPARE(dispatcher.inFlight(), quint64{0});
        QCOMPARE(dispatcher.started(), quint64{1000});
    }

    void spreadsAParallelHandlerOverAllLanes()
    {
        QSemaphore gate;
        QSemaphore begun;
        Woken woken({.lanes = 3, .laneCapacity = 2});
        Dispatcher &dispatcher = woken.dispatcher;
        dispatcher.postTable(tableOf({test::handlerEntry(
            1, QStringLiteral("*"),
            [&](const base::Message &) -> base::Result<void> {
                begun.release();
                gate.acquire();
                return {};
            },
            0, 3)}));
        for (quint64 i = 1; i <= 6; ++i)
            QVERIFY(offer(dispatcher, i));
        QVERIFY(begun.tryAcquire(3, 10'000)); // three run at the same time
        QVERIFY(!offer(dispatcher, 7));
        QVERIFY(!offer(dispatcher, 8));
        QVERIFY(dispatcher.hasStaged());
        QCOMPARE(dispatcher.takeStaged()->sequence().value, quint64{7});
        QCOMPARE(dispatcher.inFlight(), quint64{7});
        gate.release(7);
        QCOMPARE(woken.drain(6), quint64{6});
        QVERIFY(dispatcher.flush()); // there is room now for what was staged
        QVERIFY(!dispatcher.hasStaged());
        QCOMPARE(woken.drain(1), quint64{1});
        QCOMPARE(dispatcher.inFlight(), quint64{0});
    }

    void givesBackTheMemoryOfWhatIsDone()
    {
        QSemaphore gate;
        const qint64 cost = test::makeMessage("t", {}, "{}", 1)->memoryCost();
        Woken woken(
            {.lanes = 2, .waitingMemory = 3 * cost + cost / 2, .overflow = dispatch::OverflowPolicy::DropOldest});
        Dispatcher &dispatcher = woken.dispatcher;
        dispatcher.postTable(tableOf({test::handlerEntry(1, QStringLiteral("*"), test::waitingFor(gate))}));
        for (quint64 i = 1; i <= 3; ++i)
            QVERIFY(offer(dispatcher, i));
        QTRY_COMPARE(dispatcher.started(), quint64{1});
        QVERIFY(!offer(dispatcher, 4));
        QCOMPARE(woken.budget.used(), 3 * cost); // what is staged has no part in it
        QCOMPARE(dispatcher.takeOldest()->sequence().value, quint64{2});
        QVERIFY(dispatcher.flush());
        QCOMPARE(woken.budget.used(), 3 * cost);
        gate.release(3);
        QCOMPARE(woken.drain(3), quint64{3});
        QCOMPARE(woken.budget.used(), qint64{0});
    }

    void wakesUpOncePerDrain()
    {
        QSemaphore gate;
        Woken woken({.lanes = 1});
        Dispatcher &dispatcher = woken.dispatcher;
        dispatcher.postTable(tableOf({test::handlerEntry(1, QStringLiteral("*"), test::waitingFor(gate))}));
        for (quint64 i = 1; i <= 3; ++i)
            QVERIFY(offer(dispatcher, i));
        gate.release(3);
        QTRY_COMPARE(dispatcher.started(), quint64{3});
        QCOMPARE(woken.drain(3), quint64{3});
        QVERIFY(woken.wakeUps.available() <= 2); // at most one for each drain
    }

    void keepsARemovedHandlerUntilItsMessagesAreDone()
    {
        QSemaphore gate;
        auto entry = test::handlerEntry(1, QStringLiteral("*"), test::waitingFor(gate));
        const std::weak_ptr<dispatch::HandlerEntry> watched = entry;
        Woken woken({.lanes = 1});
        Dispatcher &dispatcher = woken.dispatcher;
        dispatcher.postTable(tableOf({std::move(entry)}));
        for (quint64 i = 1; i <= 2; ++i)
            QVERIFY(offer(dispatcher, i));
        dispatcher.postTable(tableOf({}));
        QVERIFY(!dispatcher.route(*test::makeMessage("t")));
        QVERIFY(!watched.expired());
        gate.release(2);
        QCOMPARE(woken.drain(2), quint64{2});
        QVERIFY(watched.expired());
    }

    void keepsARemovedHandlerUntilItsStagedMessagesAreGone()
    {
        auto entry = test::handlerEntry(1, QStringLiteral("*"), succeed);
        const std::weak_ptr<dispatch::HandlerEntry> watched = entry;
        Woken woken({.lanes = 1});
        Dispatcher &dispatcher = woken.dispatcher;
        dispatcher.postTable(tableOf({std::move(entry)}));
        const auto message = test::makeMessage("t");
        dispatcher.stage(message, *dispatcher.route(*message));
        dispatcher.postTable(tableOf({}));
        QVERIFY(!dispatcher.route(*message));
        QVERIFY(!watched.expired());
        QCOMPARE(dispatcher.takeStaged(), message);
        QVERIFY(watched.expired());
    }

    void losesNoWakeUpUnderLoad()
    {
        constexpr quint64 total = 200'000;
        Woken woken({.lanes = 2, .laneCapacity = 8});
        Dispatcher &dispatcher = woken.dispatcher;
        dispatcher.postTable(tableOf({test::handlerEntry(1, QStringLiteral("*"), succeed, 0, 2)}));
        const auto message = test::makeMessage("t");
        quint64 done = 0;
        const auto drainAtWakeUp = [&] {
            QVERIFY(woken.wakeUps.tryAcquire(1, 30'000));
            done += woken.drainOnce();
        };
        for (quint64 i = 0; i < total; ++i) {
            dispatcher.stage(message, *dispatcher.route(*message));
            while (!QTest::currentTestFailed() && !dispatcher.flush())
                drainAtWakeUp();
        }
        while (!QTest::currentTestFailed() && done < total)
            drainAtWakeUp();
        QCOMPARE(done, total);
    }
};

QTEST_APPLESS_MAIN(TestDispatcher)
#include "tst_dispatcher.moc"
