// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/sentmodel.h"

#include "common/figuretext.h"

#include <algorithm>
#include <iterator>

namespace topicscope::app {

int SentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant SentModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Entry &entry = m_entries.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case TimeRole:
        return timeOfDayText(entry.at);
    case Qt::DisplayRole:
    case TopicRole:
        return entry.topic;
    case MessageIdRole:
        return entry.messageId;
    case ProducerRole:
        return entry.producer;
    case PayloadRole:
        return entry.payload;
    case ResultRole:
        return resultText(entry);
    case ErrorRole:
        return entry.error;
    case ToneRole:
        if (entry.failed > entry.unknown)
            return Tone::Danger;
        if (entry.unknown > 0)
            return Tone::Warning;
        if (entry.accepted == entry.wanted)
            return Tone::Success;
        return entry.ended ? Tone::Warning : Tone::Info;
    default:
        return {};
    }
}

QHash<int, QByteArray> SentModel::roleNames() const
{
    return {{TimeRole, "time"},         {TopicRole, "topic"},   {MessageIdRole, "messageId"}, {PayloadRole, "payload"},
            {ProducerRole, "producer"}, {ResultRole, "result"}, {ErrorRole, "error"},         {ToneRole, "tone"}};
}

void SentModel::add(Entry entry)
{
    if (m_entries.size() >= maxRows) {
        beginRemoveRows({}, static_cast<int>(maxRows) - 1, rowCount() - 1);
        m_entries.resize(maxRows - 1);
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_entries.push_front(std::move(entry));
    endInsertRows();
    Q_EMIT countChanged();
}

void SentModel::record(quint64 run, const base::Result<void> &result)
{
    const auto entry = find(run);
    if (entry == m_entries.end())
        return;
    if (result) {
        if (++entry->accepted == entry->wanted)
            entry->error.clear(); // it was ended early, and is complete all the same
    } else {
        ++entry->failed;
        entry->unknown += result.error().code == base::ErrorCode::OutcomeUnknown ? 1 : 0;
        if (entry->error.isEmpty())
            entry->error = result.error().text;
    }
    changed(entry);
}

void SentModel::end(quint64 run, const QString &reason)
{
    const auto entry = find(run);
    if (entry == m_entries.end())
        return;
    entry->ended = true;
    if (entry->error.isEmpty())
        entry->error = reason;
    changed(entry);
}

std::deque<SentModel::Entry> SentModel::clear()
{
    beginResetModel();
    const auto rest = std::stable_partition(m_entries.begin(), m_entries.end(),
                                            [](const Entry &entry) { return !entry.ended; });
    std::deque<Entry> entries(std::make_move_iterator(rest), std::make_move_iterator(m_entries.end()));
    m_entries.erase(rest, m_entries.end());
    endResetModel();
    Q_EMIT countChanged();
    return entries;
}

void SentModel::restore(std::deque<Entry> entries)
{
    beginResetModel();
    for (Entry &entry : entries) {
        if (m_entries.size() < maxRows)
            m_entries.push_back(std::move(entry));
    }
    endResetModel();
    Q_EMIT countChanged();
}

std::deque<SentModel::Entry>::iterator SentModel::find(quint64 run)
{
    return std::find_if(m_entries.begin(), m_entries.end(), [run](const Entry &entry) { return entry.run == run; });
}

QString SentModel::resultText(const Entry &entry) const
{
    if (entry.wanted == 1) {
        if (entry.failed > 0)
            return entry.unknown > 0 ? tr("unknown") : tr("failed");
        return entry.accepted == 1 ? tr("accepted") : entry.ended ? tr("stopped") : tr("sending");
    }
    const QString figures = tr("%1 of %2")
                                .arg(countText(static_cast<quint64>(entry.accepted)),
                                     countText(static_cast<quint64>(entry.wanted)));
    const auto with = [](const QString &text, const char *words, int count) {
        return count == 0 ? text : tr(words).arg(text, countText(static_cast<quint64>(count)));
    };
    return with(with(figures, QT_TR_NOOP("%1, %2 failed"), entry.failed - entry.unknown), QT_TR_NOOP("%1, %2 unknown"),
                entry.unknown);
}

void SentModel::changed(std::deque<Entry>::iterator entry)
{
    const QModelIndex place = index(static_cast<int>(entry - m_entries.begin()));
    Q_EMIT dataChanged(place, place);
}

} // namespace topicscope::app
