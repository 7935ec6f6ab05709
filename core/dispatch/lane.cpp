// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/lane.h"

#include "base/threadsanitizer.h"

#include <exception>

namespace topicscope::dispatch {

namespace {

std::unique_ptr<base::Error> failureOf(QString text)
{
    return std::make_unique<base::Error>(base::Error{base::ErrorCode::HandlerFailed, std::move(text)});
}

std::unique_ptr<base::Error> callHandler(Handler &handler, const base::Message &message)
{
    try {
        if (auto result = handler.handle(message); !result)
            return std::make_unique<base::Error>(std::move(result.error()));
        return nullptr;
    } catch (const std::exception &exception) {
        return failureOf(QStringLiteral("The handler threw: %1").arg(QString::fromUtf8(exception.what())));
    } catch (...) {
        return failureOf(QStringLiteral("The handler threw something that is no std::exception."));
    }
}

} // namespace

Lane::Lane(base::LaneId id, quint32 capacity, CompletionNotifier &notifier)
    : m_id(id)
    , m_capacity(capacity)
    , m_notifier(notifier)
    , m_tasks(capacity + 1) // one more for the stop task
    , m_completions(64)
{
    setAutoDelete(false);
}

Lane::~Lane() = default;

bool Lane::push(base::MessagePtr &message, HandlerEntry &handler)
{
    if (inFlight() >= m_capacity)
        return false;
    ++m_pushed;
    base::annotateHandOver(&m_tasks);
    // There is room: fewer tasks are queued than are in flight.
    const bool pushed = m_tasks.try_enqueue(Task{std::move(message), &handler});
    Q_ASSERT(pushed);
    Q_UNUSED(pushed);
    return true;
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

void Lane::requestStop()
{
    if (!m_stopping.exchange(true, std::memory_order_acq_rel))
        m_tasks.try_enqueue(Task{});
}

void Lane::run()
{
    for (;;) {
        Task task;
        m_tasks.wait_dequeue(task);
        base::annotateTakeOver(&m_tasks);
        if (m_stopping.load(std::memory_order_acquire) || task.handler == nullptr)
            return;
        handle(task);
    }
}

void Lane::handle(Task &task)
{
    using base::MessageState;
    const base::Message &message = *task.message;
    const base::HandlerId handlerId = task.handler->id;
    m_started.fetch_add(1, std::memory_order_acq_rel);
    message.settle({.state = MessageState::Running, .handler = handlerId, .latency = {}});

    const auto begin = base::SteadyClock::now();
    auto error = callHandler(task.handler->instanceFor(m_id), message);
    const auto latency = base::SteadyClock::now() - begin;

    message.settle({.state = error ? MessageState::Failed : MessageState::Handled, .handler = handlerId, .latency = latency});
    base::annotateHandOver(&m_completions);
    m_completions.enqueue(Completion{std::move(task.message), task.handler, latency, std::move(error)});
    m_notifier.completionsReady();
}

} // namespace topicscope::dispatch
