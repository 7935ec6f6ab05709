// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dryrunreport.h"

#include "base/bytes.h"
#include "base/printabletext.h"
#include "runreport.h"
#include "table.h"
#include "terminal.h"

#include <QJsonArray>

#include <algorithm>

namespace topicscope::cli {

using base::textOf;
using script::DryRunReport;

namespace {

constexpr std::size_t differencesShown = 20;
constexpr qsizetype longestSummary = 500;

double microseconds(std::chrono::nanoseconds duration)
{
    return static_cast<double>(duration.count()) / 1000.0;
}

QString shortened(const QString &text)
{
    return text.size() <= longestSummary ? text : text.first(longestSummary) + QStringLiteral("…");
}

QJsonObject toJson(const DryRunReport &report)
{
    const auto number = [](quint64 value) { return static_cast<qint64>(value); };
    return {
        {QStringLiteral("messages"), number(report.messages)},
        {QStringLiteral("acknowledged"), number(report.acknowledged)},
        {QStringLiteral("withheld"), number(report.withheld)},
        {QStringLiteral("failed"), number(report.failed)},
        {QStringLiteral("timed_out"), number(report.timedOut)},
        {QStringLiteral("skipped"), number(report.skipped)},
        {QStringLiteral("publications"), number(report.publications)},
        {QStringLiteral("warnings"), number(report.warnings)},
        {QStringLiteral("alerts"), number(report.alerts)},
        {QStringLiteral("p50_us"), microseconds(report.latency.percentile(50))},
        {QStringLiteral("p99_us"), microseconds(report.latency.percentile(99))},
        {QStringLiteral("max_us"), microseconds(report.latency.max())},
        {QStringLiteral("last_error"), report.lastFault},
        {QStringLiteral("metrics"), metricsJson(report.metrics)},
    };
}

QStringList column(const DryRunReport &report)
{
    QStringList cells;
    for (const quint64 count : {report.messages, report.acknowledged, report.withheld, report.failed, report.timedOut,
                                report.skipped, report.publications, report.warnings, report.alerts})
        cells << QString::number(count);
    for (const auto duration : {report.latency.percentile(50), report.latency.percentile(99), report.latency.max()})
        cells << QString::number(microseconds(duration), 'f', 1);
    return cells;
}

void printTables(const script::DryRunComparison &comparison, const DryRunInput &input)
{
    const QStringList names{QStringLiteral("messages"),     QStringLiteral("acknowledged"), QStringLiteral("withheld"),
                            QStringLiteral("failed"),       QStringLiteral("timed out"),    QStringLiteral("skipped"),
                            QStringLiteral("publications"), QStringLiteral("warnings"),     QStringLiteral("alerts"),
                            QStringLiteral("p50 us"),       QStringLiteral("p99 us"),       QStringLiteral("max us")};
    const QStringList before = column(comparison.before);
    const QStringList after = column(comparison.after);
    std::vector<QStringList> rows;
    if (input.compared)
        rows.push_back({QStringLiteral("version"), QStringLiteral("before"), QStringLiteral("after")});
    for (qsizetype i = 0; i < names.size(); ++i)
        rows.push_back(input.compared ? QStringList{names.at(i), before.at(i), after.at(i)}
                                      : QStringList{names.at(i), after.at(i)});
    printTable(rows, 1);
    if (!comparison.after.metrics.empty()) {
        printLine("metrics");
        printMetrics(comparison.after.metrics);
    }
    if (!comparison.after.lastFault.isEmpty())
        printLine("last error  " + base::printableText(comparison.after.lastFault.toStdString()));
    if (!input.compared)
        return;
    const std::size_t shown = std::min(comparison.first.size(), differencesShown);
    printLine(QStringLiteral("%1 messages are treated differently").arg(comparison.differences).toUtf8()
              + (comparison.differences > shown ? "; the first " + QByteArray::number(qulonglong(shown)) : QByteArray())
              + (shown > 0 ? ":" : "."));
    for (std::size_t i = 0; i < shown; ++i) {
        const script::DryRunDifference &difference = comparison.first[i];
        const base::Message &message = *difference.message;
        printLine(QByteArray::number(qulonglong(message.sequence().value)) + ". " + base::printableText(message.topic())
                  + "  " + base::printableText(message.id()));
        printLine("  before: " + base::printableText(shortened(difference.before.summary()).toStdString()));
        printLine("  after:  " + base::printableText(shortened(difference.after.summary()).toStdString()));
    }
}

} // namespace

void printReport(const script::DryRunComparison &comparison, const DryRunInput &input, bool json)
{
    if (!json) {
        printTables(comparison, input);
        return;
    }
    QJsonObject object{
        {QStringLiteral("read"), static_cast<qint64>(input.read)},
        {QStringLiteral("malformed"), static_cast<qint64>(input.malformed)},
        {QStringLiteral("interrupted"), input.interrupted},
        {QStringLiteral("after"), toJson(comparison.after)},
    };
    if (input.compared) {
        QJsonArray first;
        for (std::size_t i = 0; i < std::min(comparison.first.size(), differencesShown); ++i) {
            const script::DryRunDifference &difference = comparison.first[i];
            first.append(
                QJsonObject{{QStringLiteral("number"), static_cast<qint64>(difference.message->sequence().value)},
                            {QStringLiteral("topic"), textOf(difference.message->topic())},
                            {QStringLiteral("message_id"), textOf(difference.message->id())},
                            {QStringLiteral("before"), shortened(difference.before.summary())},
                            {QStringLiteral("after"), shortened(difference.after.summary())}});
        }
        object.insert(QStringLiteral("before"), toJson(comparison.before));
        object.insert(QStringLiteral("differences"), static_cast<qint64>(comparison.differences));
        object.insert(QStringLiteral("first"), first);
    }
    printJson(object);
}

} // namespace topicscope::cli
