// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/metrichistory.h"
#include "plot/timeplots.h"

namespace topicscope::app {

//! \brief The metrics that scripts report, one curve each. Thread: main.
//! (The base is named in full: the QML type registration of Qt 6.4 finds it no other way.)
class MetricsPlot : public topicscope::app::TimePlot
{
    Q_OBJECT
    QML_ELEMENT

public:
    static constexpr std::size_t maxCurves = 8;

    explicit MetricsPlot(QQuickItem *parent = nullptr);

protected:
    bool updateData() override;
    [[nodiscard]] std::vector<SeriesModel::Series> seriesAt(std::size_t index) const override;

private:
    MetricHistory::Curves m_data;
};

} // namespace topicscope::app
