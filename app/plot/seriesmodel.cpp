// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/seriesmodel.h"

#include <algorithm>
#include <iterator>

namespace topicscope::app {

SeriesModel::SeriesModel(QObject *parent)
    : TableModel({.roles = {{"label", [](const Series &series) { return series.label; }},
                            {"seriesColor", [](const Series &series) { return series.color; }},
                            {"value", [](const Series &series) { return series.value; }},
                            {"dashed", [](const Series &series) { return series.dashed; }}}},
                 parent)
{
}

void SeriesModel::setSeries(std::vector<Series> series)
{
    const std::size_t kept = std::min(rows().size(), series.size());
    if (kept < rows().size())
        removeRun(kept, rows().size() - 1);
    for (std::size_t row = 0; row < kept; ++row) {
        if (rows()[row] == series[row])
            continue;
        at(row) = std::move(series[row]);
        tellChanged(row, row);
    }
    insertRun(kept, std::make_move_iterator(series.begin() + static_cast<std::ptrdiff_t>(kept)),
              std::make_move_iterator(series.end()));
}

} // namespace topicscope::app
