// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/sentacknowledgements.h"

#include <QRandomGenerator>

#include <xxhash.h>

namespace topicscope::client {

SentAcknowledgements::SentAcknowledgements(std::size_t capacity)
    : m_capacity(capacity), m_seed(QRandomGenerator::system()->generate64())
{
}

quint64 SentAcknowledgements::hashOf(std::string_view id) const noexcept
{
    return XXH3_64bits_withSeed(id.data(), id.size(), m_seed);
}

void SentAcknowledgements::add(std::string_view id, const QByteArray &consumer)
{
    if (id.empty())
        return;
    if (m_sent.size() < m_capacity) {
        m_sent.push_back({.hash = hashOf(id), .consumer = consumer});
        return;
    }
    Entry &oldest = m_sent[m_next];
    oldest.hash = hashOf(id);
    oldest.consumer = consumer;
    m_next = (m_next + 1) % m_capacity;
}

void SentAcknowledgements::takeBackLatest(std::string_view id)
{
    if (m_sent.empty() || id.empty())
        return;
    const std::size_t latest = (m_next + m_sent.size() - 1) % m_sent.size();
    if (m_sent[latest].hash != hashOf(id))
        return;
    if (m_sent.size() < m_capacity) {
        m_sent.pop_back();
        return;
    }
    m_sent[latest].hash = 0;
    m_next = latest;
}

void SentAcknowledgements::connectionLost()
{
    for (std::size_t i = 0; i < m_sent.size(); ++i) {
        Entry &entry = m_sent[(m_next + i) % m_sent.size()];
        if (entry.hash == 0)
            continue;
        m_order.push_back({.hash = entry.hash, .number = ++m_number});
        m_uncertain.insert(entry.hash, {.consumer = std::move(entry.consumer), .number = m_number});
    }
    m_sent.clear();
    m_next = 0;
    while (m_order.size() > m_capacity) {
        // One that was asked for, and became uncertain again since, has a later place.
        const auto oldest = m_uncertain.constFind(m_order.front().hash);
        if (oldest != m_uncertain.cend() && oldest->number == m_order.front().number)
            m_uncertain.erase(oldest);
        m_order.pop_front();
    }
}

std::optional<QByteArray> SentAcknowledgements::takeUncertain(std::string_view id)
{
    if (m_uncertain.isEmpty())
        return std::nullopt;
    const auto found = m_uncertain.constFind(hashOf(id));
    if (found == m_uncertain.cend())
        return std::nullopt;
    QByteArray consumer = found->consumer;
    m_uncertain.erase(found);
    return consumer;
}

} // namespace topicscope::client
