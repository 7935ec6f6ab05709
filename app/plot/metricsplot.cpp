// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/metricsplot.h"

#include "topics/topicpalette.h"
#include "plot/qcustomplot_p.h"

#include <algorithm>
#include <cmath>

namespace topicscope::app {

namespace {

quint32 colorNumber(std::size_t metric)
{
    return static_cast<quint32>(metric) + 1; // 0 is grey
}

} // namespace

MetricsPlot::MetricsPlot(QQuickItem *parent) : TimePlot(parent) {}

bool MetricsPlot::updateData()
{
    const PlotController::View view = controller()->view();
    m_data = controller()->metrics().curves(view.from, view.to, maxCurves);
    setTimes(m_data.times);
    double lowest = 0.0;
    double highest = 0.0;
    int curve = 0;
    for (const MetricHistory::Curve &metric : m_data.metrics) {
        QCPGraph &graph = setCurve(curve++, metric.values);
        graph.setPen(QPen(TopicPalette::colorOf(colorNumber(metric.number), isDark()), 1.6, Qt::SolidLine, Qt::RoundCap,
                          Qt::RoundJoin));
        for (const double value : metric.values) {
            if (std::isnan(value))
                continue;
            lowest = std::min(lowest, value);
            highest = std::max(highest, value);
        }
    }
    trimCurves(curve);
    const double air = std::max(highest - lowest, 1e-9) * 0.08;
    plot().yAxis->setRange(lowest < 0.0 ? lowest - air : 0.0, highest + air);
    return !m_data.metrics.empty();
}

std::vector<SeriesModel::Series> MetricsPlot::seriesAt(std::size_t index) const
{
    std::vector<SeriesModel::Series> rows;
    for (const MetricHistory::Curve &metric : m_data.metrics) {
        const double value = metric.values[index];
        rows.push_back({metric.label, TopicPalette::colorOf(colorNumber(metric.number), isDark()),
                        std::isnan(value) ? QStringLiteral("–") : QString::number(value, 'g', 5), false});
    }
    return rows;
}

} // namespace topicscope::app
