// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/clientfigures.h"

namespace topicscope::client {

using base::MessageState;

void ClientFigures::countReceived(std::span<const base::MessagePtr> messages, quint64 filterHeld)
{
    const std::lock_guard lock(m_mutex);
    for (const base::MessagePtr &message : messages)
        countReceivedLocked(*message);
    m_filterHeld = filterHeld;
}

void ClientFigures::countReceivedLocked(const base::Message &message)
{
    ++m_ledger.received;
    m_receivedRate.add(1, message.receivedAt());
    switch (message.outcome().state) {
    case MessageState::Malformed:
        ++m_ledger.malformed;
        m_lastProblem = message.error().text;
        return;
    case MessageState::Duplicate:
        ++m_ledger.duplicate;
        m_topics.addDuplicate(message.topicId());
        m_duplicates.add(message.id(), message.topicId(), message.receivedWallTime());
        m_duplicateRate.add(1, message.receivedAt());
        break;
    case MessageState::Unrouted:
        ++m_ledger.unrouted;
        break;
    default:
        ++m_offered;
        break;
    }
    m_topics.addMessage(message);
}

void ClientFigures::countDropped()
{
    const std::lock_guard lock(m_mutex);
    --m_offered;
    ++m_ledger.dropped;
}

void ClientFigures::countCompleted(std::span<const dispatch::Completion> completions)
{
    const std::lock_guard lock(m_mutex);
    m_completed += completions.size();
    quint64 handled = 0;
    quint64 withheld = 0;
    for (const dispatch::Completion &completion : completions) {
        countCall(completion);
        if (completion.error) {
            ++failuresIn(completion.message->outcome().state);
            m_topics.addFailure(completion.message->topicId());
            continue;
        }
        ++handled;
        withheld += completion.verdict == dispatch::Verdict::Withhold ? 1 : 0;
    }
    m_ledger.handled += handled;
    m_ledger.ackWithheld += withheld;
    m_ledger.ackPending += handled - withheld;
    m_handledRate.add(handled, base::SteadyClock::now());
}

ClientFigures::HandlerCounts &ClientFigures::countCall(const dispatch::Completion &completion)
{
    HandlerCounts &counts = handlerCounts(completion.handler->id);
    ++counts.calls;
    counts.latency.record(completion.latency);
    m_handlerLatency.record(completion.latency);
    if (completion.error) {
        ++(completion.error->code == base::ErrorCode::Timeout ? counts.timeouts : counts.failures);
        counts.lastError = completion.error->text;
    } else if (completion.verdict == dispatch::Verdict::Withhold) {
        ++counts.withheld;
    }
    return counts;
}

quint64 &ClientFigures::failuresIn(MessageState state)
{
    return state == MessageState::TimedOut ? m_ledger.timedOut : m_ledger.failed;
}

void ClientFigures::countRetried(std::span<const dispatch::Completion> completions)
{
    const std::lock_guard lock(m_mutex);
    m_completed += completions.size();
    m_offered += completions.size(); // queued again
    m_ledger.retried += completions.size();
    m_ledger.retryWaiting += completions.size();
    for (const dispatch::Completion &completion : completions)
        ++countCall(completion).retries;
}

void ClientFigures::countRetriesDue(quint64 count)
{
    const std::lock_guard lock(m_mutex);
    m_ledger.retryWaiting -= count;
}

void ClientFigures::countGivenUp(const base::Message &message)
{
    const std::lock_guard lock(m_mutex);
    --m_ledger.retryWaiting;
    --m_offered;
    ++failuresIn(message.outcome().state);
    m_topics.addFailure(message.topicId());
}

void ClientFigures::countRerun(const base::Message &message)
{
    const std::lock_guard lock(m_mutex);
    --failuresIn(message.outcome().state);
    ++m_offered;
    ++m_ledger.rerun;
}

void ClientFigures::countAcknowledged(std::span<const std::chrono::nanoseconds> latencies)
{
    const std::lock_guard lock(m_mutex);
    m_ledger.ackPending -= latencies.size();
    m_ledger.acked += latencies.size();
    for (const std::chrono::nanoseconds latency : latencies)
        m_ackLatency.record(latency);
}

void ClientFigures::countAcknowledgementsReturned(quint64 count)
{
    const std::lock_guard lock(m_mutex);
    m_ledger.acked -= count;
    m_ledger.ackPending += count;
}

void ClientFigures::countAcknowledgementsLost(quint64 count)
{
    const std::lock_guard lock(m_mutex);
    m_ledger.ackPending -= count;
    m_ledger.ackLost += count;
}

void ClientFigures::countAcknowledgementRepeated()
{
    const std::lock_guard lock(m_mutex);
    ++m_ledger.ackRepeated;
}

void ClientFigures::countOtherEvent()
{
    const std::lock_guard lock(m_mutex);
    ++m_ledger.otherEvents;
}

void ClientFigures::countProtocolError(const base::Error &error)
{
    const std::lock_guard lock(m_mutex);
    ++m_ledger.protocolErrors;
    m_lastProblem = error.text;
}

ClientFigures::HandlerCounts &ClientFigures::handlerCounts(base::HandlerId id)
{
    if (id.value >= m_handlers.size())
        m_handlers.resize(id.value + 1);
    return m_handlers[id.value];
}

stats::Ledger ClientFigures::ledgerLocked(const std::function<quint64()> &started) const
{
    // A call counts as begun before it counts as completed and after it counts as offered, so neither difference
    // can be negative as long as the begun calls are read while the other two stand still.
    const quint64 begun = started();
    stats::Ledger ledger = m_ledger;
    ledger.queued = m_offered - begun;
    ledger.running = begun - m_completed;
    return ledger;
}

stats::Ledger ClientFigures::ledger(const std::function<quint64()> &started) const
{
    const std::lock_guard lock(m_mutex);
    return ledgerLocked(started);
}

ClientSnapshot ClientFigures::snapshot(const std::function<quint64()> &started) const
{
    const std::lock_guard lock(m_mutex);
    ClientSnapshot snapshot;
    snapshot.at = base::SteadyClock::now();
    snapshot.ledger = ledgerLocked(started);
    snapshot.receivedPerSecond = m_receivedRate.ratePerSecond(snapshot.at);
    snapshot.handledPerSecond = m_handledRate.ratePerSecond(snapshot.at);
    snapshot.duplicatesPerSecond = m_duplicateRate.ratePerSecond(snapshot.at);
    for (const stats::TopicStats::Entry &topic : m_topics.entries()) {
        snapshot.topics.push_back({.id = topic.id,
                                   .messages = topic.messages,
                                   .bytes = topic.bytes,
                                   .duplicates = topic.duplicates,
                                   .failures = topic.failures,
                                   .ratePerSecond = topic.rate.ratePerSecond(snapshot.at),
                                   .lastAt = topic.lastAt});
    }
    snapshot.handlers.resize(m_handlers.size());
    for (std::size_t i = 0; i < m_handlers.size(); ++i) {
        const HandlerCounts &counts = m_handlers[i];
        HandlerFigures &figures = snapshot.handlers[i];
        figures.id = base::HandlerId{static_cast<quint32>(i)};
        figures.calls = counts.calls;
        figures.failures = counts.failures;
        figures.timeouts = counts.timeouts;
        figures.withheld = counts.withheld;
        figures.retries = counts.retries;
        figures.lastError = counts.lastError;
        figures.latency = counts.latency;
    }
    snapshot.filter.held = m_filterHeld;
    snapshot.filter.hits = m_ledger.duplicate;
    for (const stats::DuplicateLog::Entry &entry : m_duplicates.entries())
        snapshot.filter.recent.push_back({.messageId = QString::fromUtf8(entry.id), .topic = entry.topic, .hits = entry.hits, .lastAt = entry.lastAt});
    snapshot.handlerLatency = m_handlerLatency;
    snapshot.ackLatency = m_ackLatency;
    snapshot.lastProblem = m_lastProblem;
    return snapshot;
}

} // namespace topicscope::client
