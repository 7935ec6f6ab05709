// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/scriptmetrics.h"

#include <algorithm>

namespace topicscope::script {

base::Result<void> ScriptMetrics::record(const QString &name, double value)
{
    const std::lock_guard lock(m_mutex);
    auto found = m_figures.find(name);
    if (found == m_figures.end()) {
        if (name.size() > maxNameLength)
            return base::failure(base::ErrorCode::TooLarge,
                                 QStringLiteral("The name of a metric has at most %1 characters.").arg(maxNameLength));
        if (m_figures.size() >= maxNames)
            return base::failure(base::ErrorCode::TooLarge,
                                 QStringLiteral("A script has at most %1 metrics.").arg(maxNames));
        found = m_figures
                    .emplace(name,
                             Figures{.name = name, .count = 0, .sum = 0.0, .last = value, .min = value, .max = value})
                    .first;
    }
    Figures &figures = found->second;
    ++figures.count;
    figures.sum += value;
    figures.last = value;
    figures.min = std::min(figures.min, value);
    figures.max = std::max(figures.max, value);
    return {};
}

std::vector<ScriptMetrics::Figures> ScriptMetrics::figures() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<Figures> all;
    all.reserve(m_figures.size());
    for (const auto &[name, figures] : m_figures)
        all.push_back(figures);
    return all;
}

} // namespace topicscope::script
