// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"

#include <QByteArray>

#include <list>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace topicscope::stats {

//! \brief The ids that came again last, with their counts; bounded in number and in bytes.
//! Thread: one writer; the owner guards readers.
class DuplicateLog
{
public:
    static constexpr std::size_t maxEntries = 500;
    //! Longer ids are shown by their first bytes and their length.
    static constexpr std::size_t maxIdLength = 512;

    struct Entry {
        QByteArray id;
        QByteArray producer; //!< of the latest copy, cut like an id
        base::TopicId topic; //!< likewise
        quint64 hits = 0;
        base::Sighting first{}; //!< of the copy that the latest one repeats
        base::Sighting last{};
        base::WallTime lastAt{};
    };

    //! \brief \a copy repeats the id of a message that came at \a first.
    void add(const base::Message &copy, const base::Sighting &first);
    //! \brief Newest first.
    [[nodiscard]] std::vector<Entry> entries() const;

private:
    std::list<Entry> m_entries; // newest first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> m_index; // views into m_entries
};

} // namespace topicscope::stats
