// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptfigures.h"

#include "common/figuretext.h"

#include <algorithm>
#include <cmath>

namespace topicscope::app {

namespace {

constexpr int barCount = 40;

} // namespace

QString ScriptFigures::calls() const
{
    return countText(m_figures.calls);
}

QString ScriptFigures::failures() const
{
    return countText(m_figures.failures);
}

QString ScriptFigures::timeouts() const
{
    return countText(m_figures.timeouts);
}

QString ScriptFigures::withheld() const
{
    return countText(m_figures.withheld);
}

QString ScriptFigures::p50() const
{
    return m_figures.calls == 0 ? QStringLiteral("–") : durationText(m_figures.latency.percentile(50));
}

QString ScriptFigures::p99() const
{
    return m_figures.calls == 0 ? QStringLiteral("–") : durationText(m_figures.latency.percentile(99));
}

QString ScriptFigures::max() const
{
    return m_figures.calls == 0 ? QStringLiteral("–") : durationText(m_figures.latency.max());
}

void ScriptFigures::update(const client::HandlerFigures *figures,
                           const std::vector<script::ScriptMetrics::Figures> &metrics)
{
    if (figures) {
        m_known = true;
        if (figures->calls != m_figures.calls || figures->id != m_figures.id) {
            m_figures = *figures;
            makeBars();
        }
    }
    QStringList lines;
    for (const script::ScriptMetrics::Figures &metric : metrics) {
        lines << tr("%1: %2 (mean %3, %4 values)")
                     .arg(metric.name, QString::number(metric.last, 'g', 6),
                          QString::number(metric.sum / static_cast<double>(metric.count), 'g', 6),
                          countText(metric.count));
    }
    showMetrics(lines);
    if (figures)
        Q_EMIT changed();
}

void ScriptFigures::showMetrics(const QStringList &lines)
{
    // Row by row, so that what stays is neither made anew nor drawn again.
    const int before = m_metrics.rowCount();
    const int wanted = static_cast<int>(lines.size());
    if (before > wanted)
        m_metrics.removeRows(wanted, before - wanted);
    else if (before < wanted)
        m_metrics.insertRows(before, wanted - before);
    for (int row = 0; row < wanted; ++row)
        m_metrics.setData(m_metrics.index(row), lines[row]); // says nothing where nothing changes
}

void ScriptFigures::clear()
{
    m_known = false;
    m_figures = {};
    m_bars.clear();
    showMetrics({});
    Q_EMIT changed();
}

void ScriptFigures::makeBars()
{
    m_bars.clear();
    const auto buckets = m_figures.latency.buckets();
    if (buckets.empty())
        return;
    const auto logOf = [](std::chrono::nanoseconds value) {
        return std::log10(static_cast<double>(std::max<qint64>(value.count(), 1)));
    };
    // Whole decades, so that the axis stays while values come.
    const double low = std::floor(logOf(buckets.front().from));
    const double high = std::max(low + 1.0, std::ceil(logOf(buckets.back().to)));
    std::vector<quint64> counts(barCount, 0);
    for (const auto &bucket : buckets) {
        const auto place = static_cast<int>((logOf(bucket.from) - low) / (high - low) * barCount);
        counts[static_cast<std::size_t>(std::clamp(place, 0, barCount - 1))] += bucket.count;
    }
    const quint64 highest = *std::max_element(counts.begin(), counts.end());
    for (const quint64 count : counts)
        m_bars << static_cast<double>(count) / static_cast<double>(highest);
    m_shortest = durationText(std::chrono::nanoseconds(std::llround(std::pow(10.0, low))));
    m_longest = durationText(std::chrono::nanoseconds(std::llround(std::pow(10.0, high))));
}

} // namespace topicscope::app
