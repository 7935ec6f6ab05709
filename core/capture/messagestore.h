// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/messagesource.h"

#include <deque>
#include <mutex>
#include <vector>

namespace topicscope::capture {

//! \brief The latest messages, bounded by the bytes they hold. Evictions are counted, never hidden.
//!
//! Thread: any; net appends in batches, readers pull batches. The lock protects everything and is held for a batch.
class MessageStore final : public MessageSource
{
public:
    static constexpr qsizetype defaultMaxBytes = qsizetype{256} * 1024 * 1024;

    //! \brief Of messages whose topics are in \a topics, which outlives it.
    explicit MessageStore(const base::TopicRegistry &topics, qsizetype maxBytes = defaultMaxBytes);

    //! \brief Appends \a messages, whose sequences continue those appended before without a gap, and clears the vector
    //! (its memory is kept).
    void append(std::vector<base::MessagePtr> &messages);

    [[nodiscard]] Batch readAfter(base::Sequence after, std::size_t max) const override;
    [[nodiscard]] Usage usage() const override;
    [[nodiscard]] const base::TopicRegistry &topics() const noexcept override { return m_topics; }

    //! \brief Changes the bound; evicts at once what is over it.
    void setMaxBytes(qsizetype maxBytes);
    //! \brief Forgets all messages at the user's wish; they do not count as evicted.
    void clear();

private:
    void evictOverflow(std::vector<base::MessagePtr> &evicted);

    const base::TopicRegistry &m_topics;
    mutable std::mutex m_mutex; // all below
    std::deque<base::MessagePtr> m_messages;
    qsizetype m_bytes = 0;
    qsizetype m_maxBytes;
    quint64 m_evicted = 0;
    base::Sequence m_last;
    base::Sequence m_clearedUpTo; // up to here the user asked for oblivion
};

} // namespace topicscope::capture
