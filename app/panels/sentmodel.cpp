// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/sentmodel.h"

#include "common/figuretext.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace topicscope::app {
namespace {

using Entry = SentEntry;

QString resultText(const Entry &entry)
{
    if (entry.wanted == 1) {
        if (entry.failed > 0)
            return entry.unknown > 0 ? SentModel::tr("unknown") : SentModel::tr("failed");
        return entry.accepted == 1 ? SentModel::tr("accepted")
               : entry.ended       ? SentModel::tr("stopped")
                                   : SentModel::tr("sending");
    }
    const QString figures = SentModel::tr("%1 of %2")
                                .arg(countText(static_cast<quint64>(entry.accepted)),
                                     countText(static_cast<quint64>(entry.wanted)));
    const auto with = [](const QString &text, const char *words, int count) {
        return count == 0 ? text : SentModel::tr(words).arg(text, countText(static_cast<quint64>(count)));
    };
    return with(with(figures, QT_TR_NOOP("%1, %2 failed"), entry.failed - entry.unknown), QT_TR_NOOP("%1, %2 unknown"),
                entry.unknown);
}

Tone::Value toneOf(const Entry &entry)
{
    if (entry.failed > entry.unknown)
        return Tone::Danger;
    if (entry.unknown > 0)
        return Tone::Warning;
    if (entry.accepted == entry.wanted)
        return Tone::Success;
    return entry.ended ? Tone::Warning : Tone::Info;
}

} // namespace

SentModel::SentModel(QObject *parent) : TableModel(description(), parent) {}

TableDescription<Entry> SentModel::description()
{
    return {.summary =
                [](const Entry &entry) {
                    return tr("%1, topic %2: %3").arg(timeOfDayText(entry.at), entry.topic, resultText(entry));
                },
            .roles = {{"topic", [](const Entry &entry) { return entry.topic; }},
                      {"time", [](const Entry &entry) { return timeOfDayText(entry.at); }},
                      {"messageId", [](const Entry &entry) { return entry.messageId; }},
                      {"payload", [](const Entry &entry) { return entry.payload; }},
                      {"producer", [](const Entry &entry) { return entry.producer; }},
                      {"result", &resultText},
                      {"error", [](const Entry &entry) { return entry.error; }},
                      {"tone", &toneOf}}};
}

void SentModel::add(Entry entry)
{
    if (rows().size() >= maxRows)
        removeRun(maxRows - 1, rows().size() - 1);
    insertRun(0, std::make_move_iterator(&entry), std::make_move_iterator(&entry + 1));
}

template<typename Change>
void SentModel::alter(quint64 run, Change change)
{
    const auto entry = std::find_if(rows().begin(), rows().end(), [run](const Entry &each) { return each.run == run; });
    if (entry == rows().end())
        return;
    const auto place = static_cast<std::size_t>(entry - rows().begin());
    change(at(place));
    tellChanged(place, place);
}

void SentModel::record(quint64 run, const base::Result<void> &result)
{
    alter(run, [&](Entry &entry) {
        if (result) {
            if (++entry.accepted == entry.wanted)
                entry.error.clear(); // it was ended early, and is complete all the same
            return;
        }
        ++entry.failed;
        entry.unknown += result.error().code == base::ErrorCode::OutcomeUnknown ? 1 : 0;
        if (entry.error.isEmpty())
            entry.error = result.error().text;
    });
}

void SentModel::end(quint64 run, const QString &reason)
{
    alter(run, [&](Entry &entry) {
        entry.ended = true;
        if (entry.error.isEmpty())
            entry.error = reason;
    });
}

std::deque<Entry> SentModel::clear()
{
    std::deque<Entry> ended = rows();
    std::erase_if(ended, [](const Entry &entry) { return !entry.ended; });
    removeIf([](const Entry &entry) { return entry.ended; });
    return ended;
}

void SentModel::restore(std::deque<Entry> entries)
{
    entries.resize(std::min(entries.size(), maxRows - rows().size()));
    appendRows(std::move(entries));
}

} // namespace topicscope::app
