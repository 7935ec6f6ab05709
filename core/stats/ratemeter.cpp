// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stats/ratemeter.h"

#include <algorithm>

namespace topicscope::stats {

qint64 RateMeter::slotOf(base::SteadyTime time) noexcept
{
    return time.time_since_epoch() / slotLength;
}

void RateMeter::add(quint64 count, base::SteadyTime now) noexcept
{
    constexpr auto ring = windowSlots + 1;
    const qint64 slot = slotOf(now);
    if (!m_started) {
        m_started = true;
        m_first = slot;
        m_latest = slot;
    }
    // Slots passed over since the last event are empty; more than a whole ring of them empties everything.
    for (qint64 passed = std::max(m_latest + 1, slot - ring + 1); passed <= slot; ++passed)
        m_counts[static_cast<std::size_t>(passed % ring)] = 0;
    m_latest = std::max(m_latest, slot);
    m_counts[static_cast<std::size_t>(m_latest % ring)] += static_cast<quint32>(count);
}

double RateMeter::ratePerSecond(base::SteadyTime now) const noexcept
{
    if (!m_started)
        return 0.0;
    constexpr auto ring = windowSlots + 1;
    const qint64 current = slotOf(now);
    const qint64 from = std::max(current - windowSlots, m_first);
    if (from >= current)
        return 0.0;
    quint64 sum = 0;
    for (qint64 slot = std::max(from, m_latest - windowSlots); slot < current && slot <= m_latest; ++slot)
        sum += m_counts[static_cast<std::size_t>(slot % ring)];
    const std::chrono::duration<double> length = (current - from) * slotLength;
    return static_cast<double>(sum) / length.count();
}

} // namespace topicscope::stats
