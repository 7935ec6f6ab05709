// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/lane.h"

#include "base/threadsanitizer.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace topicscope::dispatch {

namespace {

// The queues grow by blocks, up to what may be in flight.
constexpr std::size_t queueBlock = 64;
constexpr int untoldCompletions = 32;
constexpr std::chrono::microseconds untoldTime{500};

std::unique_ptr<base::Error> failureOf(QString text)
{
    return std::make_unique<base::Error>(base::Error{base::ErrorCode::HandlerFailed, std::move(text)});
}

std::unique_ptr<base::Error> callHandler(Handler &handler, const base::Message &message, Verdict &verdict)
{
    try {
        const auto result = handler.handle(message);
        if (!result)
            return std::make_unique<base::Error>(result.error());
        verdict = *result;
        return nullptr;
    } catch (const std::exception &exception) {
        return failureOf(QStringLiteral("The handler threw: %1").arg(QString::fromUtf8(exception.what())));
    } catch (...) {
        return failureOf(QStringLiteral("The handler threw something that is no std::exception."));
    }
}

} // namespace

Lane::Lane(base::LaneId id, quint32 capacity, CompletionNotifier &notifier, bool shared)
    : m_id(id),
      m_capacity(capacity),
      m_notifier(notifier),
      m_shared(shared),
      m_tasks(queueBlock),
      m_completions(queueBlock)
{
    setAutoDelete(false);
}

Lane::~Lane() = default;

bool Lane::push(base::MessagePtr &message, HandlerEntry &handler)
{
    if (isFull())
        return false;
    ++m_pushed;
    base::annotateHandOver(&m_tasks);
    m_tasks.enqueue(Task{std::move(message), &handler});
    return true;
}

void Lane::wake()
{
    if (std::exchange(m_announced, m_pushed) == m_pushed)
        return;
    wakeUp();
}

void Lane::wakeUp()
{
    // An exchange on both sides: either the worker sees what was pushed before it sleeps, or it is seen asleep here.
    if (m_asleep.exchange(false, std::memory_order_seq_cst))
        m_wakeUp.release();
}

void Lane::post(std::function<void()> job)
{
    m_jobs.post(std::move(job));
    wakeUp();
}

std::optional<Completion> Lane::takeCompletion()
{
    Completion completion;
    if (!m_completions.try_dequeue(completion))
        return std::nullopt;
    base::annotateTakeOver(&m_completions);
    ++m_taken;
    return completion;
}

void Lane::setShared(bool shared)
{
    // By the worker: it alone knows that it is not taking from the queue. Ending it waits for a takeOldest() under way.
    post([this, shared] {
        const std::lock_guard lock(m_readingSide);
        m_shared.store(shared, std::memory_order_release);
    });
}

void Lane::requestStop()
{
    m_stopping.store(true, std::memory_order_release);
    wakeUp();
}

void Lane::run()
{
    for (Task task; waitForTask(task); task = {})
        handle(task);
    m_jobs.finish();
}

std::unique_lock<std::mutex> Lane::lockReadingSide()
{
    return m_shared.load(std::memory_order_relaxed) ? std::unique_lock(m_readingSide) : std::unique_lock<std::mutex>();
}

std::optional<Lane::Task> Lane::takeOldest(bool &shared)
{
    const std::lock_guard lock(m_readingSide);
    Task task;
    shared = m_shared.load(std::memory_order_relaxed);
    if (!shared || !m_tasks.try_dequeue(task))
        return std::nullopt;
    base::annotateTakeOver(&m_tasks);
    ++m_taken;
    return task;
}

bool Lane::hasTask()
{
    const auto lock = lockReadingSide();
    return m_tasks.peek() != nullptr;
}

bool Lane::takeTask(Task &task)
{
    const auto lock = lockReadingSide();
    if (!m_tasks.try_dequeue(task))
        return false;
    base::annotateTakeOver(&m_tasks);
    return true;
}

bool Lane::waitForTask(Task &task)
{
    while (!m_stopping.load(std::memory_order_acquire)) {
        const bool taken = takeTask(task);
        // After taking: a handler is started before its first message is pushed, so before that is handled here.
        if (m_jobs.run())
            m_lastEnd = {};
        if (taken)
            return true;
        tellCompletions();
        m_lastEnd = {};
        sleep();
    }
    return false;
}

void Lane::sleep()
{
    m_asleep.exchange(true, std::memory_order_seq_cst);
    const bool anything = hasTask() || m_jobs.hasPosted() || m_stopping.load(std::memory_order_acquire);
    // Awake again by itself, unless somebody has just decided to wake it: then that is waited for.
    if (anything) {
        if (!m_asleep.exchange(false, std::memory_order_seq_cst))
            m_wakeUp.acquire();
        return;
    }
    const auto due = m_jobs.nextDue();
    if (!due) {
        m_wakeUp.acquire();
        return;
    }
    constexpr std::chrono::milliseconds longest = std::chrono::hours(1); // more than that does no harm
    const auto wait = std::clamp(std::chrono::ceil<std::chrono::milliseconds>(*due - base::SteadyClock::now()),
                                 std::chrono::milliseconds(0), longest);
    if (!m_wakeUp.tryAcquire(1, static_cast<int>(wait.count())) && !m_asleep.exchange(false, std::memory_order_seq_cst))
        m_wakeUp.acquire();
}

void Lane::handle(Task &task)
{
    using base::MessageState;
    const base::Message &message = *task.message;
    const base::HandlerId handlerId = task.handler->id;
    m_started.store(m_started.load(std::memory_order_relaxed) + 1, std::memory_order_release);
    message.settle({.state = MessageState::Running, .handler = handlerId, .latency = {}});

    const base::SteadyTime begin = m_lastEnd == base::SteadyTime() ? base::SteadyClock::now() : m_lastEnd;
    Verdict verdict{};
    auto error = callHandler(task.handler->instanceFor(m_id), message, verdict);
    m_lastEnd = base::SteadyClock::now();
    const auto latency = m_lastEnd - begin;

    const MessageState state = !error                                    ? MessageState::Handled
                               : error->code == base::ErrorCode::Timeout ? MessageState::TimedOut
                                                                         : MessageState::Failed;
    message.settle({.state = state, .handler = handlerId, .latency = latency});
    base::annotateHandOver(&m_completions);
    m_completions.enqueue(Completion{std::move(task.message), task.handler, latency, verdict, std::move(error)});
    if (++m_untold >= untoldCompletions || m_lastEnd - m_toldAt >= untoldTime)
        tellCompletions();
}

void Lane::tellCompletions()
{
    if (std::exchange(m_untold, 0) == 0)
        return;
    m_toldAt = m_lastEnd;
    m_notifier.completionsReady();
}

} // namespace topicscope::dispatch
