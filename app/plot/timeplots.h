// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/plotitem.h"

class QCPGraph;

namespace topicscope::app {

// The base classes are named in full, because the QML type registration of Qt 6.4 finds them no other way.

//! \brief A plot over time: the controller's view is its horizontal axis, so all of them move together. Thread: main.
class TimePlot : public topicscope::app::PlotItem
{
    Q_OBJECT
    QML_ANONYMOUS

public:
    explicit TimePlot(QQuickItem *parent = nullptr);

protected:
    void zoomView(double factor, double around) override;
    void panView(double keys) override;
    void setHoverKey(std::optional<double> key) override;
    [[nodiscard]] std::optional<double> hoverKey() const override;
    [[nodiscard]] int labelGap() const override { return 110; } // "00:00:00"
    void updateCursor(std::optional<double> key) override;

    //! \brief The legend for the sample at \a index of the times last set.
    [[nodiscard]] virtual std::vector<SeriesModel::Series> seriesAt(std::size_t index) const = 0;

    //! \brief Sets the horizontal range and remembers the sample times.
    void setTimes(const std::vector<double> &times);
    //! \brief Draws \a values at the times last set as curve \a index.
    QCPGraph &setCurve(int index, const std::vector<double> &values);
    //! \brief Removes the curves from \a count on.
    void trimCurves(int count);

private:
    QList<double> m_times;
};

//! \brief Messages per second, one curve per topic for the eight busiest, and one for the others.
class ThroughputPlot : public topicscope::app::TimePlot
{
    Q_OBJECT
    QML_ELEMENT

public:
    static constexpr std::size_t maxCurves = 8;

    explicit ThroughputPlot(QQuickItem *parent = nullptr);

protected:
    bool updateData() override;
    [[nodiscard]] std::vector<SeriesModel::Series> seriesAt(std::size_t index) const override;

private:
    [[nodiscard]] QColor colorOf(const PlotHistory::TopicCurve &topic) const;

    PlotHistory::Throughput m_data;
};

//! \brief Median and 99th percentile of the handlers' running times, second by second, on a logarithmic axis.
class LatencyPlot : public topicscope::app::TimePlot
{
    Q_OBJECT
    QML_ELEMENT

public:
    explicit LatencyPlot(QQuickItem *parent = nullptr);

protected:
    bool updateData() override;
    [[nodiscard]] std::vector<SeriesModel::Series> seriesAt(std::size_t index) const override;

private:
    PlotHistory::Latency m_data;
};

//! \brief Messages per second whose id had come before, whether they were filtered or not.
class DuplicatesPlot : public topicscope::app::TimePlot
{
    Q_OBJECT
    QML_ELEMENT

public:
    explicit DuplicatesPlot(QQuickItem *parent = nullptr);

protected:
    bool updateData() override;
    [[nodiscard]] std::vector<SeriesModel::Series> seriesAt(std::size_t index) const override;

private:
    PlotHistory::Duplicates m_data;
};

} // namespace topicscope::app
