// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/handlermodel.h"

#include "common/figurecolumns.h"

#include <algorithm>

namespace topicscope::app {
namespace {

constexpr std::chrono::milliseconds rateInterval{950}; // a second, less what snapshots jitter

//! What the row of a handler that failed says beside its figures.
QString failuresText(const HandlerFigureRow &row)
{
    if (row.failures == 0)
        return {};
    const QString failures = HandlerModel::tr("%1 failed, %2 of them timed out")
                                 .arg(countText(row.failures), countText(row.timeouts));
    return row.lastError.isEmpty()
               ? failures
               : failures + QLatin1Char('\n') + HandlerModel::tr("Last error: %1").arg(row.lastError);
}

} // namespace

HandlerModel::HandlerModel(QObject *parent) : TableModel(description(), parent) {}

TableDescription<HandlerFigureRow> HandlerModel::description()
{
    using Row = HandlerFigureRow;
    using Order = ColumnLook::Order;
    const auto figure = [](const char *id, const QString &title, const QString &toolTip) {
        return figureLook(id, title, toolTip, 88, 72);
    };
    const auto failed = [](const Row &row) { return row.failures > 0 ? std::optional(Tone::Danger) : std::nullopt; };
    Column<Row> failures = countColumn(
        figure("failures", tr("Failures"), tr("Calls that ended with an error or took too long: not acknowledged")),
        &Row::failures);
    failures.look.muted = true;
    failures.tone = failed;

    return {
        .columns = {{{.id = QStringLiteral("name"),
                      .title = tr("Handler"),
                      .minimum = 115,
                      .stretch = 32,
                      .order = Order::Text,
                      .cutInTheMiddle = true,
                      .received = true,
                      .searched = true},
                     [](const Row &row) { return row.name; }},
                    {{.id = QStringLiteral("pattern"),
                      .title = tr("Topic"),
                      .minimum = 93,
                      .stretch = 26,
                      .order = Order::Text,
                      .mono = true,
                      .cutInTheMiddle = true,
                      .received = true,
                      .searched = true},
                     [](const Row &row) { return row.pattern; }},
                    {{.id = QStringLiteral("mode"),
                      .title = tr("Mode"),
                      .toolTip = tr("Serial: one message after the other. Parallel: on all lanes at once."),
                      .width = 76,
                      .shownFrom = 1000,
                      .order = Order::Text,
                      .muted = true},
                     [](const Row &row) {
                         return row.removed ? tr("removed") : row.parallel ? tr("parallel") : tr("serial");
                     }},
                    countColumn(figure("calls", tr("Calls"), tr("Calls that ended")), &Row::calls),
                    {figure("rate", tr("Calls/s"), tr("Calls that ended in the last second")),
                     [](const Row &row) { return rateText(row.rate); }, [](const Row &row) { return row.rate; }},
                    failures,
                    latencyColumn(figure("p50", tr("p50"), tr("Half of the calls took no longer")), &Row::p50,
                                  &Row::calls),
                    latencyColumn(figure("p99", tr("p99"), tr("99 of 100 calls took no longer")), &Row::p99,
                                  &Row::calls),
                    latencyColumn(figure("max", tr("Max"), tr("The longest call")), &Row::max, &Row::calls),
                    {{.id = QStringLiteral("lastError"),
                      .title = tr("Last error"),
                      .minimum = 151,
                      .stretch = 42,
                      .shownFrom = 1080,
                      .order = Order::Text,
                      .received = true},
                     [](const Row &row) { return row.lastError; },
                     nullptr,
                     failed}},
        .reserved = 40,
        .summary =
            [](const Row &row) {
                return tr("%1 on %2: %3 calls, %4 failures, p99 %5")
                    .arg(row.name, row.pattern, countText(row.calls), countText(row.failures),
                         latencyText(row.p99, row.calls));
            },
        .description = [](const Row &row) { return row.lastError; },
        .toolTip = &failuresText,
        .dimmed = [](const Row &row) { return row.removed; },
        .roles = {{"handlerId", [](const Row &row) { return row.id.value; }},
                  {"name", [](const Row &row) { return row.name; }},
                  {"removed", [](const Row &row) { return row.removed; }}},
    };
}

void HandlerModel::update(const client::ClientSnapshot &snapshot)
{
    const auto &handlers = snapshot.handlers;
    const bool another = handlers.size() < rows().size()
                         || std::any_of(snapshot.changedHandlers.begin(), snapshot.changedHandlers.end(),
                                        [&](std::size_t place) {
                                            return place < rows().size() && handlers[place].calls < rows()[place].calls;
                                        });
    if (another)
        clear();
    if (rows().empty())
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
        if (place >= rows().size())
            continue; // new
        places.push_back(place);
        if (const quint64 ended = snapshot.handlers[place].calls - rows()[place].calls; ended > 0) {
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
    std::vector<std::size_t> changed;
    for (const std::size_t place : places) {
        HandlerFigureRow row = rowOf(snapshot.handlers[place], &at(place));
        row.rate = seconds > 0.0 ? static_cast<double>(m_recent[place]) / seconds : 0.0;
        if (row == at(place))
            continue;
        at(place) = std::move(row);
        changed.push_back(place);
    }
    tellChanged(changed);
}

void HandlerModel::addRows(const std::vector<client::HandlerFigures> &handlers)
{
    std::vector<HandlerFigureRow> added;
    added.reserve(handlers.size() - rows().size());
    for (std::size_t place = rows().size(); place < handlers.size(); ++place)
        added.push_back(rowOf(handlers[place], nullptr));
    m_recent.resize(handlers.size(), 0);
    appendRows(std::move(added));
}

void HandlerModel::clear()
{
    m_calls.clear();
    m_recent.clear();
    resetRows({});
}

HandlerFigureRow HandlerModel::rowOf(const client::HandlerFigures &figures, const HandlerFigureRow *before)
{
    HandlerFigureRow row{.id = figures.id,
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

void HandlerProxyModel::setShowRemoved(bool show)
{
    if (m_showRemoved == show)
        return;
    m_showRemoved = show;
    invalidateFilter();
    Q_EMIT showRemovedChanged();
}

bool HandlerProxyModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const auto *handlers = static_cast<const HandlerModel *>(sourceModel());
    if (!m_showRemoved && handlers->rows()[static_cast<std::size_t>(sourceRow)].removed)
        return false;
    return TableProxyModel::filterAcceptsRow(sourceRow, sourceParent);
}

} // namespace topicscope::app
