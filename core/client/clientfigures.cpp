// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/clientfigures.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>

namespace topicscope::client {

using base::MessageState;

namespace {

// So many are copied before net may go on, and so many in one refresh: what is left comes with the next.
constexpr quint32 topicsAtOnce = 2'000;
constexpr std::size_t maxRefreshedTopics = 50'000;
constexpr std::size_t handlersAtOnce = 64;
constexpr std::size_t maxRefreshedHandlers = 5'000;

TopicFigures figuresOf(const stats::TopicStats::Entry &topic)
{
    return {.id = topic.id,
            .messages = topic.messages,
            .bytes = topic.bytes,
            .duplicates = topic.duplicates,
            .failures = topic.failures,
            .lastAt = topic.lastAt};
}

//! Lets those in who wait for the lock.
void pass(std::unique_lock<std::mutex> &lock)
{
    lock.unlock();
    std::this_thread::yield();
    lock.lock();
}

} // namespace

void ClientFigures::countReceived(std::span<const base::MessagePtr> messages, std::span<const base::Sighting> firsts,
                                  quint64 filterHeld)
{
    const std::lock_guard lock(m_mutex);
    for (std::size_t i = 0; i < messages.size(); ++i) {
        countReceivedLocked(*messages[i]);
        if (firsts[i].sequence.value != 0)
            countRepeatedLocked(*messages[i], firsts[i]);
    }
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

void ClientFigures::countRepeatedLocked(const base::Message &message, const base::Sighting &first)
{
    ++m_ledger.repeated;
    m_topics.addDuplicate(message.topicId());
    m_duplicates.add(message, first);
    m_duplicateRate.add(1, message.receivedAt());
}

void ClientFigures::noteFilter(bool enabled, quint64 window, quint64 held)
{
    const std::lock_guard lock(m_mutex);
    m_filterEnabled = enabled;
    m_filterWindow = window;
    m_filterHeld = held;
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
    listHandler(completion.handler->id.value);
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

void ClientFigures::countAcknowledgementRefused()
{
    const std::lock_guard lock(m_mutex);
    --m_ledger.ackPending;
    ++m_ledger.ackRefused;
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

void ClientFigures::countProtocolErrors(quint64 count)
{
    const std::lock_guard lock(m_mutex);
    m_ledger.protocolErrors += count;
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

void ClientFigures::copyTotalsLocked(ClientSnapshot &snapshot, const std::function<quint64()> &started) const
{
    snapshot.at = base::SteadyClock::now();
    snapshot.ledger = ledgerLocked(started);
    snapshot.receivedPerSecond = m_receivedRate.ratePerSecond(snapshot.at);
    snapshot.handledPerSecond = m_handledRate.ratePerSecond(snapshot.at);
    snapshot.duplicatesPerSecond = m_duplicateRate.ratePerSecond(snapshot.at);
    snapshot.filter.enabled = m_filterEnabled;
    snapshot.filter.window = m_filterWindow;
    snapshot.filter.held = m_filterHeld;
    snapshot.handlerLatency = m_handlerLatency;
    snapshot.ackLatency = m_ackLatency;
    snapshot.lastProblem = m_lastProblem;
}

void ClientFigures::copyDuplicatesLocked(ClientSnapshot &snapshot) const
{
    snapshot.filter.hits = m_ledger.repeated;
    snapshot.filter.recent.clear();
    for (const stats::DuplicateLog::Entry &entry : m_duplicates.entries())
        snapshot.filter.recent.push_back({.messageId = QString::fromUtf8(entry.id),
                                          .producer = QString::fromUtf8(entry.producer),
                                          .topic = entry.topic,
                                          .hits = entry.hits,
                                          .first = entry.first,
                                          .last = entry.last,
                                          .lastAt = entry.lastAt});
}

void ClientFigures::copyHandlerLocked(ClientSnapshot &snapshot, std::size_t id) const
{
    if (id > snapshot.handlers.size())
        snapshot.handlers.resize(id);
    const HandlerCounts &counts = m_handlers[id];
    HandlerFigures &figures = snapshot.handlers[id - 1]; // there is no handler 0
    figures.calls = counts.calls;
    figures.failures = counts.failures;
    figures.timeouts = counts.timeouts;
    figures.withheld = counts.withheld;
    figures.retries = counts.retries;
    figures.lastError = counts.lastError;
    figures.latency = counts.latency;
}

ClientSnapshot ClientFigures::snapshot(const std::function<quint64()> &started) const
{
    ClientSnapshot snapshot;
    std::unique_lock lock(m_mutex);
    copyTotalsLocked(snapshot, started);
    copyDuplicatesLocked(snapshot);
    for (quint32 from = 0; from < m_topics.idEnd(); from += topicsAtOnce) {
        for (const stats::TopicStats::Entry &topic : m_topics.entries(from, topicsAtOnce))
            snapshot.topics.push_back(figuresOf(topic));
        pass(lock);
    }
    for (std::size_t id = 1; id < m_handlers.size(); ++id) {
        copyHandlerLocked(snapshot, id);
        if (id % handlersAtOnce == 0)
            pass(lock);
    }
    return snapshot;
}

void ClientFigures::refresh(ClientSnapshot &snapshot, const std::function<quint64()> &started)
{
    static std::atomic<quint64> latest{0}; // of all clients, so that none takes another's snapshot for its own
    std::unique_lock lock(m_mutex);
    const bool follows = snapshot.refreshed != 0 && snapshot.refreshed == m_refreshed;
    snapshot.refreshed = m_refreshed = ++latest;
    copyTotalsLocked(snapshot, started);
    if (!follows || snapshot.filter.hits != m_ledger.repeated) // every hit counts there
        copyDuplicatesLocked(snapshot);
    snapshot.changedHandlers.clear();
    if (!follows) {
        snapshot.handlers.clear();
        snapshot.handlersKnown = snapshot.removalsKnown = 0;
        m_topics.listAll();
        for (std::size_t id = 1; id < m_handlers.size(); ++id)
            listHandler(static_cast<quint32>(id));
    }
    refreshTopics(snapshot, lock);
    refreshHandlers(snapshot, lock);
}

void ClientFigures::refreshTopics(ClientSnapshot &snapshot, std::unique_lock<std::mutex> &lock)
{
    snapshot.topics.clear();
    std::size_t wanted = std::min(m_topics.changed(), maxRefreshedTopics); // what comes meanwhile comes next time
    while (wanted > 0) {
        const auto taken = m_topics.takeChanged(std::min<std::size_t>(wanted, topicsAtOnce));
        if (taken.empty())
            break;
        if (wanted > taken.size())
            lock.unlock();
        std::transform(taken.begin(), taken.end(), std::back_inserter(snapshot.topics), figuresOf);
        if (!lock.owns_lock())
            lock.lock();
        wanted -= taken.size();
    }
    snapshot.topicsWaiting = m_topics.changed();
}

void ClientFigures::refreshHandlers(ClientSnapshot &snapshot, std::unique_lock<std::mutex> &lock)
{
    for (std::size_t left = std::min(m_changedHandlers.size(), maxRefreshedHandlers); left > 0; --left) {
        const quint32 id = m_changedHandlers.front();
        m_changedHandlers.pop_front();
        m_handlers[id].listed = false;
        copyHandlerLocked(snapshot, id);
        snapshot.changedHandlers.push_back(id - 1);
        if (left % handlersAtOnce == 0)
            pass(lock);
    }
}

void ClientFigures::listHandler(quint32 id)
{
    HandlerCounts &counts = m_handlers[id];
    if (counts.listed)
        return;
    counts.listed = true;
    m_changedHandlers.push_back(id);
}

} // namespace topicscope::client
