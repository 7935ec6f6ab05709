// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/lane.h"
#include "support/handlers.h"
#include "support/messages.h"

#include <QSemaphore>
#include <QTest>

#include <stdexcept>
#include <thread>

using namespace topicscope;
using base::MessageState;
using dispatch::Completion;
using dispatch::Lane;

namespace {

class Notifier : public dispatch::CompletionNotifier
{
public:
    void completionsReady() noexcept override { m_told.release(); }
    [[nodiscard]] bool wait() { return m_told.tryAcquire(1, 10'000); }

private:
    QSemaphore m_told;
};

// A lane with its thread, as the pool runs it.
struct RunningLane {
    explicit RunningLane(quint32 capacity = 16)
        : lane(base::LaneId{0}, capacity, notifier), thread([this] { lane.run(); })
    {
    }
    ~RunningLane()
    {
        lane.requestStop();
        thread.join();
    }
    //! The next completion; the lane need not have told of it.
    std::optional<Completion> next()
    {
        std::optional<Completion> completion;
        const bool taken = QTest::qWaitFor([&] { return (completion = lane.takeCompletion()).has_value(); }, 10'000);
        Q_UNUSED(taken);
        return completion;
    }

    Notifier notifier;
    Lane lane;
    std::thread thread;
};

bool push(Lane &lane, const dispatch::HandlerEntryPtr &entry, quint64 sequence = 1)
{
    auto message = test::makeMessage("t", "id", "{}", sequence);
    const bool pushed = lane.push(message, *entry);
    lane.wake();
    return pushed;
}

} // namespace

class TestLane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handlesInOrder()
    {
        std::vector<quint64> seen;
        const auto entry = test::handlerEntry(1, QStringLiteral("*"),
                                              [&](const base::Message &message) -> base::Result<void> {
                                                  seen.push_back(message.sequence().value);
                                                  return {};
                                              });
        RunningLane running(1000);
        for (quint64 i = 1; i <= 500; ++i)
            QVERIFY(push(running.lane, entry, i));
        for (quint64 i = 1; i <= 500; ++i) {
            const auto completion = running.next();
            QVERIFY(completion);
            QVERIFY(!completion->error);
            QCOMPARE(completion->message->sequence().value, i);
            QCOMPARE(completion->message->outcome().state, MessageState::Handled);
            QCOMPARE(completion->message->outcome().handler, base::HandlerId{1});
            QCOMPARE(completion->handler, entry.get());
        }
        QCOMPARE(seen.size(), std::size_t{500});
        QCOMPARE(running.lane.inFlight(), quint64{0});
        QCOMPARE(running.lane.started(), quint64{500});
    }

    void reportsFailures_data()
    {
        using Function = test::FunctionHandler::Function;
        QTest::addColumn<Function>("function");
        QTest::addColumn<QString>("text");
        QTest::newRow("error") << Function([](const base::Message &) {
            return base::failure(base::ErrorCode::InputOutput, QStringLiteral("no space"));
        }) << QStringLiteral("no space");
        QTest::newRow("exception") << Function([](const base::Message &) -> base::Result<void> {
            throw std::runtime_error("boom");
        }) << QStringLiteral("The handler threw: boom");
        QTest::newRow("no std::exception") << Function([](const base::Message &) -> base::Result<void> { throw 42; })
                                           << QStringLiteral("The handler threw something that is no std::exception.");
    }

    void reportsFailures()
    {
        QFETCH(const test::FunctionHandler::Function, function);
        QFETCH(const QString, text);
        const auto entry = test::handlerEntry(1, QStringLiteral("*"), function);
        RunningLane running;
        QVERIFY(push(running.lane, entry));
        const auto completion = running.next();
        QVERIFY(completion && completion->error);
        QCOMPARE(completion->error->text, text);
        QCOMPARE(completion->message->outcome().state, MessageState::Failed);
        // The lane lives on.
        QVERIFY(push(running.lane, entry));
        QVERIFY(running.next());
    }

    void isBounded()
    {
        QSemaphore gate;
        const auto entry = test::handlerEntry(1, QStringLiteral("*"), [&](const base::Message &) -> base::Result<void> {
            gate.acquire();
            return {};
        });
        RunningLane running(4);
        for (int i = 0; i < 4; ++i)
            QVERIFY(push(running.lane, entry));
        QVERIFY(!push(running.lane, entry));
        gate.release();
        QVERIFY(running.next());
        QVERIFY(push(running.lane, entry));
        QVERIFY(!push(running.lane, entry));
        gate.release(4);
    }

    void showsWhatRuns()
    {
        QSemaphore begun;
        QSemaphore gate;
        const auto entry = test::handlerEntry(7, QStringLiteral("*"), [&](const base::Message &) -> base::Result<void> {
            begun.release();
            gate.acquire();
            return {};
        });
        RunningLane running;
        auto message = test::makeMessage("t");
        const base::MessagePtr watched = message;
        QVERIFY(running.lane.push(message, *entry));
        running.lane.wake();
        begun.acquire();
        QCOMPARE(watched->outcome().state, MessageState::Running);
        QCOMPARE(running.lane.started(), quint64{1});
        gate.release();
        QVERIFY(running.next());
    }

    void tellsOfCompletionsTogether()
    {
        QSemaphore gate;
        const auto entry = test::handlerEntry(1, QStringLiteral("*"), [&](const base::Message &) -> base::Result<void> {
            gate.acquire();
            return {};
        });
        RunningLane running(100);
        for (int i = 0; i < 100; ++i)
            QVERIFY(push(running.lane, entry));
        gate.release(100);
        // All are told of in the end, and by far fewer calls than there are completions.
        int taken = 0;
        int told = 0;
        while (taken < 100) {
            QVERIFY(running.notifier.wait());
            ++told;
            while (running.lane.takeCompletion())
                ++taken;
        }
        QVERIFY2(told < 50, qPrintable(QString::number(told)));
    }

    void stopsWithMessagesWaiting()
    {
        QSemaphore begun;
        QSemaphore gate;
        int calls = 0;
        const auto entry = test::handlerEntry(1, QStringLiteral("*"), [&](const base::Message &) -> base::Result<void> {
            ++calls;
            begun.release();
            gate.acquire();
            return {};
        });
        {
            RunningLane running;
            for (int i = 0; i < 10; ++i)
                QVERIFY(push(running.lane, entry));
            begun.acquire();
            running.lane.requestStop();
            gate.release();
        }
        QCOMPARE(calls, 1);
    }
};

QTEST_APPLESS_MAIN(TestLane)
#include "tst_lane.moc"
