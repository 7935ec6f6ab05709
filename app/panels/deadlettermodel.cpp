// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/deadlettermodel.h"

#include "base/bytes.h"
#include "common/figuretext.h"

#include <algorithm>
#include <iterator>

namespace topicscope::app {

using client::DeadLetter;

int DeadLetterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_letters.size());
}

QVariant DeadLetterModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const DeadLetter &letter = m_letters.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case LetterIdRole:
        return letter.id;
    case Qt::DisplayRole:
    case TopicRole:
        return shownText(letter.message->topic());
    case TopicIdRole:
        return letter.message->topicId().value;
    case MessageIdRole:
        return shownText(letter.message->id());
    case HandlerRole:
        return letter.handler;
    case ErrorRole:
        return shownText(letter.error.text);
    case CallsRole:
        return countText(static_cast<quint64>(letter.calls));
    case FailedAtRole:
        return timeOfDayText(letter.failedAt);
    case NoteRole:
        return letter.note;
    default:
        return {};
    }
}

QHash<int, QByteArray> DeadLetterModel::roleNames() const
{
    return {{LetterIdRole, "letterId"},   {TopicRole, "topic"},       {TopicIdRole, "topicId"},
            {MessageIdRole, "messageId"}, {HandlerRole, "handler"},   {ErrorRole, "error"},
            {CallsRole, "calls"},         {FailedAtRole, "failedAt"}, {NoteRole, "note"}};
}

void DeadLetterModel::update(const client::DeadLetterList::Changes &changes)
{
    const std::size_t before = m_letters.size();
    if (changes.all) {
        replace(changes.present);
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
    if (m_letters.size() != before)
        Q_EMIT countChanged();
}

void DeadLetterModel::clear()
{
    update({.present = {}, .gone = {}, .all = true, .usage = {}});
}

void DeadLetterModel::replace(const std::vector<DeadLetter> &letters)
{
    if (m_letters.empty() && letters.empty())
        return;
    beginResetModel();
    m_letters.assign(letters.rbegin(), letters.rend());
    endResetModel();
}

//! From the end, in runs, so that rows before keep their numbers.
void DeadLetterModel::remove(std::vector<quint64> ids)
{
    std::erase_if(ids, [this](quint64 id) { return !has(id); }); // came and went unseen
    for (auto id = ids.cbegin(); id != ids.cend();) {
        const std::size_t last = placeOf(*id);
        std::size_t first = last;
        for (++id; id != ids.cend() && first > 0 && m_letters[first - 1].id == *id; ++id)
            --first;
        const auto at = m_letters.cbegin();
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
        m_letters.erase(at + static_cast<std::ptrdiff_t>(first), at + static_cast<std::ptrdiff_t>(last) + 1);
        endRemoveRows();
    }
}

void DeadLetterModel::change(std::size_t row, const DeadLetter &letter)
{
    if (m_letters[row].note == letter.note) // all that changes in a letter
        return;
    m_letters[row] = letter;
    const QModelIndex changed = index(static_cast<int>(row));
    Q_EMIT dataChanged(changed, changed);
}

//! \a letters, oldest first, in as few runs as there are places for them: one for those that are new.
void DeadLetterModel::insert(const std::vector<DeadLetter> &letters)
{
    for (auto letter = letters.cbegin(); letter != letters.cend();) {
        const std::size_t row = placeOf(letter->id);
        const auto from = letter++;
        while (letter != letters.cend() && (row == 0 || letter->id < m_letters[row - 1].id))
            ++letter;
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(row) + static_cast<int>(letter - from) - 1);
        m_letters.insert(m_letters.cbegin() + static_cast<std::ptrdiff_t>(row), std::make_reverse_iterator(letter),
                         std::make_reverse_iterator(from));
        endInsertRows();
    }
}

std::size_t DeadLetterModel::placeOf(quint64 id) const
{
    const auto place = std::partition_point(m_letters.begin(), m_letters.end(),
                                            [id](const DeadLetter &letter) { return letter.id > id; });
    return static_cast<std::size_t>(place - m_letters.begin());
}

const DeadLetter *DeadLetterModel::letter(quint64 id) const
{
    const std::size_t place = placeOf(id);
    return place < m_letters.size() && m_letters[place].id == id ? &m_letters[place] : nullptr;
}

int DeadLetterModel::rowOf(double id) const
{
    const auto wanted = static_cast<quint64>(id);
    return has(wanted) ? static_cast<int>(placeOf(wanted)) : -1;
}

std::vector<quint64> DeadLetterModel::ids() const
{
    std::vector<quint64> ids;
    ids.reserve(m_letters.size());
    for (auto letter = m_letters.rbegin(); letter != m_letters.rend(); ++letter)
        ids.push_back(letter->id);
    return ids;
}

} // namespace topicscope::app
