// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stats/topicstats.h"

#include "base/topicregistry.h"

#include <algorithm>
#include <iterator>

namespace topicscope::stats {

namespace {

bool seen(const TopicStats::Entry &topic)
{
    return topic.messages > 0;
}

} // namespace

TopicStats::Entry &TopicStats::entry(base::TopicId id)
{
    if (id == base::TopicRegistry::overflowId()) {
        m_overflow.id = id;
        return m_overflow;
    }
    if (id.value >= m_entries.size())
        m_entries.resize(id.value + 1);
    Entry &found = m_entries[id.value];
    found.id = id;
    return found;
}

void TopicStats::list(Entry &topic)
{
    if (topic.listed)
        return;
    topic.listed = true;
    m_changed.push_back(topic.id);
}

void TopicStats::addMessage(const base::Message &message)
{
    Entry &topic = entry(message.topicId());
    ++topic.messages;
    topic.bytes += static_cast<quint64>(message.size());
    topic.lastAt = message.receivedWallTime();
    list(topic);
}

void TopicStats::addDuplicate(base::TopicId id)
{
    Entry &topic = entry(id);
    ++topic.duplicates;
    list(topic);
}

void TopicStats::addFailure(base::TopicId id)
{
    Entry &topic = entry(id);
    ++topic.failures;
    list(topic);
}

std::vector<TopicStats::Entry> TopicStats::takeChanged(std::size_t max)
{
    std::vector<Entry> result;
    result.reserve(std::min(max, m_changed.size()));
    while (result.size() < max && !m_changed.empty()) {
        Entry &topic = entry(m_changed.front());
        m_changed.pop_front();
        topic.listed = false;
        result.push_back(topic);
    }
    return result;
}

void TopicStats::listAll()
{
    for (Entry &topic : m_entries) {
        if (seen(topic))
            list(topic);
    }
    if (seen(m_overflow))
        list(m_overflow);
}

std::vector<TopicStats::Entry> TopicStats::entries(quint32 from, quint32 count) const
{
    std::vector<Entry> result;
    const std::size_t begin = std::min<std::size_t>(from, m_entries.size());
    const std::size_t end = std::min<std::size_t>(begin + count, m_entries.size());
    std::copy_if(m_entries.begin() + static_cast<std::ptrdiff_t>(begin),
                 m_entries.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(result), seen);
    const quint32 last = base::TopicRegistry::overflowId().value;
    if (seen(m_overflow) && from <= last && last - from < count)
        result.push_back(m_overflow);
    return result;
}

quint32 TopicStats::idEnd() const noexcept
{
    return seen(m_overflow) ? m_overflow.id.value + 1 : static_cast<quint32>(m_entries.size());
}

} // namespace topicscope::stats
