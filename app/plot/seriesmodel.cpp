// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/seriesmodel.h"

#include <algorithm>
#include <iterator>

namespace topicscope::app {

int SeriesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_series.size());
}

QVariant SeriesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Series &series = m_series.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case LabelRole:
        return series.label;
    case ColorRole:
        return series.color;
    case ValueRole:
        return series.value;
    case DashedRole:
        return series.dashed;
    default:
        return {};
    }
}

QHash<int, QByteArray> SeriesModel::roleNames() const
{
    return {{LabelRole, "label"}, {ColorRole, "seriesColor"}, {ValueRole, "value"}, {DashedRole, "dashed"}};
}

void SeriesModel::setSeries(std::vector<Series> series)
{
    const std::size_t before = m_series.size();
    const std::size_t kept = std::min(before, series.size());
    if (series.size() < before) {
        beginRemoveRows({}, static_cast<int>(kept), static_cast<int>(before) - 1);
        m_series.resize(kept);
        endRemoveRows();
    }
    for (std::size_t row = 0; row < kept; ++row) {
        if (m_series[row] == series[row])
            continue;
        m_series[row] = std::move(series[row]);
        const QModelIndex changed = index(static_cast<int>(row));
        Q_EMIT dataChanged(changed, changed);
    }
    if (series.size() > kept) {
        beginInsertRows({}, static_cast<int>(kept), static_cast<int>(series.size()) - 1);
        m_series.insert(m_series.end(), std::make_move_iterator(series.begin() + static_cast<std::ptrdiff_t>(kept)),
                        std::make_move_iterator(series.end()));
        endInsertRows();
    }
}

} // namespace topicscope::app
