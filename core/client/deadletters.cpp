// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/deadletters.h"

#include "base/bytes.h"
#include "payload/messagejson.h"
#include "protocol/jsontext.h"

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
    payload::appendNames(line, message);
    field(line, ",\"handler\":", base::viewOf(letter.handler.toUtf8()));
    field(line, ",\"error\":", base::viewOf(letter.error.text.toUtf8()));
    line.append(",\"calls\":").append(QByteArray::number(letter.calls));
    line.append(",\"failed_at\":")
        .append(QByteArray::number(static_cast<double>(letter.failedAt.time_since_epoch().count()) / 1e6, 'f', 6));
    payload::appendPayload(line, message);
    return line.append('}');
}

void DeadLetterList::insert(DeadLetter letter)
{
    m_bytes += costOf(letter);
    const quint64 id = letter.id;
    m_ids[letter.message->sequence()] = id;
    touch(id);
    m_letters.emplace(id, std::move(letter));
    while (m_letters.size() > 1 && (m_letters.size() > maxCount || m_bytes > maxBytes)) {
        remove(m_letters.begin());
        ++m_evicted;
    }
}

DeadLetter DeadLetterList::remove(Letters::iterator letter)
{
    touch(letter->first);
    m_bytes -= costOf(letter->second);
    m_ids.erase(letter->second.message->sequence());
    DeadLetter removed = std::move(letter->second);
    m_letters.erase(letter);
    return removed;
}

void DeadLetterList::touch(quint64 id)
{
    ++m_revision;
    m_touched.push_back(id);
    if (m_touched.size() > maxTouched)
        m_touched.pop_front();
}

void DeadLetterList::add(DeadLetter letter)
{
    const std::lock_guard lock(m_mutex);
    letter.id = m_nextId++;
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
    return taken;
}

void DeadLetterList::restore(std::vector<DeadLetter> letters)
{
    const std::lock_guard lock(m_mutex);
    for (DeadLetter &letter : letters)
        insert(std::move(letter));
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

DeadLetterList::Changes DeadLetterList::changesSince(quint64 revision) const
{
    const std::lock_guard lock(m_mutex);
    Changes changes{.present = {},
                    .gone = {},
                    .all = revision > m_revision || m_revision - revision > m_touched.size(),
                    .usage = usageNow()};
    if (changes.all) {
        for (const auto &[id, letter] : m_letters)
            changes.present.push_back(letter);
        return changes;
    }
    std::vector<quint64> ids(m_touched.end() - static_cast<std::ptrdiff_t>(m_revision - revision), m_touched.end());
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const quint64 id : ids) {
        if (const auto letter = m_letters.find(id); letter != m_letters.end())
            changes.present.push_back(letter->second);
        else
            changes.gone.push_back(id);
    }
    return changes;
}

std::optional<DeadLetter> DeadLetterList::letter(quint64 id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_letters.find(id);
    return found == m_letters.end() ? std::nullopt : std::optional(found->second);
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
    return usageNow();
}

DeadLetterList::Usage DeadLetterList::usageNow() const
{
    return {.count = m_letters.size(), .latest = m_nextId - 1, .evicted = m_evicted, .revision = m_revision};
}

} // namespace topicscope::client
