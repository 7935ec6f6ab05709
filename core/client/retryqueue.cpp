// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/retryqueue.h"

#include <QRandomGenerator>

namespace topicscope::client {

bool RetryQueue::add(dispatch::Completion &completion, base::SteadyTime now, std::optional<base::SteadyTime> deadline)
{
    const dispatch::RetryPolicy &policy = completion.handler->retry;
    if (policy.attempts == 0 || m_waiting.size() >= maxWaiting)
        return false;
    const auto known = m_calls.find(completion.message.constData());
    const int calls = known == m_calls.end() ? 1 : known->second + 1;
    if (calls > policy.attempts)
        return false;
    const base::SteadyTime due = now + policy.delay(calls, QRandomGenerator::global()->generateDouble());
    if (deadline && due > *deadline)
        return false;
    m_calls[completion.message.constData()] = calls;
    m_budget.add(completion.message->memoryCost());
    m_waiting.emplace(due, Waiting{.message = completion.message,
                                   .handler = completion.handler,
                                   .error = *completion.error,
                                   .calls = calls});
    return true;
}

int RetryQueue::finish(const base::Message &message)
{
    const auto known = m_calls.find(&message);
    if (known == m_calls.end())
        return 1;
    const int calls = known->second + 1;
    m_calls.erase(known);
    return calls;
}

std::optional<base::SteadyTime> RetryQueue::nextDue() const
{
    return m_waiting.empty() ? std::nullopt : std::optional(m_waiting.begin()->first);
}

std::optional<RetryQueue::Waiting> RetryQueue::takeDue(base::SteadyTime now)
{
    if (m_waiting.empty() || m_waiting.begin()->first > now)
        return std::nullopt;
    return take(m_waiting.begin());
}

std::optional<RetryQueue::Waiting> RetryQueue::takeAfter(base::SteadyTime deadline)
{
    const auto first = m_waiting.upper_bound(deadline);
    if (first == m_waiting.end())
        return std::nullopt;
    Waiting waiting = take(first);
    m_calls.erase(waiting.message.constData());
    return waiting;
}

RetryQueue::Waiting RetryQueue::take(ByTime::iterator waiting)
{
    auto node = m_waiting.extract(waiting);
    m_budget.remove(node.mapped().message->memoryCost());
    return std::move(node.mapped());
}

} // namespace topicscope::client
