// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/timeplots.h"

#include "common/figuretext.h"
#include "topics/topicpalette.h"
#include "plot/plottickers_p.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace topicscope::app {
namespace {

// Places in the palette: hues that lie far apart.
constexpr quint32 blue = 1;
constexpr quint32 orange = 2;
constexpr quint32 violet = 5;
constexpr quint32 grey = 0;
//! Samples further apart than this were not taken one after the other: the curve shows a gap.
constexpr double gapSeconds = 3.0;

double largest(const std::vector<double> &values)
{
    double result = 0.0;
    for (const double value : values)
        result = std::isnan(value) ? result : std::max(result, value);
    return result;
}

//! Leaves some air above the highest point, and never less than one a second.
void setRateRange(QCPAxis &axis, double highest)
{
    axis.setRange(0.0, std::max(1.0, highest * 1.08));
}

QString latencyText(double nanoseconds)
{
    if (std::isnan(nanoseconds))
        return QStringLiteral("–");
    return durationText(std::chrono::nanoseconds(std::llround(nanoseconds)));
}

QString perSecondText(double rate)
{
    return TimePlot::tr("%1/s").arg(rateText(rate));
}

} // namespace

TimePlot::TimePlot(QQuickItem *parent) : PlotItem(parent)
{
    const auto ticker = QSharedPointer<TimeTicker>::create();
    ticker->setDateTimeFormat(QStringLiteral("HH:mm:ss"));
    plot().xAxis->setTicker(ticker);
}

void TimePlot::zoomView(double factor, double around)
{
    controller()->zoom(factor, around);
}

void TimePlot::panView(double keys)
{
    controller()->pan(keys);
}

void TimePlot::setHoverKey(std::optional<double> key)
{
    if (controller())
        controller()->setHoverTime(key);
}

std::optional<double> TimePlot::hoverKey() const
{
    return controller()->hoverTime();
}

void TimePlot::updateCursor(std::optional<double> key)
{
    if (m_times.isEmpty()) {
        series()->setSeries({});
        return;
    }
    const double wanted = key.value_or(plot().xAxis->range().upper);
    auto place = std::lower_bound(m_times.cbegin(), m_times.cend(), wanted);
    if (place == m_times.cend() || (place != m_times.cbegin() && wanted - *std::prev(place) < *place - wanted))
        --place;
    series()->setSeries(seriesAt(static_cast<std::size_t>(place - m_times.cbegin())));
    setCursorText(
        QDateTime::fromMSecsSinceEpoch(std::llround(*place * 1000.0)).toString(QStringLiteral("HH:mm:ss.zzz")));
}

void TimePlot::setTimes(const std::vector<double> &times)
{
    m_times = QList<double>(times.begin(), times.end());
    const PlotController::View view = controller()->view();
    plot().xAxis->setRange(view.from, view.to);
}

QCPGraph &TimePlot::setCurve(int index, const std::vector<double> &values)
{
    while (plot().graphCount() <= index)
        plot().addGraph();
    QCPGraph &graph = *plot().graph(index);
    QVector<QCPGraphData> points;
    points.reserve(m_times.size() + 1);
    for (qsizetype i = 0; i < m_times.size(); ++i) {
        if (i > 0 && m_times[i] - m_times[i - 1] > gapSeconds)
            points.append({m_times[i - 1] + gapSeconds / 2, qQNaN()});
        points.append({m_times[i], values[static_cast<std::size_t>(i)]});
    }
    graph.data()->set(points, true);
    return graph;
}

void TimePlot::trimCurves(int count)
{
    while (plot().graphCount() > count)
        plot().removeGraph(plot().graphCount() - 1);
}

ThroughputPlot::ThroughputPlot(QQuickItem *parent) : TimePlot(parent)
{
    plot().yAxis->setTicker(QSharedPointer<RateTicker>::create());
}

bool ThroughputPlot::updateData()
{
    const PlotController::View view = controller()->view();
    m_data = controller()->history().throughput(view.from, view.to, maxCurves);
    setTimes(m_data.times);
    double highest = 0.0;
    int curve = 0;
    // The busiest is drawn last, over the others.
    const auto topicCount = static_cast<int>(m_data.topics.size());
    for (int i = topicCount - 1; i >= 0; --i) {
        const PlotHistory::TopicCurve &topic = m_data.topics[static_cast<std::size_t>(i)];
        QCPGraph &graph = setCurve(curve++, topic.perSecond);
        const QColor color = colorOf(topic);
        const bool taken = std::any_of(m_data.topics.begin(), m_data.topics.begin() + i,
                                       [&](const PlotHistory::TopicCurve &other) { return colorOf(other) == color; });
        graph.setPen(QPen(color, 1.6, taken ? Qt::DashLine : Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        highest = std::max(highest, largest(topic.perSecond));
    }
    if (!m_data.others.empty()) {
        setCurve(curve++, m_data.others).setPen(QPen(TopicPalette::colorOf(grey, isDark()), 1.6, Qt::DotLine));
        highest = std::max(highest, largest(m_data.others));
    }
    trimCurves(curve);
    setRateRange(*plot().yAxis, highest);
    return !m_data.topics.empty();
}

QColor ThroughputPlot::colorOf(const PlotHistory::TopicCurve &topic) const
{
    return TopicPalette::colorOf(TopicPalette::numberOf(controller()->topicName(topic.topic)), isDark());
}

std::vector<SeriesModel::Series> ThroughputPlot::seriesAt(std::size_t index) const
{
    std::vector<SeriesModel::Series> rows;
    for (const PlotHistory::TopicCurve &topic : m_data.topics) {
        const QColor color = colorOf(topic);
        const bool taken = std::any_of(rows.begin(), rows.end(),
                                       [&](const SeriesModel::Series &row) { return row.color == color; });
        rows.push_back({controller()->topicName(topic.topic), color, perSecondText(topic.perSecond[index]), taken});
    }
    if (!m_data.others.empty())
        rows.push_back(
            {tr("other topics"), TopicPalette::colorOf(grey, isDark()), perSecondText(m_data.others[index]), true});
    return rows;
}

LatencyPlot::LatencyPlot(QQuickItem *parent) : TimePlot(parent)
{
    plot().yAxis->setTicker(QSharedPointer<LatencyTicker>::create());
}

bool LatencyPlot::updateData()
{
    const PlotController::View view = controller()->view();
    m_data = controller()->history().latency(view.from, view.to);
    setTimes(m_data.times);
    // The axis is linear in the logarithm, see LatencyTicker.
    double lowest = qInf();
    double highest = -qInf();
    const auto draw = [&](int index, const std::vector<double> &values, quint32 color) {
        std::vector<double> logarithms;
        logarithms.reserve(values.size());
        for (const double value : values) {
            logarithms.push_back(std::log10(std::max(1.0, value)));
            if (std::isnan(value)) {
                logarithms.back() = value;
                continue;
            }
            lowest = std::min(lowest, logarithms.back());
            highest = std::max(highest, logarithms.back());
        }
        setCurve(index, logarithms)
            .setPen(QPen(TopicPalette::colorOf(color, isDark()), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    };
    draw(0, m_data.p50, blue);
    draw(1, m_data.p99, orange);
    const bool measured = lowest <= highest;
    // Whole decades: jitter does not look like a cliff, the axis stays while values come, and both its ends have a
    // label.
    constexpr double air = 0.05;
    plot().yAxis->setRange(measured ? QCPRange(std::floor(lowest - air), std::ceil(highest + air))
                                    : QCPRange(3.0, 6.0));
    return measured;
}

std::vector<SeriesModel::Series> LatencyPlot::seriesAt(std::size_t index) const
{
    return {{tr("p50"), TopicPalette::colorOf(blue, isDark()), latencyText(m_data.p50[index])},
            {tr("p99"), TopicPalette::colorOf(orange, isDark()), latencyText(m_data.p99[index])}};
}

DuplicatesPlot::DuplicatesPlot(QQuickItem *parent) : TimePlot(parent)
{
    plot().yAxis->setTicker(QSharedPointer<RateTicker>::create());
}

bool DuplicatesPlot::updateData()
{
    const PlotController::View view = controller()->view();
    m_data = controller()->history().duplicates(view.from, view.to);
    setTimes(m_data.times);
    QColor color = TopicPalette::colorOf(violet, isDark());
    QCPGraph &graph = setCurve(0, m_data.perSecond);
    graph.setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    color.setAlphaF(0.16F);
    graph.setBrush(color);
    setRateRange(*plot().yAxis, largest(m_data.perSecond));
    return !m_data.times.empty();
}

std::vector<SeriesModel::Series> DuplicatesPlot::seriesAt(std::size_t index) const
{
    return {{tr("duplicates"), TopicPalette::colorOf(violet, isDark()), perSecondText(m_data.perSecond[index])}};
}

} // namespace topicscope::app
