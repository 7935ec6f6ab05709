// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runreport.h"

#include "base/printabletext.h"
#include "clientsession.h"
#include "terminal.h"

#include <QJsonArray>

namespace topicscope::cli {

namespace {

double microseconds(std::chrono::nanoseconds duration)
{
    return static_cast<double>(duration.count()) / 1000.0;
}

double meanOf(const script::ScriptMetrics::Figures &figures)
{
    return figures.count == 0 ? 0.0 : figures.sum / static_cast<double>(figures.count);
}

QJsonObject toJson(const client::HandlerFigures &handler, const std::vector<script::ScriptMetrics::Figures> &metrics)
{
    return {
        {QStringLiteral("name"), handler.name},
        {QStringLiteral("pattern"), handler.pattern},
        {QStringLiteral("parallel"), handler.parallel},
        {QStringLiteral("calls"), static_cast<qint64>(handler.calls)},
        {QStringLiteral("failures"), static_cast<qint64>(handler.failures)},
        {QStringLiteral("timeouts"), static_cast<qint64>(handler.timeouts)},
        {QStringLiteral("withheld"), static_cast<qint64>(handler.withheld)},
        {QStringLiteral("retry"), handler.retry.toString()},
        {QStringLiteral("retries"), static_cast<qint64>(handler.retries)},
        {QStringLiteral("p50_us"), microseconds(handler.latency.percentile(50))},
        {QStringLiteral("p99_us"), microseconds(handler.latency.percentile(99))},
        {QStringLiteral("max_us"), microseconds(handler.latency.max())},
        {QStringLiteral("last_error"), handler.lastError},
        {QStringLiteral("metrics"), metricsJson(metrics)},
    };
}

void printHandler(const client::HandlerFigures &handler)
{
    QString counts = QStringLiteral("%1 calls, %2 failures").arg(handler.calls).arg(handler.failures);
    if (handler.timeouts > 0)
        counts += QStringLiteral(", %1 timed out").arg(handler.timeouts);
    if (handler.withheld > 0)
        counts += QStringLiteral(", %1 withheld").arg(handler.withheld);
    printLine(QStringLiteral("%1 on %2: %3, p50 %4 us, p99 %5 us, max %6 us")
                  .arg(handler.name, handler.pattern, counts,
                       QString::number(microseconds(handler.latency.percentile(50)), 'f', 1),
                       QString::number(microseconds(handler.latency.percentile(99)), 'f', 1),
                       QString::number(microseconds(handler.latency.max()), 'f', 1))
                  .toUtf8());
}

} // namespace

QJsonObject metricsJson(const std::vector<script::ScriptMetrics::Figures> &metrics)
{
    QJsonObject object;
    for (const script::ScriptMetrics::Figures &figures : metrics) {
        object.insert(figures.name, QJsonObject{{QStringLiteral("count"), static_cast<qint64>(figures.count)},
                                                {QStringLiteral("mean"), meanOf(figures)},
                                                {QStringLiteral("last"), figures.last},
                                                {QStringLiteral("min"), figures.min},
                                                {QStringLiteral("max"), figures.max}});
    }
    return object;
}

void printMetrics(const std::vector<script::ScriptMetrics::Figures> &metrics)
{
    for (const script::ScriptMetrics::Figures &figures : metrics) {
        printLine("  " + base::printableText(figures.name.toStdString())
                  + QStringLiteral(": %1 values, mean %2, last %3, min %4, max %5")
                        .arg(figures.count)
                        .arg(meanOf(figures))
                        .arg(figures.last)
                        .arg(figures.min)
                        .arg(figures.max)
                        .toUtf8());
    }
}

void printReport(const client::ClientSnapshot &snapshot, const MetricsByHandler &metrics, bool json)
{
    if (!json) {
        for (const client::HandlerFigures &handler : snapshot.handlers) {
            printHandler(handler);
            printMetrics(metrics.value(handler.name));
        }
        printLedgerNote(snapshot.ledger, false);
        return;
    }
    QJsonArray handlers;
    for (const client::HandlerFigures &handler : snapshot.handlers)
        handlers.append(toJson(handler, metrics.value(handler.name)));
    printJson({
        {QStringLiteral("ledger"), snapshot.ledger.toJson()},
        {QStringLiteral("handlers"), handlers},
        {QStringLiteral("ack_p50_us"), microseconds(snapshot.ackLatency.percentile(50))},
        {QStringLiteral("ack_p99_us"), microseconds(snapshot.ackLatency.percentile(99))},
        {QStringLiteral("duplicate_hits"), static_cast<qint64>(snapshot.ledger.duplicate)},
        {QStringLiteral("repeated"), static_cast<qint64>(snapshot.filter.hits)},
    });
}

} // namespace topicscope::cli
