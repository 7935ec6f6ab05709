// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/deadletters.h"

#include "base/bytes.h"
#include "protocol/jsontext.h"

#include <algorithm>

namespace topicscope::client {

namespace {

qsizetype costOf(const DeadLetter &letter)
{
    return letter.message->memoryCost() + static_cast<qsizetype>(sizeof(DeadLetter)) + 2 * letter.error.text.size();
}

} // namespace

QByteArray toJson(const DeadLetter &letter)
{
    const auto field = [](QByteArray &line, const char *name, std::string_view value) {
        line.append(name);
        protocol::appendJsonString(line, value);
    };
    const base::Message &message = *letter.message;
    QByteArray line("{");
    field(line, "\"topic\":", message.topic());
    if (!message.id().empty())
        field(line, ",\"message_id\":", message.id());
    if (!message.producer().empty())
        field(line, ",\"producer\":", message.producer());
    field(line, ",\"handler\":", base::viewOf(letter.handler.toUtf8()));
    field(line, ",\"error\":", base::viewOf(letter.error.text.toUtf8()));
    line.append(",\"calls\":").append(QByteArray::number(letter.calls));
    line.append(",\"failed_at\":").append(QByteArray::number(static_cast<double>(letter.failedAt.time_since_epoch().count()) / 1e6, 'f', 6));
    QByteArray payload = base::bytesOf(message.payload());
    // A line break outside of strings is only white space, and inside it is escaped.
    std::replace_if(payload.begin(), payload.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return line.append(",\"message\":").append(payload).append('}');
}

void DeadLetterList::insert(DeadLetter letter)
{
    m_bytes += costOf(letter);
    const quint64 id = letter.id;
    m_ids[letter.message->sequence()] = id;
    m_letters.emplace(id, std::move(letter));
    while (m_letters.size() > 1 && (m_letters.size() > maxCount || m_bytes > maxBytes)) {
        remove(m_letters.begin());
        ++m_evicted;
    }
}

DeadLetter DeadLetterList::remove(Letters::iterator letter)
{
    m_bytes -= costOf(letter->second);
    m_ids.erase(letter->second.message->sequence());
    DeadLetter removed = std::move(letter->second);
    m_letters.erase(letter);
    return removed;
}

void DeadLetterList::add(DeadLetter letter)
{
    const std::lock_guard lock(m_mutex);
    letter.id = m_nextId++;
    ++m_revision;
    insert(std::move(letter));
}

std::vector<DeadLetter> DeadLetterList::take(const std::vector<quint64> &ids)
{
    const std::lock_guard lock(m_mutex);
    std::vector<DeadLetter> taken;
    for (const quint64 id : ids) {
        const auto found = m_letters.find(id);
        if (found != m_letters.end())
            taken.push_back(remove(found));
    }
    m_revision += taken.empty() ? 0 : 1;
    return taken;
}

void DeadLetterList::restore(std::vector<DeadLetter> letters)
{
    const std::lock_guard lock(m_mutex);
    for (DeadLetter &letter : letters)
        insert(std::move(letter));
    ++m_revision;
}

std::vector<DeadLetter> DeadLetterList::letters() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<DeadLetter> letters;
    letters.reserve(m_letters.size());
    for (const auto &[id, letter] : m_letters)
        letters.push_back(letter);
    return letters;
}

std::optional<DeadLetter> DeadLetterList::letterOf(base::Sequence sequence) const
{
    const std::lock_guard lock(m_mutex);
    const auto id = m_ids.find(sequence);
    return id == m_ids.end() ? std::nullopt : std::optional(m_letters.at(id->second));
}

DeadLetterList::Usage DeadLetterList::usage() const
{
    const std::lock_guard lock(m_mutex);
    return {.count = m_letters.size(), .evicted = m_evicted, .revision = m_revision};
}

} // namespace topicscope::client
