// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/handlertable.h"

#include <algorithm>

namespace topicscope::dispatch {

HandlerTable::HandlerTable(std::vector<HandlerEntryPtr> entries) : m_entries(std::move(entries))
{
    m_exact.reserve(m_entries.size());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const TopicPattern &pattern = m_entries[i]->pattern;
        if (pattern.kind() == TopicPattern::Kind::Exact)
            m_exact.emplace(pattern.text(), i);
        else
            m_patterns.push_back(i);
    }
    std::stable_sort(m_patterns.begin(), m_patterns.end(), [this](std::size_t a, std::size_t b) {
        return m_entries[a]->pattern.compareSpecificity(m_entries[b]->pattern) > 0;
    });
}

const HandlerEntryPtr *HandlerTable::resolve(std::string_view topic) const noexcept
{
    if (const auto exact = m_exact.find(topic); exact != m_exact.end())
        return &m_entries[exact->second];
    for (const std::size_t i : m_patterns) {
        if (m_entries[i]->pattern.matches(topic))
            return &m_entries[i];
    }
    return nullptr;
}

HandlerTableMailbox::~HandlerTableMailbox()
{
    delete m_slot.load(std::memory_order_acquire);
}

void HandlerTableMailbox::post(std::unique_ptr<const HandlerTable> table) noexcept
{
    delete m_slot.exchange(table.release(), std::memory_order_acq_rel);
}

std::unique_ptr<const HandlerTable> HandlerTableMailbox::take() noexcept
{
    if (m_slot.load(std::memory_order_relaxed) == nullptr)
        return nullptr;
    return std::unique_ptr<const HandlerTable>(m_slot.exchange(nullptr, std::memory_order_acq_rel));
}

} // namespace topicscope::dispatch
