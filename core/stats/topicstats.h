// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/message.h"
#include "stats/ratemeter.h"

#include <vector>

namespace topicscope::stats {

//! \brief Counts per topic, looked up by the topic's number.
//! Thread: one writer; the owner guards readers.
class TopicStats
{
public:
    struct Entry {
        base::TopicId id;
        quint64 messages = 0;
        quint64 bytes = 0;
        quint64 duplicates = 0;
        quint64 failures = 0;
        base::WallTime lastAt{};
        RateMeter rate;
    };

    void addMessage(const base::Message &message);
    void addDuplicate(base::TopicId id);
    void addFailure(base::TopicId id);

    //! \brief The topics seen so far, in the order of their numbers; topics past the registry's bound come last, as one.
    [[nodiscard]] std::vector<Entry> entries() const;

private:
    [[nodiscard]] Entry &entry(base::TopicId id);

    std::vector<Entry> m_entries; // by topic id
    Entry m_overflow; // all topics past the registry's bound
};

} // namespace topicscope::stats
