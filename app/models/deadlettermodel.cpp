// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/deadlettermodel.h"

#include "base/bytes.h"
#include "models/figuretext.h"

#include <algorithm>

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
    return {{LetterIdRole, "letterId"}, {TopicRole, "topic"}, {TopicIdRole, "topicId"}, {MessageIdRole, "messageId"}, {HandlerRole, "handler"},
            {ErrorRole, "error"}, {CallsRole, "calls"}, {FailedAtRole, "failedAt"}, {NoteRole, "note"}};
}

void DeadLetterModel::update(std::vector<DeadLetter> letters)
{
    std::reverse(letters.begin(), letters.end());
    // What both lists end with stays where it is: new letters come at the front.
    const auto same = [](const DeadLetter &a, const DeadLetter &b) { return a.id == b.id && a.message == b.message && a.note == b.note; };
    const auto [mine, theirs] = std::mismatch(m_letters.rbegin(), m_letters.rend(), letters.rbegin(), letters.rend(), same);
    const auto goes = static_cast<int>(m_letters.rend() - mine);
    const auto comes = static_cast<int>(letters.rend() - theirs);
    if (goes > 0) {
        beginRemoveRows({}, 0, goes - 1);
        m_letters.erase(m_letters.begin(), m_letters.begin() + goes);
        endRemoveRows();
    }
    if (comes > 0) {
        beginInsertRows({}, 0, comes - 1);
        m_letters = std::move(letters);
        endInsertRows();
    }
    if (goes > 0 || comes > 0)
        Q_EMIT countChanged();
}

const DeadLetter *DeadLetterModel::letter(quint64 id) const
{
    const auto found = std::find_if(m_letters.begin(), m_letters.end(), [id](const DeadLetter &letter) { return letter.id == id; });
    return found == m_letters.end() ? nullptr : &*found;
}

int DeadLetterModel::rowOf(double id) const
{
    const DeadLetter *const found = letter(static_cast<quint64>(id));
    return found == nullptr ? -1 : static_cast<int>(found - m_letters.data());
}

std::vector<quint64> DeadLetterModel::ids() const
{
    std::vector<quint64> ids;
    for (auto letter = m_letters.rbegin(); letter != m_letters.rend(); ++letter)
        ids.push_back(letter->id);
    return ids;
}

} // namespace topicscope::app
