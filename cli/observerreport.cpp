// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "observerreport.h"

#include "base/printabletext.h"
#include "table.h"
#include "terminal.h"

#include <QDateTime>
#include <QJsonArray>
#include <QMetaEnum>

namespace topicscope::cli {

using base::printableText;
using base::viewOf;
using protocol::ServerEvent;

namespace {

double milliseconds(std::chrono::nanoseconds duration)
{
    return static_cast<double>(duration.count()) / 1e6;
}

double microseconds(std::chrono::nanoseconds duration)
{
    return static_cast<double>(duration.count()) / 1e3;
}

//! What the histogram cannot tell from its largest value.
bool isPastRange(std::chrono::nanoseconds duration)
{
    static_assert(stats::LatencyHistogram::maxValue == std::chrono::hours(30 * 24), "said in the table");
    return duration >= stats::LatencyHistogram::maxValue;
}

double unixSeconds(base::WallTime time)
{
    return static_cast<double>(time.time_since_epoch().count()) / 1e6;
}

qint64 number(quint64 value)
{
    return static_cast<qint64>(value);
}

const char *nameOf(const client::ObservedEvent &event)
{
    switch (event.kind) {
    case ServerEvent::NewMessage:
        return "published";
    case ServerEvent::NewConsumption:
        return event.verdict.doubled ? "doubled" : "consumed";
    case ServerEvent::NewClient:
        return "subscribed";
    default:
        return "left";
    }
}

QByteArray textLine(const client::ObservedEvent &event)
{
    QByteArray time(12, ' ');
    if (event.at) {
        const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(event.at->time_since_epoch());
        time = QDateTime::fromMSecsSinceEpoch(since.count()).toString(QStringLiteral("hh:mm:ss.zzz")).toLatin1();
    }
    QByteArray line = time + "  " + QByteArray(nameOf(event)).leftJustified(10) + "  "
                      + printableText(viewOf(event.topic));
    if (!event.messageId.isEmpty())
        line += "  " + printableText(viewOf(event.messageId));
    if (!event.who.isEmpty())
        line += "  by " + printableText(viewOf(event.who));
    if (event.verdict.latency)
        line += "  after " + QByteArray::number(milliseconds(*event.verdict.latency), 'f', 3) + " ms";
    return line;
}

QJsonObject jsonOf(const client::ObservedEvent &event)
{
    QJsonObject object{{QStringLiteral("event"), QLatin1String(nameOf(event))},
                       {QStringLiteral("topic"), QString::fromUtf8(event.topic)}};
    if (!event.messageId.isEmpty())
        object.insert(QStringLiteral("message_id"), QString::fromUtf8(event.messageId));
    if (!event.who.isEmpty())
        object.insert(event.kind == ServerEvent::NewMessage ? QStringLiteral("producer") : QStringLiteral("consumer"),
                      QString::fromUtf8(event.who));
    if (event.at)
        object.insert(QStringLiteral("at"), unixSeconds(*event.at));
    if (event.verdict.latency)
        object.insert(QStringLiteral("latency_us"), microseconds(*event.verdict.latency));
    return object;
}

QJsonObject jsonOf(const client::ConsumptionFigures &figures)
{
    return {
        {QStringLiteral("consumer"), figures.consumer},
        {QStringLiteral("topic"), figures.topic},
        {QStringLiteral("consumptions"), number(figures.consumptions)},
        {QStringLiteral("p50_us"), microseconds(figures.latency.percentile(50))},
        {QStringLiteral("p99_us"), microseconds(figures.latency.percentile(99))},
        {QStringLiteral("max_us"), microseconds(figures.latency.max())},
        {QStringLiteral("past_range"), isPastRange(figures.latency.max())},
        {QStringLiteral("late"), number(figures.late)},
        {QStringLiteral("missing"), number(figures.missing)},
        {QStringLiteral("doubled"), number(figures.doubled)},
        {QStringLiteral("unmatched"), number(figures.unmatched)},
    };
}

QJsonObject jsonOf(const client::ObserverSnapshot &snapshot)
{
    QJsonArray consumers;
    for (const client::ConsumptionFigures &figures : snapshot.consumers)
        consumers.append(jsonOf(figures));
    QJsonArray topics;
    for (const client::ObservedTopic &topic : snapshot.topics) {
        topics.append(QJsonObject{{QStringLiteral("topic"), topic.topic},
                                  {QStringLiteral("published"), number(topic.published)},
                                  {QStringLiteral("unconsumed"), number(topic.unconsumed)}});
    }
    QJsonArray clients;
    for (const client::ObservedClient &client : snapshot.clients) {
        QJsonObject object{{QStringLiteral("consumer"), client.consumer}, {QStringLiteral("topic"), client.topic}};
        if (client.connectedAt)
            object.insert(QStringLiteral("connected_at"), unixSeconds(*client.connectedAt));
        clients.append(object);
    }
    const client::ObserverTotals &totals = snapshot.totals;
    const QJsonObject counts{
        {QStringLiteral("messages"), number(totals.messages)},
        {QStringLiteral("consumptions"), number(totals.consumptions)},
        {QStringLiteral("without_id"), number(totals.withoutId)},
        {QStringLiteral("republished"), number(totals.republished)},
        {QStringLiteral("open"), number(snapshot.open)},
        {QStringLiteral("evicted"), number(totals.evicted)},
        {QStringLiteral("unjudged"), number(totals.unjudged)},
        {QStringLiteral("unreadable"), number(totals.unreadable)},
    };
    return {{QStringLiteral("consumers"), consumers},
            {QStringLiteral("topics"), topics},
            {QStringLiteral("clients"), clients},
            {QStringLiteral("totals"), counts}};
}

QStringList tableRow(const client::ConsumptionFigures &figures, const QString &topic)
{
    const auto time = [](std::chrono::nanoseconds duration) {
        return isPastRange(duration) ? QStringLiteral(">= 30 d") : QString::number(milliseconds(duration), 'f', 3);
    };
    return {QString::fromUtf8(printableText(figures.consumer.toStdString())),
            QString::fromUtf8(printableText(topic.toStdString())),
            QString::number(figures.consumptions),
            time(figures.latency.percentile(50)),
            time(figures.latency.percentile(99)),
            time(figures.latency.max()),
            QString::number(figures.late),
            QString::number(figures.missing),
            QString::number(figures.doubled)};
}

void printTables(const client::ObserverSnapshot &snapshot)
{
    std::vector<QStringList> rows{{QStringLiteral("consumer"), QStringLiteral("topic"), QStringLiteral("count"),
                                   QStringLiteral("p50 ms"), QStringLiteral("p99 ms"), QStringLiteral("max ms"),
                                   QStringLiteral("late"), QStringLiteral("missing"), QStringLiteral("doubled")}};
    for (const client::ConsumptionFigures &sum : client::byConsumer(snapshot.consumers)) {
        for (const client::ConsumptionFigures &figures : snapshot.consumers) {
            if (figures.consumer == sum.consumer)
                rows.push_back(tableRow(figures, figures.topic));
        }
        if (sum.topic.isEmpty())
            rows.push_back(tableRow(sum, QStringLiteral("(all)")));
    }
    if (rows.size() > 1)
        printTable(rows, 2);
    else
        printNote(QStringLiteral("Nothing was consumed."));

    std::vector<QStringList> unconsumed{
        {QStringLiteral("consumed by nobody"), QStringLiteral("count"), QStringLiteral("published")}};
    for (const client::ObservedTopic &topic : snapshot.topics) {
        if (topic.unconsumed > 0)
            unconsumed.push_back({QString::fromUtf8(printableText(topic.topic.toStdString())),
                                  QString::number(topic.unconsumed), QString::number(topic.published)});
    }
    if (unconsumed.size() > 1) {
        printLine({});
        printTable(unconsumed, 1);
    }
}

} // namespace

void printEvent(const client::ObservedEvent &event, bool json)
{
    if (json)
        printJson(jsonOf(event));
    else
        printLine(textLine(event));
}

void printReport(const client::ObserverSnapshot &snapshot, bool json)
{
    if (json) {
        printJson(jsonOf(snapshot));
        return;
    }
    printTables(snapshot);
    const client::ObserverTotals &totals = snapshot.totals;
    printNote(QStringLiteral("%1 messages on %2 topics, %3 consumptions, %4 subscriptions; %5 messages still open, %6 "
                             "not judged, %7 evicted, %8 without id, %9 republished; "
                             "%10 broadcasts unreadable.")
                  .arg(totals.messages)
                  .arg(snapshot.topics.size())
                  .arg(totals.consumptions)
                  .arg(snapshot.clients.size())
                  .arg(snapshot.open)
                  .arg(totals.unjudged)
                  .arg(totals.evicted)
                  .arg(totals.withoutId)
                  .arg(totals.republished)
                  .arg(totals.unreadable));
}

} // namespace topicscope::cli
