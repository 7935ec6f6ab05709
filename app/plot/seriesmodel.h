// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/tablemodel.h"

#include <QColor>

#include <vector>

namespace topicscope::app {

//! \brief A curve in the legend of a plot.
struct PlotSeries {
    QString label;
    QColor color;
    QString value;
    bool dashed = false; //!< a second curve of the same colour

    friend bool operator==(const PlotSeries &, const PlotSeries &) = default;
};

//! \brief The legend of a plot: its curves with colour and the value under the pointer (or the latest one). Thread:
//! main.
class SeriesModel : public TableModel<PlotSeries>
{
    Q_OBJECT

public:
    using Series = PlotSeries;

    explicit SeriesModel(QObject *parent = nullptr);

    //! \brief Shows \a series; rows that stay where they are only change.
    void setSeries(std::vector<Series> series);
};

} // namespace topicscope::app
