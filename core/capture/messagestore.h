// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"

#include <deque>
#include <mutex>
#include <vector>

namespace topicscope::capture {

//! \brief The latest messages, bounded by the bytes they hold. Evictions are counted, never hidden.
//!
//! Thread: any; net appends in batches, readers pull batches. The lock protects everything and is held for a batch.
class MessageStore
{
public:
    static constexpr qsizetype defaultMaxBytes = qsizetype{256} * 1024 * 1024;

    explicit MessageStore(qsizetype maxBytes = defaultMaxBytes);

    //! \brief Appends \a messages, whose sequences continue those appended before without a gap, and clears the vector
    //! (its memory is kept).
    void append(std::vector<base::MessagePtr> &messages);

    struct Batch {
        std::vector<base::MessagePtr> messages; //!< in order of arrival
        quint64 missed = 0; //!< messages after the asked sequence that were evicted before this read
        base::Sequence first; //!< oldest message the store still holds; 0 when empty
    };
    //! \brief At most \a max messages that came after \a after.
    [[nodiscard]] Batch readAfter(base::Sequence after, std::size_t max) const;

    struct Usage {
        quint64 count = 0;
        qsizetype bytes = 0;
        qsizetype maxBytes = 0;
        quint64 evicted = 0;
        base::Sequence first;
        base::Sequence last;
    };
    [[nodiscard]] Usage usage() const;

    //! \brief Changes the bound; evicts at once what is over it.
    void setMaxBytes(qsizetype maxBytes);
    //! \brief Forgets all messages at the user's wish; they do not count as evicted.
    void clear();

private:
    void evictOverflow(std::vector<base::MessagePtr> &evicted);

    mutable std::mutex m_mutex; // all below
    std::deque<base::MessagePtr> m_messages;
    qsizetype m_bytes = 0;
    qsizetype m_maxBytes;
    quint64 m_evicted = 0;
    base::Sequence m_last;
    base::Sequence m_clearedUpTo; // up to here the user asked for oblivion
};

} // namespace topicscope::capture
