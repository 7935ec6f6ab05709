// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/deadlettermodel.h"

#include "base/bytes.h"
#include "common/figurecolumns.h"
#include "topics/topicpalette.h"

#include <algorithm>
#include <iterator>

namespace topicscope::app {

using client::DeadLetter;

DeadLetterModel::DeadLetterModel(QObject *parent) : TableModel(description(), parent) {}

TableDescription<DeadLetter> DeadLetterModel::description()
{
    const auto errorText = [](const DeadLetter &letter) { return shownText(letter.error.text); };
    const auto topicText = [](const DeadLetter &letter) { return shownText(letter.message->topic()); };
    const auto idText = [](const DeadLetter &letter) { return shownText(letter.message->id()); };
    ColumnLook calls = figureLook("calls", tr("Calls"), {}, 64);
    calls.order = ColumnLook::Order::None;
    return {
        .columns =
            {{{.id = QStringLiteral("failedAt"), .title = tr("Failed"), .width = 112, .mono = true},
              [](const DeadLetter &letter) { return timeOfDayText(letter.failedAt); }},
             {{.id = QStringLiteral("topic"),
               .title = tr("Topic"),
               .minimum = 60,
               .stretch = 20,
               .cutInTheMiddle = true,
               .dotted = true},
              topicText},
             {{.id = QStringLiteral("messageId"),
               .title = tr("Message id"),
               .minimum = 60,
               .stretch = 20,
               .mono = true,
               .cutInTheMiddle = true},
              idText},
             {{.id = QStringLiteral("handler"), .title = tr("Handler"), .minimum = 48, .stretch = 16, .received = true},
              [](const DeadLetter &letter) { return letter.handler; }},
             {calls, [](const DeadLetter &letter) { return countText(static_cast<quint64>(letter.calls)); }},
             {{.id = QStringLiteral("error"), .title = tr("Error"), .minimum = 132, .stretch = 44},
              [=](const DeadLetter &letter) { return letter.note.isEmpty() ? errorText(letter) : letter.note; },
              nullptr,
              [](const DeadLetter &letter) { return letter.note.isEmpty() ? Tone::Danger : Tone::Warning; }}},
        .reserved = 88,
        .summary =
            [=](const DeadLetter &letter) {
                return tr("%1 on %2, handler %3, %4 calls: %5")
                    .arg(idText(letter), topicText(letter), letter.handler,
                         countText(static_cast<quint64>(letter.calls)), errorText(letter));
            },
        .description = [](const DeadLetter &letter) { return letter.note; },
        .toolTip =
            [=](const DeadLetter &letter) {
                return letter.note.isEmpty() ? errorText(letter) : letter.note + QLatin1Char('\n') + errorText(letter);
            },
        .roles = {{"letterId", [](const DeadLetter &letter) { return letter.id; }},
                  {"topicColor",
                   [](const DeadLetter &letter) { return TopicPalette::numberOf(letter.message->topic()); }}},
    };
}

void DeadLetterModel::update(const client::DeadLetterList::Changes &changes)
{
    if (changes.all) {
        resetRows({changes.present.rbegin(), changes.present.rend()});
    } else {
        remove(changes.gone);
        std::vector<DeadLetter> came;
        for (const DeadLetter &letter : changes.present) {
            if (const std::size_t row = placeOf(letter.id); has(letter.id))
                change(row, letter);
            else
                came.push_back(letter);
        }
        insert(came);
    }
}

void DeadLetterModel::clear()
{
    update({.present = {}, .gone = {}, .all = true, .usage = {}});
}

//! From the end, in runs, so that rows before keep their numbers.
void DeadLetterModel::remove(std::vector<quint64> ids)
{
    std::erase_if(ids, [this](quint64 id) { return !has(id); }); // came and went unseen
    for (auto id = ids.cbegin(); id != ids.cend();) {
        const std::size_t last = placeOf(*id);
        std::size_t first = last;
        for (++id; id != ids.cend() && first > 0 && rows()[first - 1].id == *id; ++id)
            --first;
        removeRun(first, last);
    }
}

void DeadLetterModel::change(std::size_t row, const DeadLetter &letter)
{
    if (rows()[row].note == letter.note) // all that changes in a letter
        return;
    at(row) = letter;
    tellChanged(row, row);
}

//! \a letters, oldest first, in as few runs as there are places for them: one for those that are new.
void DeadLetterModel::insert(const std::vector<DeadLetter> &letters)
{
    for (auto letter = letters.cbegin(); letter != letters.cend();) {
        const std::size_t row = placeOf(letter->id);
        const auto from = letter++;
        while (letter != letters.cend() && (row == 0 || letter->id < rows()[row - 1].id))
            ++letter;
        insertRun(row, std::make_reverse_iterator(letter), std::make_reverse_iterator(from));
    }
}

std::size_t DeadLetterModel::placeOf(quint64 id) const
{
    const auto place = std::partition_point(rows().begin(), rows().end(),
                                            [id](const DeadLetter &letter) { return letter.id > id; });
    return static_cast<std::size_t>(place - rows().begin());
}

const DeadLetter *DeadLetterModel::letter(quint64 id) const
{
    const std::size_t place = placeOf(id);
    return place < rows().size() && rows()[place].id == id ? &rows()[place] : nullptr;
}

int DeadLetterModel::rowOf(quint64 id) const
{
    return has(id) ? static_cast<int>(placeOf(id)) : -1;
}

std::vector<quint64> DeadLetterModel::ids() const
{
    std::vector<quint64> ids;
    ids.reserve(rows().size());
    for (auto letter = rows().rbegin(); letter != rows().rend(); ++letter)
        ids.push_back(letter->id);
    return ids;
}

} // namespace topicscope::app
