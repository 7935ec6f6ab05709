// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/handlermodel.h"

#include "models/figuretext.h"

#include <algorithm>

namespace topicscope::app {
namespace {

constexpr std::chrono::milliseconds rateInterval{950}; // a second, less what snapshots jitter

} // namespace

int HandlerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HandlerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HandlerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::TextAlignmentRole:
        if (index.column() >= CallsColumn && index.column() <= MaxColumn)
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    case SortRole:
        return sortValue(row, index.column());
    case HandlerIdRole:
        return row.id.value;
    case NameRole:
        return row.name;
    case PatternRole:
        return row.pattern;
    case ModeRole:
        return text(row, ModeColumn);
    case CallsRole:
        return text(row, CallsColumn);
    case RateRole:
        return text(row, RateColumn);
    case FailuresRole:
        return text(row, FailuresColumn);
    case FailedRole:
        return row.failures > 0;
    case TimeoutsRole:
        return countText(row.timeouts);
    case P50Role:
        return text(row, P50Column);
    case P99Role:
        return text(row, P99Column);
    case MaxRole:
        return text(row, MaxColumn);
    case LastErrorRole:
        return row.lastError;
    case RemovedRole:
        return row.removed;
    default:
        return {};
    }
}

QVariant HandlerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Handler");
    case PatternColumn:
        return tr("Topic");
    case ModeColumn:
        return tr("Mode");
    case CallsColumn:
        return tr("Calls");
    case RateColumn:
        return tr("Calls/s");
    case FailuresColumn:
        return tr("Failures");
    case P50Column:
        return tr("p50");
    case P99Column:
        return tr("p99");
    case MaxColumn:
        return tr("Max");
    case LastErrorColumn:
        return tr("Last error");
    default:
        return {};
    }
}

QHash<int, QByteArray> HandlerModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {HandlerIdRole, "handlerId"}, {NameRole, "name"}, {PatternRole, "pattern"},
            {ModeRole, "mode"}, {CallsRole, "calls"}, {RateRole, "rate"}, {FailuresRole, "failures"}, {FailedRole, "failed"},
            {TimeoutsRole, "timeouts"}, {P50Role, "p50"}, {P99Role, "p99"}, {MaxRole, "max"}, {LastErrorRole, "lastError"},
            {RemovedRole, "removed"}};
}

void HandlerModel::update(const client::ClientSnapshot &snapshot)
{
    const auto &handlers = snapshot.handlers;
    const bool same = handlers.size() >= m_rows.size()
        && std::equal(m_rows.begin(), m_rows.end(), handlers.begin(),
                      [](const Row &row, const client::HandlerFigures &figures) { return row.id == figures.id && row.calls <= figures.calls; });
    if (!same)
        clear();

    while (m_totals.size() > 1 && snapshot.at - m_totals.at(1).at >= rateInterval)
        m_totals.pop_front();
    const double seconds = m_totals.empty() ? 0.0 : std::chrono::duration<double>(snapshot.at - m_totals.front().at).count();

    Totals totals{.at = snapshot.at, .calls = {}};
    totals.calls.reserve(handlers.size());
    int firstChanged = -1;
    const auto known = m_rows.size();
    std::vector<Row> added;
    for (std::size_t i = 0; i < handlers.size(); ++i) {
        totals.calls.push_back(handlers[i].calls);
        Row row = rowOf(handlers[i], i < known ? &m_rows[i] : nullptr);
        if (seconds > 0.0 && i < m_totals.front().calls.size())
            row.rate = static_cast<double>(row.calls - m_totals.front().calls[i]) / seconds;
        if (i >= known) {
            added.push_back(std::move(row));
            continue;
        }
        // One signal for each run of rows that changed.
        const bool changed = row != m_rows[i];
        if (changed) {
            m_rows[i] = std::move(row);
            if (firstChanged < 0)
                firstChanged = static_cast<int>(i);
        } else if (firstChanged >= 0) {
            emitChanged(firstChanged, static_cast<int>(i) - 1);
            firstChanged = -1;
        }
    }
    if (firstChanged >= 0)
        emitChanged(firstChanged, static_cast<int>(known) - 1);
    if (!added.empty()) {
        beginInsertRows({}, static_cast<int>(known), static_cast<int>(known + added.size()) - 1);
        m_rows.insert(m_rows.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
        endInsertRows();
    }
    if (m_totals.empty() || snapshot.at > m_totals.back().at)
        m_totals.push_back(std::move(totals));
}

void HandlerModel::clear()
{
    m_totals.clear();
    if (m_rows.empty())
        return;
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

HandlerModel::Row HandlerModel::rowOf(const client::HandlerFigures &figures, const Row *before)
{
    Row row{.id = figures.id,
            .name = figures.name,
            .pattern = figures.pattern,
            .lastError = figures.lastError,
            .calls = figures.calls,
            .failures = figures.failures + figures.timeouts,
            .timeouts = figures.timeouts,
            .max = figures.latency.max(),
            .parallel = figures.parallel,
            .removed = figures.removed};
    if (before && before->calls == row.calls && before->max == row.max) {
        // Percentiles walk the whole histogram; thousands of idle handlers must cost nothing.
        row.p50 = before->p50;
        row.p99 = before->p99;
    } else {
        row.p50 = figures.latency.percentile(50.0);
        row.p99 = figures.latency.percentile(99.0);
    }
    return row;
}

QVariant HandlerModel::sortValue(const Row &row, int column)
{
    switch (column) {
    case NameColumn:
        return row.name;
    case PatternColumn:
        return row.pattern;
    case ModeColumn:
        return row.parallel;
    case CallsColumn:
        return row.calls;
    case RateColumn:
        return row.rate;
    case FailuresColumn:
        return row.failures;
    case P50Column:
        return static_cast<qint64>(row.p50.count());
    case P99Column:
        return static_cast<qint64>(row.p99.count());
    case MaxColumn:
        return static_cast<qint64>(row.max.count());
    case LastErrorColumn:
        return row.lastError;
    default:
        return {};
    }
}

QString HandlerModel::text(const Row &row, int column) const
{
    const auto latency = [&row](std::chrono::nanoseconds value) { return row.calls == 0 ? QStringLiteral("–") : durationText(value); };
    switch (column) {
    case NameColumn:
        return row.name;
    case PatternColumn:
        return row.pattern;
    case ModeColumn:
        return row.removed ? tr("removed") : row.parallel ? tr("parallel") : tr("serial");
    case CallsColumn:
        return countText(row.calls);
    case RateColumn:
        return rateText(row.rate);
    case FailuresColumn:
        return countText(row.failures);
    case P50Column:
        return latency(row.p50);
    case P99Column:
        return latency(row.p99);
    case MaxColumn:
        return latency(row.max);
    case LastErrorColumn:
        return row.lastError;
    default:
        return {};
    }
}

void HandlerModel::emitChanged(int first, int last)
{
    Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

HandlerProxyModel::HandlerProxyModel(QObject *parent)
    : SortedModel(HandlerModel::SortRole, parent)
{
}

void HandlerProxyModel::setShowRemoved(bool show)
{
    if (m_showRemoved == show)
        return;
    m_showRemoved = show;
    invalidateFilter();
    Q_EMIT showRemovedChanged();
}

bool HandlerProxyModel::isTextual(int column) const
{
    return column <= HandlerModel::ModeColumn || column == HandlerModel::LastErrorColumn;
}

bool HandlerProxyModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    if (!m_showRemoved && index.data(HandlerModel::RemovedRole).toBool())
        return false;
    return holdsFilterText(index, {HandlerModel::NameRole, HandlerModel::PatternRole});
}

} // namespace topicscope::app
