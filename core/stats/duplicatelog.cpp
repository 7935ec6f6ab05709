// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stats/duplicatelog.h"

#include "base/bytes.h"

namespace topicscope::stats {

using base::viewOf;

namespace {

QByteArray cut(std::string_view id)
{
    if (id.size() <= DuplicateLog::maxIdLength)
        return QByteArray(id.data(), static_cast<qsizetype>(id.size()));
    return QByteArray(id.data(), static_cast<qsizetype>(DuplicateLog::maxIdLength)) + "... ("
           + QByteArray::number(static_cast<qulonglong>(id.size())) + " bytes)";
}

} // namespace

void DuplicateLog::add(const base::Message &copy, const base::Sighting &first)
{
    const QByteArray shown = cut(copy.id());
    if (const auto known = m_index.find(viewOf(shown)); known != m_index.end()) {
        m_entries.splice(m_entries.begin(), m_entries, known->second);
    } else {
        m_entries.push_front({.id = shown, .producer = {}, .topic = {}});
        m_index.emplace(viewOf(m_entries.front().id), m_entries.begin());
        if (m_entries.size() > maxEntries) {
            m_index.erase(viewOf(m_entries.back().id));
            m_entries.pop_back();
        }
    }
    Entry &entry = m_entries.front();
    entry.producer = cut(copy.producer());
    entry.topic = copy.topicId();
    entry.first = first;
    entry.last = {.sequence = copy.sequence(), .at = copy.receivedAt()};
    entry.lastAt = copy.receivedWallTime();
    ++entry.hits;
}

std::vector<DuplicateLog::Entry> DuplicateLog::entries() const
{
    return {m_entries.begin(), m_entries.end()};
}

} // namespace topicscope::stats
