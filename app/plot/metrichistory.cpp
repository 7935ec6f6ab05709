// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/metrichistory.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace topicscope::app {

namespace {

constexpr auto nothing = std::numeric_limits<float>::quiet_NaN();

} // namespace

void MetricHistory::add(double time, const std::vector<Totals> &totals)
{
    if (!m_samples.empty() && time <= m_samples.back().time)
        return;
    Sample sample{.time = time, .means = std::vector<float>(m_metrics.size(), nothing)};
    for (const Totals &now : totals) {
        auto known = std::find_if(m_metrics.begin(), m_metrics.end(),
                                  [&now](const Totals &before) { return before.label == now.label; });
        if (known == m_metrics.end()) {
            if (m_metrics.size() >= maxMetrics)
                continue;
            m_metrics.push_back({.label = now.label});
            sample.means.push_back(nothing);
            known = m_metrics.end() - 1;
        }
        if (now.count < known->count) // of a script that was started anew
            *known = {.label = now.label};
        if (now.count > known->count)
            sample.means[static_cast<std::size_t>(known - m_metrics.begin())] = static_cast<float>(
                (now.sum - known->sum) / static_cast<double>(now.count - known->count));
        *known = now;
    }
    if (m_metrics.empty())
        return;
    m_samples.push_back(std::move(sample));
    const double oldest = time - std::chrono::duration<double>(PlotHistory::span).count();
    while (m_samples.size() > PlotHistory::maxSamples || m_samples.front().time < oldest)
        m_samples.pop_front();
}

void MetricHistory::clear()
{
    m_metrics.clear();
    m_samples.clear();
}

MetricHistory::Curves MetricHistory::curves(double from, double to, std::size_t maxCurves) const
{
    auto begin = std::lower_bound(m_samples.begin(), m_samples.end(), from,
                                  [](const Sample &sample, double time) { return sample.time < time; });
    auto end = std::upper_bound(begin, m_samples.end(), to,
                                [](double time, const Sample &sample) { return time < sample.time; });
    // One beyond each end, so that the curves reach the edges.
    begin -= begin != m_samples.begin() ? 1 : 0;
    end += end != m_samples.end() ? 1 : 0;
    Curves result;
    for (auto sample = begin; sample != end; ++sample)
        result.times.push_back(sample->time);
    for (std::size_t i = 0; i < m_metrics.size() && result.metrics.size() < maxCurves; ++i) {
        Curve curve{.label = m_metrics[i].label, .number = i, .values = {}};
        bool any = false;
        for (auto sample = begin; sample != end; ++sample) {
            curve.values.push_back(i < sample->means.size() ? static_cast<double>(sample->means[i]) : std::nan(""));
            any = any || !std::isnan(curve.values.back());
        }
        if (any)
            result.metrics.push_back(std::move(curve));
    }
    return result;
}

} // namespace topicscope::app
