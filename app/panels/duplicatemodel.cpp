// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/duplicatemodel.h"

#include "common/figurecolumns.h"
#include "topics/topicpalette.h"

#include <QSet>

#include <algorithm>

namespace topicscope::app {
namespace {

QString numberText(base::Sequence sequence)
{
    return QLatin1Char('#') + countText(sequence.value);
}

QString firstText(const client::DuplicateFigures &figures)
{
    const auto earlier = std::chrono::duration_cast<base::WallTime::duration>(figures.last.at - figures.first.at);
    return DuplicateModel::tr("%1, %2").arg(numberText(figures.first.sequence),
                                            timeOfDayText(figures.lastAt - earlier));
}

QString distanceText(const client::DuplicateFigures &figures)
{
    const quint64 messages = figures.last.sequence.value - figures.first.sequence.value;
    const QString time = durationText(figures.last.at - figures.first.at);
    return messages == 1 ? DuplicateModel::tr("%1, 1 message").arg(time)
                         : DuplicateModel::tr("%1, %2 messages").arg(time, countText(messages));
}

//! Here and not in QML, where each of its words would be garbage: a busy stream has new rows with each snapshot.
QString summaryText(const DuplicateIdRow &row)
{
    const client::DuplicateFigures &figures = row.figures;
    return DuplicateModel::tr("Id %1, topic %2, producer %3: copy %4 at %5 repeats %6, %7 earlier; %8")
        .arg(shownText(figures.messageId), shownText(row.topic), shownText(figures.producer),
             numberText(figures.last.sequence), timeOfDayText(figures.lastAt), firstText(figures),
             distanceText(figures),
             figures.hits == 1 ? DuplicateModel::tr("repeated once")
                               : DuplicateModel::tr("repeated %1 times").arg(countText(figures.hits)));
}

} // namespace

DuplicateModel::DuplicateModel(QObject *parent) : TableModel(description(), parent) {}

TableDescription<DuplicateIdRow> DuplicateModel::description()
{
    using Row = DuplicateIdRow;
    const auto plainFigure = [](const char *id, const QString &title, qreal width) {
        ColumnLook look = figureLook(id, title, {}, width);
        look.order = ColumnLook::Order::None; // the order of the latest copies is that of their times
        return look;
    };
    return {
        .columns = {{{.id = QStringLiteral("lastAt"),
                      .title = tr("Last seen"),
                      .toolTip = tr("When the latest copy came"),
                      .width = 104,
                      .order = ColumnLook::Order::Figure,
                      .mono = true},
                     [](const Row &row) { return timeOfDayText(row.figures.lastAt); },
                     [](const Row &row) { return static_cast<qint64>(row.figures.lastAt.time_since_epoch().count()); }},
                    {{.id = QStringLiteral("messageId"),
                      .title = tr("Message id"),
                      .minimum = 88,
                      .stretch = 44,
                      .mono = true,
                      .cutInTheMiddle = true,
                      .received = true,
                      .searched = true},
                     [](const Row &row) { return row.figures.messageId; }},
                    {{.id = QStringLiteral("topic"),
                      .title = tr("Topic"),
                      .minimum = 62,
                      .stretch = 31,
                      .cutInTheMiddle = true,
                      .dotted = true,
                      .received = true,
                      .searched = true},
                     [](const Row &row) { return row.topic; }},
                    {{.id = QStringLiteral("producer"),
                      .title = tr("Producer"),
                      .minimum = 50,
                      .stretch = 25,
                      .received = true,
                      .searched = true},
                     [](const Row &row) { return row.figures.producer; }},
                    {plainFigure("sequence", tr("Copy"), 84),
                     [](const Row &row) { return numberText(row.figures.last.sequence); }},
                    {plainFigure("first", tr("Repeats"), 176), [](const Row &row) { return firstText(row.figures); }},
                    {plainFigure("distance", tr("Distance"), 168),
                     [](const Row &row) { return distanceText(row.figures); }},
                    {figureLook("hits", tr("Times"), tr("How often the id came again"), 64),
                     [](const Row &row) { return countText(row.figures.hits); },
                     [](const Row &row) { return row.figures.hits; }}},
        .reserved = 44,
        .summary = &summaryText,
        .toolTip = &summaryText,
        .roles = {{"messageId", [](const Row &row) { return row.figures.messageId; }},
                  {"topicColor", [](const Row &row) { return TopicPalette::numberOf(row.topic); }},
                  {"firstSequence", // of the copy that the latest one repeats
                   [](const Row &row) { return static_cast<double>(row.figures.first.sequence.value); }},
                  {"lastSequence", // of the latest copy
                   [](const Row &row) { return static_cast<double>(row.figures.last.sequence.value); }}},
    };
}

void DuplicateModel::update(const std::vector<client::DuplicateFigures> &figures, const TopicNames &topicName)
{
    removeMissing(figures);
    std::vector<DuplicateIdRow> added;
    QSet<QString> addedIds;
    std::vector<std::size_t> changed;
    for (const client::DuplicateFigures &duplicate : figures) {
        const auto known = m_rowOf.find(duplicate.messageId);
        if (known == m_rowOf.end()) {
            if (!addedIds.contains(duplicate.messageId)) {
                addedIds.insert(duplicate.messageId);
                added.push_back({duplicate, topicName(duplicate.topic)});
            }
            continue;
        }
        DuplicateIdRow &row = at(known->second);
        if (row.figures.hits == duplicate.hits && row.figures.lastAt == duplicate.lastAt)
            continue;
        row = {duplicate, topicName(duplicate.topic)};
        changed.push_back(known->second);
    }
    std::sort(changed.begin(), changed.end());
    tellChanged(changed);
    for (std::size_t place = rows().size(); const DuplicateIdRow &row : added)
        m_rowOf.emplace(row.figures.messageId, place++);
    appendRows(std::move(added));
}

void DuplicateModel::clear()
{
    m_rowOf.clear();
    resetRows({});
}

void DuplicateModel::removeMissing(const std::vector<client::DuplicateFigures> &figures)
{
    QSet<QString> present;
    present.reserve(static_cast<qsizetype>(figures.size()));
    for (const client::DuplicateFigures &duplicate : figures)
        present.insert(duplicate.messageId);
    if (!removeIf([&](const DuplicateIdRow &row) { return !present.contains(row.figures.messageId); }))
        return;
    m_rowOf.clear();
    for (std::size_t row = 0; row < rows().size(); ++row)
        m_rowOf.emplace(rows()[row].figures.messageId, row);
}

} // namespace topicscope::app
