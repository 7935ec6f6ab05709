// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/tablemodelbase.h"

#include <QSortFilterProxyModel>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief The rows of a TableModel that hold a text, sorted by the column whose title is pressed. Thread: main.
class TableProxyModel : public QSortFilterProxyModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a controller")

    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(QString filterText READ filterText WRITE setFilterText NOTIFY filterTextChanged)
    Q_PROPERTY(int sortedColumn READ sortedColumn NOTIFY sortChanged)
    Q_PROPERTY(bool descending READ isDescending NOTIFY sortChanged)

public:
    explicit TableProxyModel(QObject *parent = nullptr);

    [[nodiscard]] int count() const { return rowCount(); }
    //! \brief What the columns that are searched are looked through for, in whatever case; empty: all rows pass.
    [[nodiscard]] QString filterText() const { return m_filterText; }
    void setFilterText(const QString &text);
    //! \brief The column sorted by; -1 for the order of the table.
    [[nodiscard]] int sortedColumn() const { return sortColumn(); }
    //! \brief What \a row says: see TableModelBase::value().
    [[nodiscard]] QVariant value(int row, const char *name) const
    {
        return table()->value(mapToSource(index(row, 0)).row(), name);
    }
    [[nodiscard]] bool isDescending() const { return sortOrder() == Qt::DescendingOrder; }

    //! \brief Sorts by \a column: figures largest first, then smallest first, then as before any was pressed; texts
    //! the other way round.
    Q_INVOKABLE void toggleSort(int column);
    //! \brief Sorts by \a column, as long as none is pressed, instead of leaving rows as the table has them.
    void setUsualSort(int column, Qt::SortOrder order);

Q_SIGNALS:
    void countChanged();
    void filterTextChanged();
    void sortChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    [[nodiscard]] const TableModelBase *table() const { return static_cast<const TableModelBase *>(sourceModel()); }
    [[nodiscard]] ColumnLook::Order orderOf(int column) const;

    QString m_filterText;
    int m_usualColumn = -1;
    Qt::SortOrder m_usualOrder = Qt::AscendingOrder;
};

} // namespace topicscope::app
