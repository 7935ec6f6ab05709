// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/tablecolumns.h"

#include <QAbstractProxyModel>

#include <algorithm>
#include <cmath>

namespace topicscope::app {
namespace {

const TableModelBase *tableOf(const QAbstractItemModel *model)
{
    while (const auto *proxy = qobject_cast<const QAbstractProxyModel *>(model))
        model = proxy->sourceModel();
    return qobject_cast<const TableModelBase *>(model);
}

//! What the columns that are shown ask for.
struct Wishes {
    qreal fixed = 0; // width of those that do not stretch
    qreal spare = 0; // of it what they can do without
    qreal least = 0; // width of those that do
    qreal stretch = 0;
};

Wishes wishesOf(const QList<TableColumn *> &columns, qreal available)
{
    Wishes wishes;
    for (const TableColumn *column : columns) {
        const ColumnLook &look = column->look();
        if (available < look.shownFrom)
            continue;
        if (look.stretch > 0) {
            wishes.least += look.minimum;
            wishes.stretch += look.stretch;
        } else {
            wishes.fixed += look.width;
            wishes.spare += look.minimum > 0 ? look.width - look.minimum : 0;
        }
    }
    return wishes;
}

} // namespace

void TableColumn::place(qreal x, qreal width)
{
    if (m_x == x && m_width == width)
        return;
    m_x = x;
    m_width = width;
    Q_EMIT placeChanged();
}

void TableColumns::setModel(QAbstractItemModel *model)
{
    if (m_model == model)
        return;
    m_model = model;
    const auto old = std::exchange(m_columns, {});
    if (const TableModelBase *table = tableOf(model)) {
        m_reserved = table->reserved();
        for (const ColumnLook &look : table->looks())
            m_columns << new TableColumn(look, this);
    }
    layOut();
    Q_EMIT modelChanged();
    for (TableColumn *column : old) // what draws them let go of them just now
        column->deleteLater();
}

void TableColumns::setAvailable(qreal available)
{
    if (m_available == available)
        return;
    m_available = available;
    layOut();
    Q_EMIT availableChanged();
}

TableColumn *TableColumns::dotted() const
{
    const auto column = std::find_if(m_columns.begin(), m_columns.end(), [](auto *each) { return each->isDotted(); });
    return column == m_columns.end() ? nullptr : *column;
}

int TableColumns::indexOf(const QString &id) const
{
    const auto column = std::find_if(m_columns.begin(), m_columns.end(), [&](auto *each) { return each->id() == id; });
    return column == m_columns.end() ? -1 : static_cast<int>(column - m_columns.begin());
}

//! Columns that stretch have at least their minimum, for which the others give up what they can.
void TableColumns::layOut()
{
    Wishes wishes = wishesOf(m_columns, m_available);
    const qreal room = m_available - m_reserved - wishes.fixed;
    const qreal shrunk = wishes.spare > 0 ? std::clamp((wishes.least - room) / wishes.spare, 0.0, 1.0) : 0.0;
    qreal rest = std::max(0.0, room + shrunk * wishes.spare - wishes.least);
    qreal x = 0;
    for (TableColumn *column : m_columns) {
        const ColumnLook &look = column->look();
        qreal width = 0;
        if (m_available >= look.shownFrom && look.stretch > 0) {
            const qreal share = look.stretch < wishes.stretch ? std::round(rest * look.stretch / wishes.stretch) : rest;
            rest -= share; // the last gets what is left, to the pixel
            wishes.stretch -= look.stretch;
            width = look.minimum + share;
        } else if (m_available >= look.shownFrom) {
            width = std::round(look.width - shrunk * (look.minimum > 0 ? look.width - look.minimum : 0));
        }
        column->place(x, width);
        x += width;
    }
}

} // namespace topicscope::app
