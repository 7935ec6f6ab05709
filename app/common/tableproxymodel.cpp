// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/tableproxymodel.h"

#include "common/naturalorder.h"

namespace topicscope::app {

TableProxyModel::TableProxyModel(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(TableModelBase::SortRole);
    connect(this, &QAbstractItemModel::rowsInserted, this, &TableProxyModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &TableProxyModel::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &TableProxyModel::countChanged);
}

void TableProxyModel::setFilterText(const QString &text)
{
    if (m_filterText == text)
        return;
    m_filterText = text;
    invalidateFilter();
    Q_EMIT filterTextChanged();
    Q_EMIT countChanged();
}

void TableProxyModel::toggleSort(int column)
{
    const ColumnLook::Order order = orderOf(column);
    if (order == ColumnLook::Order::None)
        return;
    const bool textual = order == ColumnLook::Order::Text;
    const Qt::SortOrder first = textual ? Qt::AscendingOrder : Qt::DescendingOrder;
    const Qt::SortOrder second = textual ? Qt::DescendingOrder : Qt::AscendingOrder;
    if (sortColumn() != column)
        sort(column, first);
    else if (sortOrder() == first)
        sort(column, second);
    else
        sort(m_usualColumn, m_usualOrder);
    Q_EMIT sortChanged();
}

void TableProxyModel::setUsualSort(int column, Qt::SortOrder order)
{
    m_usualColumn = column;
    m_usualOrder = order;
    sort(column, order);
    Q_EMIT sortChanged();
}

ColumnLook::Order TableProxyModel::orderOf(int column) const
{
    return column < 0 ? ColumnLook::Order::None : table()->looks()[static_cast<std::size_t>(column)].order;
}

bool TableProxyModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_filterText.isEmpty())
        return true;
    for (int column = 0; const ColumnLook &look : table()->looks()) {
        if (look.searched
            && table()
                   ->index(sourceRow, column, sourceParent)
                   .data()
                   .toString()
                   .contains(m_filterText, Qt::CaseInsensitive))
            return true;
        ++column;
    }
    return false;
}

bool TableProxyModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (orderOf(sortColumn()) != ColumnLook::Order::Text)
        return QSortFilterProxyModel::lessThan(left, right);
    const QString a = left.data(sortRole()).toString();
    const QString b = right.data(sortRole()).toString();
    const auto fold = [](char16_t unit) { return QChar::toCaseFolded(unit); };
    return naturalOrder(std::u16string_view(QStringView(a).utf16(), static_cast<std::size_t>(a.size())),
                        std::u16string_view(QStringView(b).utf16(), static_cast<std::size_t>(b.size())), fold)
           < 0;
}

} // namespace topicscope::app
