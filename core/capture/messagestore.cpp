// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/messagestore.h"

#include <algorithm>

namespace topicscope::capture {

namespace {

//! A message, and its place in the list.
qsizetype costOf(const base::Message &message)
{
    return message.memoryCost() + static_cast<qsizetype>(sizeof(base::MessagePtr));
}

} // namespace

MessageStore::MessageStore(const base::TopicRegistry &topics, qsizetype maxBytes)
    : m_topics(topics), m_maxBytes(std::max<qsizetype>(maxBytes, 0))
{
}

void MessageStore::append(std::vector<base::MessagePtr> &messages)
{
    std::vector<base::MessagePtr> evicted; // released after the lock
    {
        const std::lock_guard lock(m_mutex);
        for (base::MessagePtr &message : messages) {
            m_bytes += costOf(*message);
            m_last = message->sequence();
            m_messages.push_back(std::move(message));
        }
        evictOverflow(evicted);
    }
    messages.clear();
}

void MessageStore::evictOverflow(std::vector<base::MessagePtr> &evicted)
{
    while (m_bytes > m_maxBytes && !m_messages.empty()) {
        m_bytes -= costOf(*m_messages.front());
        evicted.push_back(std::move(m_messages.front()));
        m_messages.pop_front();
        ++m_evicted;
    }
}

MessageStore::Batch MessageStore::readAfter(base::Sequence after, std::size_t max) const
{
    const std::lock_guard lock(m_mutex);
    Batch batch;
    const base::Sequence oldestKept = m_messages.empty() ? base::Sequence{m_last.value + 1}
                                                         : m_messages.front()->sequence();
    batch.first = m_messages.empty() ? base::Sequence{} : oldestKept;
    const quint64 gone = std::max(oldestKept.value, quint64{1}) - 1; // sequences 1..gone are no longer held
    batch.missed = gone > std::max(after, m_clearedUpTo).value ? gone - std::max(after, m_clearedUpTo).value : 0;

    const auto begin = std::upper_bound(
        m_messages.begin(), m_messages.end(), after,
        [](base::Sequence sequence, const base::MessagePtr &message) { return sequence < message->sequence(); });
    const auto count = std::min<std::size_t>(max, static_cast<std::size_t>(m_messages.end() - begin));
    batch.messages.assign(begin, begin + static_cast<std::ptrdiff_t>(count));
    return batch;
}

MessageStore::Usage MessageStore::usage() const
{
    const std::lock_guard lock(m_mutex);
    return {.count = m_messages.size(),
            .bytes = m_bytes,
            .maxBytes = m_maxBytes,
            .evicted = m_evicted,
            .first = m_messages.empty() ? base::Sequence{} : m_messages.front()->sequence(),
            .last = m_last};
}

void MessageStore::setMaxBytes(qsizetype maxBytes)
{
    std::vector<base::MessagePtr> evicted;
    const std::lock_guard lock(m_mutex);
    m_maxBytes = std::max<qsizetype>(maxBytes, 0);
    evictOverflow(evicted);
}

void MessageStore::clear()
{
    std::deque<base::MessagePtr> released; // outlives the lock
    const std::lock_guard lock(m_mutex);
    released.swap(m_messages);
    m_bytes = 0;
    m_clearedUpTo = m_last;
}

} // namespace topicscope::capture
