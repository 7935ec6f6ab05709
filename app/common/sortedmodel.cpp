// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/sortedmodel.h"

#include "common/naturalorder.h"

namespace topicscope::app {

SortedModel::SortedModel(int sortRole, QObject *parent) : FilteredModel(parent)
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

bool SortedModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (!isTextual(sortColumn()))
        return FilteredModel::lessThan(left, right);
    const QString a = left.data(sortRole()).toString();
    const QString b = right.data(sortRole()).toString();
    const auto fold = [](char16_t unit) { return QChar::toCaseFolded(unit); };
    return naturalOrder(std::u16string_view(QStringView(a).utf16(), static_cast<std::size_t>(a.size())),
                        std::u16string_view(QStringView(b).utf16(), static_cast<std::size_t>(b.size())), fold)
           < 0;
}

} // namespace topicscope::app
