// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/plotcontroller.h"

#include "common/rebind.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace topicscope::app {
namespace {

//! A view of less shows no more than two samples; a fresh history starts with this much.
constexpr double minSpan = 2.0;
constexpr double firstSpan = 15.0;
//! How often the time axis moves on while nothing comes.
constexpr std::chrono::milliseconds quietInterval{950}; // a second, less what snapshots jitter
//! Rates run over a second: as long they fall to zero after the last message.
constexpr std::chrono::milliseconds rateInterval{1'500};

} // namespace

PlotController::PlotController(QObject *parent) : QObject(parent) {}

void PlotController::setClient(ClientController *client)
{
    if (!rebind(m_client, client, this))
        return;
    clear();
    if (m_client) {
        connect(m_client, &ClientController::snapshotTaken, this, &PlotController::addSnapshot);
        addSnapshot(m_client->client().snapshot()); // what was counted before belongs to no sample
    }
    Q_EMIT clientChanged();
}

void PlotController::setSource(MetricSource *source)
{
    if (m_source == source)
        return;
    m_source = source;
    Q_EMIT sourceChanged();
}

void PlotController::setWindowMinutes(int minutes)
{
    const int longest = static_cast<int>(PlotHistory::span.count());
    minutes = std::clamp(minutes, 1, longest);
    if (m_windowMinutes == minutes && !m_zoom)
        return;
    m_windowMinutes = minutes;
    m_zoom.reset();
    Q_EMIT viewChanged();
}

void PlotController::setPaused(bool paused)
{
    if (paused == isPaused())
        return;
    m_pausedAt = paused ? std::optional(view().to) : std::nullopt;
    if (!paused)
        m_zoom.reset();
    Q_EMIT viewChanged();
}

PlotController::View PlotController::view() const
{
    return m_zoom ? *m_zoom : followedView();
}

PlotController::View PlotController::followedView() const
{
    const double window = 60.0 * m_windowMinutes;
    const double to = m_pausedAt ? *m_pausedAt : m_history.latest().value_or(0.0);
    // What was never recorded needs no room: a young history fills the plot and grows into the window.
    const double begun = to - std::max(firstSpan, to - m_history.earliest().value_or(to));
    return {std::max(to - window, begun), to};
}

void PlotController::setHoverTime(std::optional<double> time)
{
    if (m_hoverTime == time)
        return;
    m_hoverTime = time;
    Q_EMIT hoverChanged();
}

QString PlotController::topicName(base::TopicId topic) const
{
    return m_client ? m_client->client().source().topics().name(topic) : tr("Topic %1").arg(topic.value);
}

void PlotController::zoom(double factor, double around)
{
    const View now = view();
    const double longest = std::chrono::duration<double>(PlotHistory::span).count();
    const double span = std::clamp((now.to - now.from) * factor, minSpan, longest);
    const double place = std::clamp((around - now.from) / (now.to - now.from), 0.0, 1.0);
    const double from = around - place * span;
    m_zoom = View{from, from + span};
    pan(0.0);
}

void PlotController::pan(double seconds)
{
    if (m_history.isEmpty())
        return;
    View moved = view();
    const double span = moved.to - moved.from;
    const double end = std::max(*m_history.latest(), *m_history.earliest() + span);
    moved.from = std::clamp(moved.from + seconds, std::min(*m_history.earliest(), end - span), end - span);
    moved.to = moved.from + span;
    m_zoom = moved;
    Q_EMIT viewChanged();
}

void PlotController::resetZoom()
{
    if (!m_zoom)
        return;
    m_zoom.reset();
    Q_EMIT viewChanged();
}

void PlotController::addSnapshot(const client::ClientSnapshot &snapshot)
{
    const bool wasEmpty = isEmpty();
    m_history.add(snapshot);
    if (wasEmpty != isEmpty())
        Q_EMIT emptyChanged();
    const bool wasMeasured = isMeasured();
    const auto metrics = m_source ? m_source->metricTotals() : std::vector<MetricHistory::Totals>();
    const auto measured = std::accumulate(
        metrics.begin(), metrics.end(), quint64{0},
        [](quint64 sum, const MetricHistory::Totals &metric) { return sum + metric.count; });
    if (m_source && !isEmpty())
        m_metrics.add(*m_history.latest(), metrics);
    if (wasMeasured != isMeasured())
        Q_EMIT measuredChanged();
    if (isNews(snapshot, measured))
        Q_EMIT historyChanged();
}

bool PlotController::isNews(const client::ClientSnapshot &snapshot, quint64 measured)
{
    const Traffic traffic{snapshot.ledger.received, snapshot.handlerLatency.count(), measured};
    if (std::exchange(m_traffic, traffic) != traffic)
        m_moved = snapshot.at;
    const bool settled = !m_moved || snapshot.at - *m_moved > rateInterval;
    if (settled && (!m_moved || snapshot.at - m_told < quietInterval))
        return false;
    m_told = snapshot.at;
    return true;
}

void PlotController::clear()
{
    m_history.clear();
    m_metrics.clear();
    m_traffic = {};
    m_moved.reset();
    m_told = {};
    m_pausedAt.reset();
    m_zoom.reset();
    m_hoverTime.reset();
    Q_EMIT emptyChanged();
    Q_EMIT measuredChanged();
    Q_EMIT viewChanged();
    Q_EMIT historyChanged();
}

} // namespace topicscope::app
