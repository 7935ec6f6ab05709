// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/latencyhistogramplot.h"

#include "common/figuretext.h"
#include "topics/topicpalette.h"
#include "plot/latencyscale.h"
#include "plot/plottickers_p.h"

#include <algorithm>
#include <cmath>

namespace topicscope::app {
namespace {

constexpr quint32 blue = 1;
constexpr quint32 orange = 2;
constexpr quint32 green = 3;
constexpr double binWidth = 1.0 / latencyscale::binsPerDecade;
constexpr double lastEdge = latencyscale::binCount * binWidth;

QString durationAt(double logarithm)
{
    return durationText(std::chrono::nanoseconds(std::llround(std::pow(10.0, logarithm))));
}

} // namespace

LatencyHistogramPlot::LatencyHistogramPlot(QQuickItem *parent)
    : PlotItem(parent),
      m_bars(new QCPBars(plot().xAxis, plot().yAxis)),
      m_median(new QCPItemStraightLine(&plot())),
      m_p99(new QCPItemStraightLine(&plot()))
{
    plot().xAxis->setTicker(QSharedPointer<LatencyTicker>::create());
    plot().yAxis->setTicker(QSharedPointer<RateTicker>::create());
    m_bars->setWidth(binWidth * 0.86);
    m_bars->setPen(Qt::NoPen);
}

void LatencyHistogramPlot::resetZoom()
{
    m_zoom.reset();
    scheduleRedraw(gestureInterval);
}

bool LatencyHistogramPlot::updateData()
{
    const PlotController::View view = controller()->view();
    m_data = controller()->history().distribution(view.from, view.to);

    QVector<QCPBarsData> bars;
    quint64 highest = 0;
    for (std::size_t bin = 0; bin < m_data.bins.size(); ++bin) {
        if (m_data.bins[bin] == 0)
            continue;
        bars.append({(static_cast<double>(bin) + 0.5) * binWidth, static_cast<double>(m_data.bins[bin])});
        highest = std::max(highest, m_data.bins[bin]);
    }
    m_bars->data()->set(bars, true);
    m_bars->setBrush(TopicPalette::colorOf(green, isDark()));
    plot().yAxis->setRange(0.0, std::max(4.0, static_cast<double>(highest) * 1.08));
    m_median->setVisible(!bars.isEmpty());
    m_p99->setVisible(!bars.isEmpty());
    if (bars.isEmpty()) {
        plot().xAxis->setRange(3.0, 6.0);
        return false;
    }
    if (m_zoom) {
        plot().xAxis->setRange(m_zoom->from, m_zoom->to);
    } else {
        // At least a decade and a half, in whole half decades, so that the axis does not jump with every sample.
        double from = std::floor((bars.first().key - binWidth) * 2.0) / 2.0;
        double to = std::ceil((bars.last().key + binWidth) * 2.0) / 2.0;
        const double missing = std::max(0.0, 1.5 - (to - from)) / 2.0;
        from -= missing;
        to += missing;
        plot().xAxis->setRange(from, to);
    }
    placeMarker(*m_median, 0.5, blue);
    placeMarker(*m_p99, 0.99, orange);
    return true;
}

void LatencyHistogramPlot::updateCursor(std::optional<double> key)
{
    if (m_data.count == 0) {
        series()->setSeries({});
        return;
    }
    if (!key) {
        series()->setSeries(
            {{tr("p50"), TopicPalette::colorOf(blue, isDark()), tr("≈%1").arg(durationAt(quantile(0.5)))},
             {tr("p99"), TopicPalette::colorOf(orange, isDark()), tr("≈%1").arg(durationAt(quantile(0.99)))},
             {tr("calls"), TopicPalette::colorOf(green, isDark()), countText(m_data.count)}});
        return;
    }
    const auto bin = std::clamp(static_cast<int>(std::floor(*key / binWidth)), 0, latencyscale::binCount - 1);
    const quint64 calls = m_data.bins[static_cast<std::size_t>(bin)];
    setCursorText(tr("%1 to %2").arg(durationAt(bin * binWidth), durationAt((bin + 1) * binWidth)));
    series()->setSeries({{tr("calls"), TopicPalette::colorOf(green, isDark()), countText(calls)},
                         {tr("share"), TopicPalette::colorOf(green, isDark()), shareText(calls, m_data.count)}});
}

void LatencyHistogramPlot::zoomView(double factor, double around)
{
    const QCPRange now = plot().xAxis->range();
    const double span = std::clamp(now.size() * factor, 4.0 * binWidth, lastEdge);
    const double from = around - (around - now.lower) / now.size() * span;
    m_zoom = Span{from, from + span};
    panView(0.0);
}

void LatencyHistogramPlot::panView(double keys)
{
    const QCPRange now = m_zoom ? QCPRange(m_zoom->from, m_zoom->to) : plot().xAxis->range();
    const double from = std::clamp(now.lower + keys, 0.0, std::max(0.0, lastEdge - now.size()));
    m_zoom = Span{from, from + now.size()};
    // At once, so that the next drag step starts from the axis as the user sees it.
    plot().xAxis->setRange(from, from + now.size());
    scheduleRedraw(gestureInterval);
}

void LatencyHistogramPlot::setHoverKey(std::optional<double> key)
{
    if (m_hover == key)
        return;
    m_hover = key;
    refreshCursor();
}

double LatencyHistogramPlot::quantile(double share) const
{
    const double wanted = share * static_cast<double>(m_data.count);
    double seen = 0.0;
    for (std::size_t bin = 0; bin < m_data.bins.size(); ++bin) {
        const auto calls = static_cast<double>(m_data.bins[bin]);
        if (calls > 0.0 && seen + calls >= wanted)
            return (static_cast<double>(bin) + (wanted - seen) / calls) * binWidth;
        seen += calls;
    }
    return lastEdge;
}

void LatencyHistogramPlot::placeMarker(QCPItemStraightLine &marker, double share, quint32 color)
{
    const double place = quantile(share);
    marker.point1->setCoords(place, 0.0);
    marker.point2->setCoords(place, 1.0);
    marker.setPen(QPen(TopicPalette::colorOf(color, isDark()), 1.4, Qt::DashLine));
}

} // namespace topicscope::app
