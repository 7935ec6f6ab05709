// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/tablemodelbase.h"

#include "common/figuretext.h"

#include <algorithm>
#include <utility>

namespace topicscope::app {

TableModelBase::TableModelBase(std::vector<ColumnLook> looks, qreal reserved, const std::vector<QByteArray> &roles,
                               QObject *parent)
    : QAbstractTableModel(parent),
      m_looks(std::move(looks)),
      m_reserved(reserved),
      m_roleNames{{CellsRole, "cells"},
                  {TonesRole, "tones"},
                  {DimmedRole, "dimmed"},
                  {Qt::AccessibleTextRole, "summary"},
                  {Qt::AccessibleDescriptionRole, "description"},
                  {Qt::ToolTipRole, "toolTip"}}
{
    for (int role = FirstRole; const QByteArray &name : roles)
        m_roleNames.insert(role++, name);
    connect(this, &QAbstractItemModel::rowsInserted, this, &TableModelBase::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &TableModelBase::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &TableModelBase::countChanged);
}

int TableModelBase::columnOf(QStringView id) const
{
    const auto look = std::find_if(m_looks.begin(), m_looks.end(),
                                   [id](const ColumnLook &each) { return each.id == id; });
    return look == m_looks.end() ? -1 : static_cast<int>(look - m_looks.begin());
}

QVariant TableModelBase::value(int row, const char *name) const
{
    const int role = roleOf(name);
    return role >= 0 ? index(row).data(role) : index(row, columnOf(QString::fromLatin1(name))).data();
}

QModelIndex TableModelBase::index(int row, int column, const QModelIndex &parent) const
{
    return QAbstractTableModel::index(row, column, parent);
}

int TableModelBase::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : std::max(1, static_cast<int>(m_looks.size()));
}

QVariant TableModelBase::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return m_looks.empty() ? rowValue(index.row(), FirstRole) : text(index.row(), index.column());
    case SortRole:
        return m_looks.empty() ? QVariant() : key(index.row(), index.column());
    case CellsRole:
        return cells(index.row());
    case TonesRole:
        return QVariant::fromValue(tones(index.row()));
    default:
        return rowValue(index.row(), role);
    }
}

QVariant TableModelBase::headerData(int section, Qt::Orientation orientation, int role) const
{
    const auto column = static_cast<std::size_t>(section);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || column >= m_looks.size())
        return {};
    return m_looks[column].title;
}

QHash<int, QByteArray> TableModelBase::roleNames() const
{
    return m_roleNames;
}

QStringList TableModelBase::cells(int row) const
{
    QStringList texts;
    texts.reserve(static_cast<qsizetype>(m_looks.size()));
    for (int column = 0; const ColumnLook &look : m_looks) {
        const QString plain = text(row, column++);
        texts << (look.received ? shownText(plain) : plain);
    }
    return texts;
}

QList<int> TableModelBase::tones(int row) const
{
    QList<int> tones;
    for (int column = 0; column < static_cast<int>(m_looks.size()); ++column) {
        const std::optional<Tone::Value> found = tone(row, column);
        if (!found)
            continue;
        tones.resize(static_cast<qsizetype>(m_looks.size()), -1);
        tones[column] = *found;
    }
    return tones;
}

void TableModelBase::tellChanged(const std::vector<std::size_t> &places)
{
    // One signal for each run of rows; a gap costs what sorts them less than another signal.
    constexpr std::size_t largestGap = 32;
    for (auto place = places.begin(); place != places.end();) {
        const std::size_t first = *place;
        std::size_t last = first;
        for (; place != places.end() && *place <= last + largestGap; ++place)
            last = *place;
        tellChanged(first, last);
    }
}

void TableModelBase::tellChanged(std::size_t first, std::size_t last)
{
    Q_EMIT dataChanged(index(static_cast<int>(first)), index(static_cast<int>(last), columnCount() - 1));
}

} // namespace topicscope::app
