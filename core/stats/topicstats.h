// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/message.h"

#include <deque>
#include <vector>

namespace topicscope::stats {

//! \brief Counts per topic, looked up by the topic's number.
//!
//! Remembers which topics changed, so that one reader can follow a hundred thousand of them at the cost of those that
//! did. Thread: one writer; the owner guards readers.
class TopicStats
{
public:
    struct Entry {
        base::TopicId id;
        bool listed = false; //!< waits for takeChanged()
        quint64 messages = 0;
        quint64 bytes = 0;
        quint64 duplicates = 0;
        quint64 failures = 0;
        base::WallTime lastAt{};
    };

    void addMessage(const base::Message &message);
    void addDuplicate(base::TopicId id);
    void addFailure(base::TopicId id);

    //! \brief At most \a max of the topics that changed since they were taken last, the longest waiting first.
    [[nodiscard]] std::vector<Entry> takeChanged(std::size_t max);
    //! \brief How many of them wait.
    [[nodiscard]] std::size_t changed() const noexcept { return m_changed.size(); }
    //! \brief Lets takeChanged() begin anew, with all topics seen so far.
    void listAll();

    //! \brief The topics seen so far whose numbers lie from \a from to \a from + \a count - 1, in their order; topics
    //! past the registry's bound come last, as one.
    [[nodiscard]] std::vector<Entry> entries(quint32 from, quint32 count) const;
    //! \brief One more than the largest number seen.
    [[nodiscard]] quint32 idEnd() const noexcept;

private:
    [[nodiscard]] Entry &entry(base::TopicId id);
    void list(Entry &topic);

    std::vector<Entry> m_entries; // by topic id
    Entry m_overflow; // all topics past the registry's bound
    std::deque<base::TopicId> m_changed; // each once
};

} // namespace topicscope::stats
