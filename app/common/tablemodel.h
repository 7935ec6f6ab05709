// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/tablemodelbase.h"

#include <iterator>
#include <utility>

namespace topicscope::app {

//! \brief Rows as their description says: derive from it and say when rows come, change and go. Thread: main.
//!
//! Its header, its rows, what sorts and what filters it (TableHeader, TableRow, TableProxyModel) follow the
//! description.
template<typename Row, typename Rows = std::vector<Row>>
class TableModel : public TableModelBase
{
public:
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] const Rows &rows() const noexcept { return m_rows; }

protected:
    explicit TableModel(TableDescription<Row> description, QObject *parent = nullptr)
        : TableModelBase(looksOf(description), description.reserved, namesOf(description), parent),
          m_description(std::move(description))
    {
    }

    [[nodiscard]] Row &at(std::size_t place) { return m_rows[place]; }

    //! \brief Replaces all rows.
    void resetRows(Rows rows)
    {
        if (m_rows.empty() && rows.empty())
            return;
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    //! \brief Puts the rows from \a begin to \a end before the one at \a place, at once.
    template<typename Iterator>
    void insertRun(std::size_t place, Iterator begin, Iterator end)
    {
        if (begin == end)
            return;
        const auto first = static_cast<int>(place);
        beginInsertRows({}, first, first + static_cast<int>(std::distance(begin, end)) - 1);
        m_rows.insert(m_rows.begin() + first, begin, end);
        endInsertRows();
    }
    void appendRows(Rows rows)
    {
        insertRun(m_rows.size(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    }
    void removeRun(std::size_t first, std::size_t last)
    {
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
        m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(first),
                     m_rows.begin() + static_cast<std::ptrdiff_t>(last) + 1);
        endRemoveRows();
    }
    //! \brief Removes what \a gone is true of; true where there was some. From the end, in runs, so that rows before
    //! keep their numbers.
    template<typename Gone>
    bool removeIf(Gone gone)
    {
        const std::size_t before = m_rows.size();
        for (std::size_t end = before; end > 0; --end) {
            if (!gone(m_rows[end - 1]))
                continue;
            const std::size_t last = end - 1;
            while (end > 1 && gone(m_rows[end - 2]))
                --end;
            removeRun(end - 1, last);
        }
        return m_rows.size() != before;
    }

private:
    [[nodiscard]] static std::vector<ColumnLook> looksOf(const TableDescription<Row> &description)
    {
        std::vector<ColumnLook> looks;
        for (const Column<Row> &column : description.columns)
            looks.push_back(column.look);
        return looks;
    }
    [[nodiscard]] static std::vector<QByteArray> namesOf(const TableDescription<Row> &description)
    {
        std::vector<QByteArray> names;
        for (const RowRole<Row> &role : description.roles)
            names.emplace_back(role.name);
        return names;
    }
    [[nodiscard]] const Row &row(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const Column<Row> &column(int column) const
    {
        return m_description.columns[static_cast<std::size_t>(column)];
    }

    [[nodiscard]] QString text(int row, int column) const final { return this->column(column).text(this->row(row)); }
    [[nodiscard]] QVariant key(int row, int column) const final
    {
        const auto &key = this->column(column).key;
        return key ? key(this->row(row)) : text(row, column);
    }
    [[nodiscard]] std::optional<Tone::Value> tone(int row, int column) const final
    {
        const auto &tone = this->column(column).tone;
        return tone ? tone(this->row(row)) : std::nullopt;
    }
    [[nodiscard]] QVariant rowValue(int row, int role) const final
    {
        const auto said = [&](const std::function<QString(const Row &)> &what) {
            return what ? what(this->row(row)) : QString();
        };
        switch (role) {
        case DimmedRole:
            return m_description.dimmed && m_description.dimmed(this->row(row));
        case Qt::AccessibleTextRole:
            return said(m_description.summary);
        case Qt::AccessibleDescriptionRole:
            return said(m_description.description);
        case Qt::ToolTipRole:
            return said(m_description.toolTip);
        default:
            break;
        }
        const auto own = static_cast<std::size_t>(role - FirstRole);
        return role >= FirstRole && own < m_description.roles.size() ? m_description.roles[own].value(this->row(row))
                                                                     : QVariant();
    }

    TableDescription<Row> m_description;
    Rows m_rows;
};

} // namespace topicscope::app
