// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/consumermodel.h"

#include "common/figuretext.h"

#include <algorithm>
#include <optional>

namespace topicscope::app {

int ConsumerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConsumerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ConsumerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case SortRole:
        return sortValue(row, index.column());
    case ConsumerRole:
        return row.consumer;
    case TopicRole:
        return row.topic;
    case CountRole:
        return text(row, CountColumn);
    case P50Role:
        return text(row, P50Column);
    case P99Role:
        return text(row, P99Column);
    case MaxRole:
        return text(row, MaxColumn);
    case LateRole:
        return text(row, LateColumn);
    case IsLateRole:
        return row.late > 0;
    case MissingRole:
        return text(row, MissingColumn);
    case DoubledRole:
        return text(row, DoubledColumn);
    case IsDoubledRole:
        return row.doubled > 0;
    case LastRole:
        return text(row, LastColumn);
    default:
        return {};
    }
}

QHash<int, QByteArray> ConsumerModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"},
            {ConsumerRole, "consumer"},
            {TopicRole, "topic"},
            {CountRole, "count"},
            {P50Role, "p50"},
            {P99Role, "p99"},
            {MaxRole, "max"},
            {LateRole, "late"},
            {IsLateRole, "isLate"},
            {MissingRole, "missing"},
            {DoubledRole, "doubled"},
            {IsDoubledRole, "isDoubled"},
            {LastRole, "last"}};
}

void ConsumerModel::update(const std::vector<client::ConsumptionFigures> &consumers)
{
    const bool same = consumers.size() >= m_rows.size()
                      && std::equal(m_rows.begin(), m_rows.end(), consumers.begin(),
                                    [](const Row &row, const client::ConsumptionFigures &figures) {
                                        return row.consumer == figures.consumer && row.topic == figures.topic;
                                    });
    if (!same) {
        beginResetModel();
        m_rows.clear();
        endResetModel();
    }
    std::optional<std::size_t> first;
    std::size_t last = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (isUpToDate(m_rows[i], consumers[i]))
            continue; // percentiles walk the whole histogram; idle consumers cost nothing
        m_rows[i] = rowOf(consumers[i]);
        first = first.value_or(i);
        last = i;
    }
    if (first) // one signal however many changed: what lies between is only looked at again
        Q_EMIT dataChanged(index(static_cast<int>(*first), 0), index(static_cast<int>(last), ColumnCount - 1));
    if (m_rows.size() == consumers.size())
        return;
    beginInsertRows({}, static_cast<int>(m_rows.size()), static_cast<int>(consumers.size()) - 1);
    while (m_rows.size() < consumers.size())
        m_rows.push_back(rowOf(consumers[m_rows.size()]));
    endInsertRows();
}

bool ConsumerModel::isUpToDate(const Row &row, const client::ConsumptionFigures &figures)
{
    return row.count == figures.consumptions && row.late == figures.late && row.missing == figures.missing
           && row.measured == figures.latency.count();
}

ConsumerModel::Row ConsumerModel::rowOf(const client::ConsumptionFigures &figures)
{
    return {.consumer = figures.consumer,
            .topic = figures.topic,
            .count = figures.consumptions,
            .late = figures.late,
            .missing = figures.missing,
            .doubled = figures.doubled,
            .p50 = figures.latency.percentile(50.0),
            .p99 = figures.latency.percentile(99.0),
            .max = figures.latency.max(),
            .lastAt = figures.lastAt,
            .measured = figures.latency.count()};
}

QVariant ConsumerModel::sortValue(const Row &row, int column)
{
    switch (column) {
    case ConsumerColumn:
        return row.consumer;
    case TopicColumn:
        return row.topic;
    case CountColumn:
        return row.count;
    case P50Column:
        return static_cast<qint64>(row.p50.count());
    case P99Column:
        return static_cast<qint64>(row.p99.count());
    case MaxColumn:
        return static_cast<qint64>(row.max.count());
    case LateColumn:
        return row.late;
    case MissingColumn:
        return row.missing;
    case DoubledColumn:
        return row.doubled;
    case LastColumn:
        return static_cast<qint64>(row.lastAt.time_since_epoch().count());
    default:
        return {};
    }
}

QString ConsumerModel::text(const Row &row, int column)
{
    const auto latency = [&row](std::chrono::nanoseconds value) {
        return row.measured > 0 ? durationText(value) : QStringLiteral("–");
    };
    switch (column) {
    case ConsumerColumn:
        return row.consumer;
    case TopicColumn:
        return row.topic;
    case CountColumn:
        return countText(row.count);
    case P50Column:
        return latency(row.p50);
    case P99Column:
        return latency(row.p99);
    case MaxColumn:
        return latency(row.max);
    case LateColumn:
        return countText(row.late);
    case MissingColumn:
        return countText(row.missing);
    case DoubledColumn:
        return countText(row.doubled);
    case LastColumn:
        return timeOfDayText(row.lastAt);
    default:
        return {};
    }
}

ConsumerProxyModel::ConsumerProxyModel(QObject *parent) : SortedModel(ConsumerModel::SortRole, parent) {}

bool ConsumerProxyModel::isTextual(int column) const
{
    return column <= ConsumerModel::TopicColumn;
}

bool ConsumerProxyModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    return holdsFilterText(sourceModel()->index(sourceRow, 0, sourceParent),
                           {ConsumerModel::ConsumerRole, ConsumerModel::TopicRole});
}

} // namespace topicscope::app
