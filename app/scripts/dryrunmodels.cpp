// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/dryrunmodels.h"

#include "common/figuretext.h"

namespace topicscope::app {

int DryRunFiguresModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant DryRunFiguresModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case LabelRole:
        return row.label;
    case BeforeRole:
        return row.before;
    case AfterRole:
        return row.after;
    case ChangedRole:
        return row.changed;
    default:
        return {};
    }
}

QHash<int, QByteArray> DryRunFiguresModel::roleNames() const
{
    return {{LabelRole, "label"}, {BeforeRole, "before"}, {AfterRole, "after"}, {ChangedRole, "changed"}};
}

void DryRunFiguresModel::setComparison(const script::DryRunComparison &comparison)
{
    using script::DryRunReport;
    beginResetModel();
    m_rows.clear();
    const auto count = [&](const QString &label, quint64 DryRunReport::*figure) {
        m_rows.push_back({label, countText(comparison.before.*figure), countText(comparison.after.*figure),
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
        m_rows.push_back({label, text(comparison.before), text(comparison.after), false});
    };
    latency(tr("Time, p50"), 50.0);
    latency(tr("Time, p99"), 99.0);
    latency(tr("Time, max"), 100.0);
    endResetModel();
}

void DryRunFiguresModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

int DryRunDifferenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant DryRunDifferenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const script::DryRunDifference &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case TopicRole:
        return shownText(row.message->topic());
    case IdRole:
        return shownText(row.message->id());
    case BeforeRole:
        return shownText(row.before.summary());
    case AfterRole:
        return shownText(row.after.summary());
    default:
        return {};
    }
}

QHash<int, QByteArray> DryRunDifferenceModel::roleNames() const
{
    return {{TopicRole, "topic"}, {IdRole, "messageId"}, {BeforeRole, "before"}, {AfterRole, "after"}};
}

void DryRunDifferenceModel::setDifferences(std::vector<script::DryRunDifference> differences)
{
    beginResetModel();
    m_rows = std::move(differences);
    endResetModel();
    Q_EMIT countChanged();
}

} // namespace topicscope::app
