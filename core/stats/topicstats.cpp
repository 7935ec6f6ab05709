// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stats/topicstats.h"

#include "base/topicregistry.h"

#include <algorithm>

namespace topicscope::stats {

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

void TopicStats::addMessage(const base::Message &message)
{
    Entry &topic = entry(message.topicId());
    ++topic.messages;
    topic.bytes += static_cast<quint64>(message.size());
    topic.lastAt = message.receivedWallTime();
    topic.rate.add(1, message.receivedAt());
}

void TopicStats::addDuplicate(base::TopicId id)
{
    ++entry(id).duplicates;
}

void TopicStats::addFailure(base::TopicId id)
{
    ++entry(id).failures;
}

std::vector<TopicStats::Entry> TopicStats::entries() const
{
    std::vector<Entry> result;
    result.reserve(m_entries.size() + 1);
    const auto seen = [](const Entry &topic) { return topic.messages > 0; };
    std::copy_if(m_entries.begin(), m_entries.end(), std::back_inserter(result), seen);
    if (seen(m_overflow))
        result.push_back(m_overflow);
    return result;
}

} // namespace topicscope::stats
