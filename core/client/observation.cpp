// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/observation.h"

#include "base/bytes.h"

#include <QHash>
#include <QRandomGenerator>

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include <xxhash.h>

namespace topicscope::client {

using base::textOf;

namespace {

constexpr quint32 shared = 0; // index of the topic, and of the row, that those past the bounds share
constexpr std::size_t maxSpans = 64; // of a row; what is older and was missed stays so
constexpr quint64 suspended = std::numeric_limits<quint64>::max();

} // namespace

Observation::Observation(const ObservationSettings &settings)
    : m_settings(settings), m_seed(QRandomGenerator::system()->generate64())
{
    reset();
}

void Observation::reset()
{
    m_entries.clear();
    m_index.clear();
    m_first = m_nextDue = 0;
    m_marks = 0;
    m_totals = {};
    m_messageRate = {};
    m_consumptionRate = {};
    m_topics.assign(1, {});
    m_topicIndex.clear();
    m_rows.assign(1, {});
    m_rowIndex.clear();
}

Observation::Key Observation::keyOf(std::string_view id) const noexcept
{
    const XXH128_hash_t hash = XXH3_128bits_withSeed(id.data(), id.size(), m_seed);
    return {.low = hash.low64, .high = hash.high64};
}

Observation::Entry *Observation::find(const Key &key)
{
    const auto found = m_index.find(key);
    return found == m_index.end() ? nullptr : &m_entries[found->second - m_first];
}

Observation::Entry &Observation::append(const Key &key, quint32 topic, base::SteadyTime now)
{
    while (m_entries.size() >= m_settings.maxMessages || (m_marks >= m_settings.maxConsumptions && !m_entries.empty()))
        evict();
    m_index.emplace(key, m_first + m_entries.size());
    Entry &entry = m_entries.emplace_back();
    entry.key = key;
    entry.topic = topic;
    entry.seenAt = now;
    return entry;
}

void Observation::evict()
{
    const Entry &oldest = m_entries.front();
    ++m_totals.evicted;
    if (oldest.published && !oldest.judged)
        ++m_totals.unjudged;
    m_marks -= oldest.marks.size();
    m_index.erase(oldest.key);
    m_entries.pop_front();
    m_nextDue = std::max(m_nextDue, ++m_first);
}

quint32 Observation::topicIndex(std::string_view name)
{
    m_name.assign(name);
    if (const auto found = m_topicIndex.find(m_name); found != m_topicIndex.end())
        return found->second;
    if (m_topics.size() > m_settings.maxTopics)
        return shared;
    const auto index = static_cast<quint32>(m_topics.size());
    Topic &topic = m_topics.emplace_back();
    topic.name = m_name;
    topic.text = textOf(m_name);
    m_topicIndex.emplace(m_name, index);
    return index;
}

quint32 Observation::rowIndex(std::string_view consumer, quint32 topic)
{
    m_name.assign(consumer);
    m_name.append(1, '\0').append(m_topics[topic].name);
    if (const auto found = m_rowIndex.find(m_name); found != m_rowIndex.end())
        return found->second;
    if (m_rows.size() > m_settings.maxRows || topic == shared)
        return shared;
    const auto index = static_cast<quint32>(m_rows.size());
    Row &row = m_rows.emplace_back();
    row.consumer.assign(consumer);
    row.topic = topic;
    row.firstMessage = suspended;
    row.figures.consumer = textOf(consumer);
    row.figures.topic = m_topics[topic].text;
    m_topics[topic].rows.push_back(index);
    m_rowIndex.emplace(m_name, index);
    return index;
}

//! Counts the time from \a published to \a consumed; \a alreadyLate: its time was up when the consumption came.
std::chrono::microseconds Observation::record(Row &row, base::WallTime published, base::WallTime consumed,
                                              bool alreadyLate)
{
    // The clock is the server's own, but it may be set while it runs.
    const auto latency = std::max(consumed - published, std::chrono::microseconds(0));
    row.figures.latency.record(latency);
    const bool late = latency > m_settings.lateAfter;
    if (late && !alreadyLate)
        ++row.figures.late;
    else if (!late && alreadyLate)
        --row.figures.late; // the server was in time, its broadcast was not
    return latency;
}

void Observation::addMessage(const protocol::Broadcast &broadcast, base::SteadyTime now)
{
    ++m_totals.messages;
    m_messageRate.add(1, now);
    const quint32 topic = topicIndex(broadcast.topic);
    ++m_topics[topic].published;
    if (broadcast.messageId.empty()) {
        ++m_totals.withoutId;
        return;
    }
    const Key key = keyOf(broadcast.messageId);
    Entry *entry = find(key);
    if (entry == nullptr) {
        append(key, topic, now).published = broadcast.at;
        return;
    }
    if (entry->published) {
        ++m_totals.republished;
        return;
    }
    // A consumer was faster than the broadcast.
    entry->published = broadcast.at;
    entry->topic = topic;
    for (const Mark &mark : entry->marks) {
        --m_rows[mark.row].figures.unmatched;
        record(m_rows[mark.row], *broadcast.at, mark.at, false);
    }
}

Observation::Verdict Observation::addConsumption(const protocol::Broadcast &broadcast, base::SteadyTime now)
{
    ++m_totals.consumptions;
    m_consumptionRate.add(1, now);
    const quint32 index = rowIndex(broadcast.consumer, topicIndex(broadcast.topic));
    Row &row = m_rows[index];
    ++row.figures.consumptions;
    row.figures.lastAt = *broadcast.at;
    if (row.firstMessage == suspended)
        row.firstMessage = m_first + m_entries.size();
    if (broadcast.messageId.empty()) {
        ++row.figures.unmatched;
        return {};
    }
    while (m_marks >= m_settings.maxConsumptions && !m_entries.empty())
        evict();
    const Key key = keyOf(broadcast.messageId);
    Entry *entry = find(key);
    if (entry == nullptr)
        entry = &append(key, row.topic, now);
    if (std::exchange(entry->unconsumed, false))
        --m_topics[entry->topic].unconsumed;

    const auto mark = std::lower_bound(entry->marks.begin(), entry->marks.end(), index,
                                       [](const Mark &each, quint32 wanted) { return each.row < wanted; });
    if (mark != entry->marks.end() && mark->row == index) {
        const auto latency = entry->published ? std::optional(*broadcast.at - *entry->published) : std::nullopt;
        const bool doubled = index != shared; // of those past the bound, nobody knows who it was
        row.figures.doubled += doubled ? 1 : 0;
        return {.latency = latency, .doubled = doubled};
    }
    entry->marks.insert(mark, {.row = index, .at = *broadcast.at});
    ++m_marks;
    if (!entry->published) {
        ++row.figures.unmatched;
        return {};
    }
    const bool wasMissed = index != shared && wasExpected(row, *entry, m_index.at(key));
    row.figures.missing -= wasMissed ? 1 : 0;
    return {.latency = record(row, *entry->published, *broadcast.at, wasMissed)};
}

void Observation::addClient(const protocol::Broadcast &broadcast)
{
    if (m_clients.size() >= m_settings.maxClients)
        return;
    m_clients.push_back(
        {.consumer = textOf(broadcast.consumer), .topic = textOf(broadcast.topic), .connectedAt = broadcast.at});
}

void Observation::removeClient(const protocol::Broadcast &broadcast)
{
    const QString consumer = textOf(broadcast.consumer);
    const QString topic = textOf(broadcast.topic);
    const auto gone = std::find_if(m_clients.begin(), m_clients.end(), [&](const ObservedClient &client) {
        return client.consumer == consumer && client.topic == topic;
    });
    if (gone == m_clients.end())
        return;
    m_clients.erase(gone);
    suspend(broadcast.topic == "*" ? std::string_view() : broadcast.topic);
}

void Observation::setClients(std::vector<ObservedClient> clients)
{
    m_clients = std::move(clients);
    if (m_clients.size() > m_settings.maxClients)
        m_clients.resize(m_settings.maxClients);
}

void Observation::interrupt()
{
    for (; m_nextDue < m_first + m_entries.size(); ++m_nextDue) {
        Entry &entry = m_entries[m_nextDue - m_first];
        entry.judged = true;
        m_totals.unjudged += entry.published ? 1 : 0;
    }
    m_clients.clear();
    suspend({});
}

//! A consumer bears the name of a handler, not of its client: who of them left with a client of \a topic is not known.
//! Those that did not are expected again from their next consumption on. An empty \a topic means all.
void Observation::suspend(std::string_view topic)
{
    for (Row &row : m_rows) {
        if (row.firstMessage == suspended || (!topic.empty() && m_topics[row.topic].name != topic))
            continue;
        std::erase_if(row.spans, [this](const Span &span) { return span.end <= m_first; });
        if (row.firstMessage < m_nextDue)
            row.spans.push_back({.from = row.firstMessage, .end = m_nextDue});
        if (row.spans.size() > maxSpans)
            row.spans.erase(row.spans.begin());
        row.firstMessage = suspended;
    }
}

Observation::Judged Observation::judge(base::SteadyTime now)
{
    Judged judged;
    for (; m_nextDue < m_first + m_entries.size(); ++m_nextDue) {
        Entry &entry = m_entries[m_nextDue - m_first];
        if (now - entry.seenAt < m_settings.lateAfter)
            break;
        if (judged.steps >= maxSteps) {
            judged.more = true;
            break;
        }
        ++judged.steps;
        entry.judged = true;
        if (entry.published)
            judged.steps += judgeEntry(entry, m_nextDue);
    }
    return judged;
}

std::size_t Observation::judgeEntry(Entry &entry, quint64 number)
{
    Topic &topic = m_topics[entry.topic];
    entry.expected = true;
    if (entry.marks.empty()) {
        entry.unconsumed = true;
        ++topic.unconsumed;
    }
    // Both are in order of rows.
    auto mark = entry.marks.cbegin();
    for (const quint32 index : topic.rows) {
        while (mark != entry.marks.cend() && mark->row < index)
            ++mark;
        Row &row = m_rows[index];
        if (number < row.firstMessage || (mark != entry.marks.cend() && mark->row == index))
            continue;
        ++row.figures.late;
        ++row.figures.missing;
    }
    return topic.rows.size() + entry.marks.size();
}

bool Observation::wasExpected(const Row &row, const Entry &entry, quint64 number) const
{
    if (!entry.expected || row.topic != entry.topic)
        return false;
    return number >= row.firstMessage || std::any_of(row.spans.begin(), row.spans.end(), [number](const Span &span) {
               return number >= span.from && number < span.end;
           });
}

ObserverSnapshot Observation::snapshot(base::SteadyTime now) const
{
    ObserverSnapshot snapshot;
    refresh(snapshot, now);
    return snapshot;
}

void Observation::refresh(ObserverSnapshot &snapshot, base::SteadyTime now) const
{
    snapshot.at = now;
    snapshot.totals = m_totals;
    snapshot.open = m_first + m_entries.size() - m_nextDue;
    snapshot.messagesPerSecond = m_messageRate.ratePerSecond(now);
    snapshot.consumptionsPerSecond = m_consumptionRate.ratePerSecond(now);
    snapshot.clients = m_clients;
    const bool others = m_rows[shared].figures.consumptions > 0;
    snapshot.consumers.resize(m_rows.size() - (others ? 0 : 1));
    for (std::size_t i = 1; i < m_rows.size(); ++i) {
        if (ConsumptionFigures &known = snapshot.consumers[i - 1]; !known.isLike(m_rows[i].figures))
            known = m_rows[i].figures;
    }
    if (others) {
        snapshot.consumers.back() = m_rows[shared].figures;
        snapshot.consumers.back().consumer = QStringLiteral("(other consumers)");
    }
    snapshot.topics.clear();
    for (std::size_t i = 1; i < m_topics.size(); ++i)
        snapshot.topics.push_back(
            {.topic = m_topics[i].text, .published = m_topics[i].published, .unconsumed = m_topics[i].unconsumed});
    if (m_topics[shared].published > 0)
        snapshot.topics.push_back({.topic = QStringLiteral("(other topics)"),
                                   .published = m_topics[shared].published,
                                   .unconsumed = m_topics[shared].unconsumed});
}

bool ConsumptionFigures::isLike(const ConsumptionFigures &other) const
{
    const auto counts = [](const ConsumptionFigures &figures) {
        return std::tuple(figures.consumptions, figures.doubled, figures.late, figures.missing, figures.unmatched,
                          figures.latency.count());
    };
    return counts(*this) == counts(other) && consumer == other.consumer && topic == other.topic;
}

std::vector<ConsumptionFigures> byConsumer(const std::vector<ConsumptionFigures> &rows)
{
    std::vector<ConsumptionFigures> sums;
    QHash<QString, std::size_t> index;
    for (const ConsumptionFigures &row : rows) {
        const auto known = index.constFind(row.consumer);
        if (known == index.constEnd()) {
            index.insert(row.consumer, sums.size());
            sums.push_back(row);
            continue;
        }
        ConsumptionFigures &sum = sums[*known];
        sum.topic.clear();
        sum.consumptions += row.consumptions;
        sum.doubled += row.doubled;
        sum.late += row.late;
        sum.missing += row.missing;
        sum.unmatched += row.unmatched;
        sum.latency.add(row.latency);
        sum.lastAt = std::max(sum.lastAt, row.lastAt);
    }
    return sums;
}

} // namespace topicscope::client
