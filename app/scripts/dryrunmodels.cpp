// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/dryrunmodels.h"

#include "common/figuretext.h"

namespace topicscope::app {

using script::DryRunDifference;

DryRunFiguresModel::DryRunFiguresModel(QObject *parent)
    : TableModel({.roles = {{"label", [](const DryRunFigureRow &row) { return row.label; }},
                            {"before", [](const DryRunFigureRow &row) { return row.before; }},
                            {"after", [](const DryRunFigureRow &row) { return row.after; }},
                            {"changed", [](const DryRunFigureRow &row) { return row.changed; }}}},
                 parent)
{
}

void DryRunFiguresModel::setComparison(const script::DryRunComparison &comparison)
{
    using script::DryRunReport;
    std::vector<DryRunFigureRow> rows;
    const auto count = [&](const QString &label, quint64 DryRunReport::*figure) {
        rows.push_back({label, countText(comparison.before.*figure), countText(comparison.after.*figure),
                        comparison.before.*figure != comparison.after.*figure});
    };
    count(tr("Messages"), &DryRunReport::messages);
    count(tr("Acknowledged"), &DryRunReport::acknowledged);
    count(tr("Withheld"), &DryRunReport::withheld);
    count(tr("Failed"), &DryRunReport::failed);
    count(tr("Timed out"), &DryRunReport::timedOut);
    count(tr("Published"), &DryRunReport::publications);
    count(tr("Warnings"), &DryRunReport::warnings);
    count(tr("Alerts"), &DryRunReport::alerts);
    count(tr("Other topics"), &DryRunReport::skipped);
    const auto latency = [&](const QString &label, double percent) {
        const auto text = [percent](const DryRunReport &report) {
            return report.messages == 0 ? QStringLiteral("–") : durationText(report.latency.percentile(percent));
        };
        rows.push_back({label, text(comparison.before), text(comparison.after), false});
    };
    latency(tr("Time, p50"), 50.0);
    latency(tr("Time, p99"), 99.0);
    latency(tr("Time, max"), 100.0);
    resetRows(std::move(rows));
}

DryRunDifferenceModel::DryRunDifferenceModel(QObject *parent)
    : TableModel({.roles = {{"topic", [](const DryRunDifference &row) { return shownText(row.message->topic()); }},
                            {"messageId", [](const DryRunDifference &row) { return shownText(row.message->id()); }},
                            {"before", [](const DryRunDifference &row) { return shownText(row.before.summary()); }},
                            {"after", [](const DryRunDifference &row) { return shownText(row.after.summary()); }}}},
                 parent)
{
}

} // namespace topicscope::app
