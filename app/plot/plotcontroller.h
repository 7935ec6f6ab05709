// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"
#include "plot/metricsource.h"

#include <QObject>
#include <QPointer>
#include <qqmlregistration.h>

#include <optional>

namespace topicscope::app {

//! \brief What all plots share: the history, the time range that is seen, and the moment under the pointer.
//!
//! Pausing stops the view, not the recording. Thread: main.
class PlotController : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(topicscope::app::MetricSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(int windowMinutes READ windowMinutes WRITE setWindowMinutes NOTIFY viewChanged)
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY viewChanged)
    Q_PROPERTY(bool zoomed READ isZoomed NOTIFY viewChanged)
    Q_PROPERTY(bool empty READ isEmpty NOTIFY emptyChanged)
    Q_PROPERTY(bool measured READ isMeasured NOTIFY measuredChanged)

public:
    //! \brief A range of time in seconds since 1970.
    struct View {
        double from;
        double to;

        friend bool operator==(const View &, const View &) = default;
    };

    explicit PlotController(QObject *parent = nullptr);

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);

    //! \brief Whose metrics are plotted.
    [[nodiscard]] MetricSource *source() const { return m_source; }
    void setSource(MetricSource *source);
    //! \brief How far back the plots reach: 1 to 10 minutes.
    [[nodiscard]] int windowMinutes() const { return m_windowMinutes; }
    void setWindowMinutes(int minutes);
    [[nodiscard]] bool isPaused() const { return m_pausedAt.has_value(); }
    void setPaused(bool paused);
    [[nodiscard]] bool isZoomed() const { return m_zoom.has_value(); }
    [[nodiscard]] bool isEmpty() const { return m_history.isEmpty(); }

    //! \brief Whether a script has reported a metric.
    [[nodiscard]] bool isMeasured() const { return !m_metrics.isEmpty(); }

    [[nodiscard]] const PlotHistory &history() const { return m_history; }
    [[nodiscard]] const MetricHistory &metrics() const { return m_metrics; }
    [[nodiscard]] View view() const;
    [[nodiscard]] std::optional<double> hoverTime() const { return m_hoverTime; }
    void setHoverTime(std::optional<double> time);
    [[nodiscard]] QString topicName(base::TopicId topic) const;

    //! \brief Shows \a factor times the present range, keeping the moment \a around in its place.
    void zoom(double factor, double around);
    //! \brief Moves the view by \a seconds; never beyond what was recorded.
    void pan(double seconds);
    //! \brief Back to the window that follows the latest sample (or stands where it was paused).
    Q_INVOKABLE void resetZoom();

    //! \brief Takes a snapshot into the history.
    void addSnapshot(const client::ClientSnapshot &snapshot);

Q_SIGNALS:
    void clientChanged();
    void viewChanged();
    void sourceChanged();
    void emptyChanged();
    void measuredChanged();
    void hoverChanged();
    //! \brief There is something new to draw: samples of traffic, once a second the time that went by without any, or
    //! all were cleared.
    void historyChanged();

private:
    [[nodiscard]] View followedView() const;
    void clear();
    [[nodiscard]] bool isNews(const client::ClientSnapshot &snapshot, quint64 measured);

    struct Traffic {
        quint64 received = 0;
        quint64 calls = 0;
        quint64 measured = 0; // values of metrics: a script's timer has no message
        bool operator==(const Traffic &) const = default;
    };

    QPointer<ClientController> m_client;
    QPointer<MetricSource> m_source;
    PlotHistory m_history;
    MetricHistory m_metrics;
    int m_windowMinutes = 1;
    std::optional<double> m_pausedAt;
    std::optional<View> m_zoom;
    std::optional<double> m_hoverTime;
    Traffic m_traffic; // of the latest snapshot
    std::optional<base::SteadyTime> m_moved; // when it changed last
    base::SteadyTime m_told{}; // when historyChanged was emitted last
};

} // namespace topicscope::app
