// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/reconnectpolicy.h"

#include <QtGlobal>

#include <algorithm>
#include <limits>

namespace topicscope::net {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds delayMin{10}; // keeps a setting of 0 from becoming a busy loop
constexpr double jitter = 0.25;
constexpr milliseconds lastingMin{5'000};
constexpr milliseconds lastingMax{60'000};

} // namespace

ReconnectPolicy::ReconnectPolicy(ReconnectSettings settings) : m_settings(settings) {}

void ReconnectPolicy::reset() noexcept
{
    m_made = 0;
    m_connectedAt.reset();
}

void ReconnectPolicy::noteLost(base::SteadyTime now) noexcept
{
    if (m_connectedAt && now - *m_connectedAt >= std::clamp(m_settings.delayMax, lastingMin, lastingMax))
        m_made = 0;
    m_connectedAt.reset();
}

std::optional<milliseconds> ReconnectPolicy::next(double random)
{
    if (!m_settings.enabled || (m_settings.attempts > 0 && m_made >= m_settings.attempts))
        return std::nullopt;
    const milliseconds bound = std::max(m_settings.delayMax, delayMin);
    milliseconds wait = std::clamp(m_settings.delay, delayMin, bound);
    for (int i = 0; i < m_made && wait < bound; ++i)
        wait = std::min(wait * 2, bound);
    if (m_made < std::numeric_limits<int>::max())
        ++m_made;
    const double factor = 1.0 - jitter + 2.0 * jitter * random;
    return std::clamp(milliseconds(static_cast<qint64>(static_cast<double>(wait.count()) * factor)), delayMin, bound);
}

} // namespace topicscope::net
