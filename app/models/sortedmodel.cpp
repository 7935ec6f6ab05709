// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sortedmodel.h"

namespace topicscope::app {

SortedModel::SortedModel(int sortRole, QObject *parent)
    : FilteredModel(parent)
{
    setSortRole(sortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void SortedModel::toggleSort(int column)
{
    const bool textual = isTextual(column);
    const Qt::SortOrder first = textual ? Qt::AscendingOrder : Qt::DescendingOrder;
    const Qt::SortOrder second = textual ? Qt::DescendingOrder : Qt::AscendingOrder;
    if (sortColumn() != column)
        sort(column, first);
    else if (sortOrder() == first)
        sort(column, second);
    else
        sort(-1, Qt::AscendingOrder);
    Q_EMIT sortChanged();
}

} // namespace topicscope::app
