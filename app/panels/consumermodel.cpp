// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/consumermodel.h"

#include "common/figurecolumns.h"

#include <algorithm>

namespace topicscope::app {
namespace {

using Row = ConsumptionRow;

bool isUpToDate(const Row &row, const client::ConsumptionFigures &figures)
{
    return row.count == figures.consumptions && row.late == figures.late && row.missing == figures.missing
           && row.measured == figures.latency.count();
}

Row rowOf(const client::ConsumptionFigures &figures)
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

//! The column of a count that stands out in \a tone where there is something to count.
Column<Row> markedColumn(const ColumnLook &look, quint64 Row::*count, Tone::Value tone)
{
    Column<Row> column = countColumn(look, count);
    column.tone = [count, tone](const Row &row) { return row.*count > 0 ? std::optional(tone) : std::nullopt; };
    return column;
}

} // namespace

ConsumerModel::ConsumerModel(QObject *parent) : TableModel(description(), parent) {}

TableDescription<Row> ConsumerModel::description()
{
    using Order = ColumnLook::Order;
    const auto figure = [](const char *id, const QString &title, const QString &toolTip) {
        return figureLook(id, title, toolTip, 84, 70);
    };
    return {
        .columns = {{{.id = QStringLiteral("consumer"),
                      .title = tr("Consumer"),
                      .toolTip = tr("The name in the acknowledgement, usually that of a handler"),
                      .minimum = 96,
                      .stretch = 48,
                      .order = Order::Text,
                      .received = true,
                      .searched = true},
                     [](const Row &row) { return row.consumer; }},
                    {{.id = QStringLiteral("topic"),
                      .title = tr("Topic"),
                      .minimum = 104,
                      .stretch = 52,
                      .order = Order::Text,
                      .cutInTheMiddle = true,
                      .received = true,
                      .searched = true},
                     [](const Row &row) { return row.topic; }},
                    countColumn(figure("count", tr("Consumed"), {}), &Row::count),
                    latencyColumn(
                        figure("p50", tr("p50"),
                               tr("Half of the messages were consumed this soon after their publication, or sooner")),
                        &Row::p50, &Row::measured),
                    latencyColumn(
                        figure("p99", tr("p99"),
                               tr("99 of 100 messages were consumed this soon after their publication, or sooner")),
                        &Row::p99, &Row::measured),
                    latencyColumn(figure("max", tr("Max"), tr("The longest time from publication to consumption")),
                                  &Row::max, &Row::measured),
                    markedColumn(figure("late", tr("Late"), tr("Messages that this consumer had not consumed in time")),
                                 &Row::late, Tone::Warning),
                    markedColumn(figure("missing", tr("Missing"),
                                        tr("Late messages that this consumer has not consumed so far")),
                                 &Row::missing, Tone::Danger),
                    markedColumn(figure("doubled", tr("Doubled"),
                                        tr("Consumptions of a message that this consumer had consumed before")),
                                 &Row::doubled, Tone::Warning),
                    {{.id = QStringLiteral("last"),
                      .title = tr("Last"),
                      .toolTip = tr("The server's time of the latest consumption"),
                      .width = 110,
                      .shownFrom = 980,
                      .order = Order::Figure,
                      .mono = true,
                      .muted = true},
                     [](const Row &row) { return timeOfDayText(row.lastAt); },
                     [](const Row &row) { return static_cast<qint64>(row.lastAt.time_since_epoch().count()); }}},
        .reserved = 8,
        .summary =
            [](const Row &row) {
                return tr("%1 on %2: %3 consumed, p99 %4, %5 late, %6 doubled")
                    .arg(row.consumer, row.topic, countText(row.count), latencyText(row.p99, row.measured),
                         countText(row.late), countText(row.doubled));
            },
    };
}

void ConsumerModel::update(const std::vector<client::ConsumptionFigures> &consumers)
{
    const bool same = consumers.size() >= rows().size()
                      && std::equal(rows().begin(), rows().end(), consumers.begin(),
                                    [](const Row &row, const client::ConsumptionFigures &figures) {
                                        return row.consumer == figures.consumer && row.topic == figures.topic;
                                    });
    if (!same)
        resetRows({});
    std::vector<std::size_t> changed;
    for (std::size_t place = 0; place < rows().size(); ++place) {
        if (isUpToDate(rows()[place], consumers[place]))
            continue; // percentiles walk the whole histogram; idle consumers cost nothing
        at(place) = rowOf(consumers[place]);
        changed.push_back(place);
    }
    tellChanged(changed);
    std::vector<Row> added;
    for (std::size_t place = rows().size(); place < consumers.size(); ++place)
        added.push_back(rowOf(consumers[place]));
    appendRows(std::move(added));
}

} // namespace topicscope::app
