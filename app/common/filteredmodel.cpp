// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/filteredmodel.h"

#include <algorithm>

namespace topicscope::app {

FilteredModel::FilteredModel(QObject *parent) : QSortFilterProxyModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &FilteredModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &FilteredModel::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &FilteredModel::countChanged);
}

void FilteredModel::setFilterText(const QString &text)
{
    if (m_filterText == text)
        return;
    m_filterText = text;
    invalidateFilter();
    Q_EMIT filterTextChanged();
    Q_EMIT countChanged();
}

bool FilteredModel::holdsFilterText(const QModelIndex &index, std::initializer_list<int> roles) const
{
    return m_filterText.isEmpty() || std::any_of(roles.begin(), roles.end(), [&](int role) {
               return index.data(role).toString().contains(m_filterText, Qt::CaseInsensitive);
           });
}

} // namespace topicscope::app
