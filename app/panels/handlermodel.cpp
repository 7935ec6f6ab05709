// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/handlermodel.h"

#include "common/figuretext.h"

#include <algorithm>
#include <optional>

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
    return {{Qt::DisplayRole, "display"},
            {HandlerIdRole, "handlerId"},
            {NameRole, "name"},
            {PatternRole, "pattern"},
            {ModeRole, "mode"},
            {CallsRole, "calls"},
            {RateRole, "rate"},
            {FailuresRole, "failures"},
            {FailedRole, "failed"},
            {TimeoutsRole, "timeouts"},
            {P50Role, "p50"},
            {P99Role, "p99"},
            {MaxRole, "max"},
            {LastErrorRole, "lastError"},
            {RemovedRole, "removed"}};
}

void HandlerModel::update(const client::ClientSnapshot &snapshot)
{
    const auto &handlers = snapshot.handlers;
    const bool another = handlers.size() < m_rows.size()
                         || std::any_of(snapshot.changedHandlers.begin(), snapshot.changedHandlers.end(),
                                        [&](std::size_t place) {
                                            return place < m_rows.size() && handlers[place].calls < m_rows[place].calls;
                                        });
    if (another)
        clear();
    if (m_rows.empty())
        m_begun = snapshot.at;
    updateRows(snapshot, takeCalls(snapshot));
    addRows(handlers);
}

std::vector<std::size_t> HandlerModel::takeCalls(const client::ClientSnapshot &snapshot)
{
    std::vector<std::size_t> places;
    while (!m_calls.empty() && snapshot.at - m_calls.front().at >= rateInterval) {
        for (const auto &[place, count] : m_calls.front().counts) {
            m_recent[place] -= count;
            places.push_back(place);
        }
        m_begun = m_calls.front().at;
        m_calls.pop_front();
    }
    for (const Calls &calls : m_calls) {
        for (const auto &[place, count] : calls.counts)
            places.push_back(place);
    }
    Calls calls{.at = snapshot.at, .counts = {}};
    for (const std::size_t place : snapshot.changedHandlers) {
        if (place >= m_rows.size())
            continue; // new
        places.push_back(place);
        if (const quint64 ended = snapshot.handlers[place].calls - m_rows[place].calls; ended > 0) {
            m_recent[place] += ended;
            calls.counts.emplace_back(place, ended);
        }
    }
    m_calls.push_back(std::move(calls)); // without calls too: the second moves on
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

void HandlerModel::updateRows(const client::ClientSnapshot &snapshot, const std::vector<std::size_t> &places)
{
    const double seconds = std::chrono::duration<double>(snapshot.at - m_begun).count();
    // One signal for each run of rows that changed; a gap costs what sorts them less than another signal.
    constexpr std::size_t largestGap = 32;
    std::optional<std::size_t> first;
    std::size_t last = 0;
    for (const std::size_t place : places) {
        Row row = rowOf(snapshot.handlers[place], &m_rows[place]);
        row.rate = seconds > 0.0 ? static_cast<double>(m_recent[place]) / seconds : 0.0;
        if (row == m_rows[place])
            continue;
        m_rows[place] = std::move(row);
        if (first && place > last + largestGap)
            emitChanged(*std::exchange(first, place), last);
        first = first.value_or(place);
        last = place;
    }
    if (first)
        emitChanged(*first, last);
}

void HandlerModel::addRows(const std::vector<client::HandlerFigures> &handlers)
{
    if (handlers.size() == m_rows.size())
        return;
    beginInsertRows({}, rowCount(), static_cast<int>(handlers.size()) - 1);
    m_rows.reserve(handlers.size());
    while (m_rows.size() < handlers.size())
        m_rows.push_back(rowOf(handlers[m_rows.size()], nullptr));
    m_recent.resize(m_rows.size(), 0);
    endInsertRows();
}

void HandlerModel::clear()
{
    m_calls.clear();
    m_recent.clear();
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
    const auto latency = [&row](std::chrono::nanoseconds value) {
        return row.calls == 0 ? QStringLiteral("–") : durationText(value);
    };
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

void HandlerModel::emitChanged(std::size_t first, std::size_t last)
{
    Q_EMIT dataChanged(index(static_cast<int>(first), 0), index(static_cast<int>(last), ColumnCount - 1));
}

HandlerProxyModel::HandlerProxyModel(QObject *parent) : SortedModel(HandlerModel::SortRole, parent) {}

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
