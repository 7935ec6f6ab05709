// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dispatch/handlertable.h"
#include "dispatch/lanejobs.h"

#include <QRunnable>
#include <QSemaphore>

#include <readerwriterqueue/readerwriterqueue.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>

namespace topicscope::dispatch {

//! \brief What a lane reports of a message that a handler has finished.
struct Completion {
    base::MessagePtr message;
    HandlerEntry *handler = nullptr;
    std::chrono::nanoseconds latency{}; //!< running time
    Verdict verdict = Verdict::Acknowledge;
    std::unique_ptr<base::Error> error; //!< null: handled
};

//! \brief Told by lanes that completions can be drained. Thread: lane, any of them.
class CompletionNotifier
{
public:
    virtual ~CompletionNotifier() = default;
    virtual void completionsReady() noexcept = 0;
};

//! \brief One worker with its own queue: single producer (net), single consumer (the worker).
//!
//! Messages of a lane are handled in the order they were pushed. Exceptions of a handler end in a failed completion.
//! Waking a thread costs more than handling a light message. So the net thread pushes some and calls wake() once, and
//! the lane tells of completions when it has nothing left to do, has some, or has been silent for a while. A call that
//! lasts can follow those it has not told of: whoever cannot wait for it looks at takeCompletion() now and then.
//! Thread: push(), wake(), takeCompletion() and inFlight() on net; run() on a thread of the pool.
class Lane : public QRunnable, public LaneContext
{
public:
    //! \brief A message on its way to its handler.
    struct Task {
        base::MessagePtr message;
        HandlerEntry *handler = nullptr;
    };

    //! \brief \a notifier outlives the lane. At most \a capacity messages are between push() and drain(). With \a
    //! shared, takeOldest() takes messages back, and taking from the queue costs a lock.
    Lane(base::LaneId id, quint32 capacity, CompletionNotifier &notifier, bool shared = false);
    ~Lane() override;

    [[nodiscard]] base::LaneId id() const noexcept { return m_id; }
    //! \brief Thread: net.
    void setCapacity(quint32 capacity) noexcept { m_capacity = capacity; }
    //! \brief From then on as with or without "shared" in the constructor. Sharing begins once the worker is between
    //! two messages. Thread: net.
    void setShared(bool shared);

    //! \brief Hands over a message; false when the lane is full (then nothing is moved from). A worker that sleeps goes
    //! on sleeping until wake(). Thread: net.
    [[nodiscard]] bool push(base::MessagePtr &message, HandlerEntry &handler);
    //! \brief Wakes the worker where it sleeps and something was pushed. Thread: net.
    void wake();
    //! \brief Takes one completion. Thread: net.
    [[nodiscard]] std::optional<Completion> takeCompletion();
    //! \brief Takes back the message that has waited longest; nothing when all are begun, or the lane is not shared, as
    //! \a shared tells then. Thread: net.
    [[nodiscard]] std::optional<Task> takeOldest(bool &shared);
    //! \brief Messages pushed and not yet taken back as completions. Thread: net.
    [[nodiscard]] quint64 inFlight() const noexcept { return m_pushed - m_taken; }
    [[nodiscard]] bool isFull() const noexcept { return inFlight() >= m_capacity; }
    //! \brief Of those in flight, messages that wait for their handler or are being handled. Thread: net.
    [[nodiscard]] quint64 unfinished() const noexcept { return inFlight() - m_completions.size_approx(); }
    //! \brief Calls begun so far. Thread: any.
    [[nodiscard]] quint64 started() const noexcept { return m_started.load(std::memory_order_acquire); }

    void post(std::function<void()> job) override;
    void postAt(base::SteadyTime due, std::function<void()> job) override { m_jobs.postAt(due, std::move(job)); }
    void atEnd(std::function<void()> job) override { m_jobs.atEnd(std::move(job)); }
    //! \brief Has \a job run when the lane ends, after its last message. Thread: net.
    void postLast(std::function<void()> job) { m_jobs.postLast(std::move(job)); }

    //! \brief Ends the worker after the call it is in and the jobs posted; what is still queued is not handled. Thread:
    //! net.
    void requestStop();

    void run() override;

private:
    //! False when the lane is to stop.
    [[nodiscard]] bool waitForTask(Task &task);
    [[nodiscard]] bool takeTask(Task &task);
    [[nodiscard]] bool hasTask();
    //! Holds the lock where the queue's reading side is shared.
    [[nodiscard]] std::unique_lock<std::mutex> lockReadingSide();
    void handle(Task &task);
    void tellCompletions();
    void sleep();
    void wakeUp();

    base::LaneId m_id;
    quint32 m_capacity;
    CompletionNotifier &m_notifier;
    std::atomic<bool> m_shared; // changed by the worker only, between two messages
    std::mutex m_readingSide; // of m_tasks, while it is shared
    moodycamel::ReaderWriterQueue<Task> m_tasks;
    moodycamel::ReaderWriterQueue<Completion> m_completions;
    LaneJobs m_jobs;
    quint64 m_pushed = 0; // net
    quint64 m_announced = 0; // net: of those pushed, how many the worker was woken for
    quint64 m_taken = 0; // net
    std::atomic<quint64> m_started{0}; // written by the worker
    base::SteadyTime m_lastEnd{}; // worker: when the latest call returned, while tasks follow each other without a wait
    int m_untold = 0; // worker: completions that nobody was told of
    base::SteadyTime m_toldAt{}; // worker
    std::atomic<bool> m_asleep{false};
    QSemaphore m_wakeUp;
    std::atomic<bool> m_stopping{false};
};

} // namespace topicscope::dispatch
