// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/ids.h"

#include <QByteArray>

#include <list>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace topicscope::stats {

//! \brief The ids that the filter hit last, with their counts; bounded in number and in bytes.
//! Thread: one writer; the owner guards readers.
class DuplicateLog
{
public:
    static constexpr std::size_t maxEntries = 500;
    //! Longer ids are shown by their first bytes and their length.
    static constexpr std::size_t maxIdLength = 512;

    struct Entry {
        QByteArray id;
        base::TopicId topic;
        quint64 hits = 0;
        base::WallTime lastAt{};
    };

    void add(std::string_view id, base::TopicId topic, base::WallTime at);
    //! \brief Newest first.
    [[nodiscard]] std::vector<Entry> entries() const;

private:
    std::list<Entry> m_entries; // newest first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> m_index; // views into m_entries
};

} // namespace topicscope::stats
