// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"

namespace topicscope::dispatch {

//! \brief The memory of messages that wait: for their handler, for another attempt, or for their acknowledgement to
//! leave.
//!
//! Counts as base::Message::memoryCost() does, whoever else holds the message. What waits is always let go of without
//! help from what is to come, so who finds no room has only to wait. Thread: one (net).
class MemoryBudget
{
public:
    //! \brief At most \a limit bytes.
    explicit MemoryBudget(qint64 limit) noexcept : m_limit(limit) {}

    //! \brief What waits already stays, also where it is more than \a limit.
    void setLimit(qint64 limit) noexcept { m_limit = limit; }
    //! \brief Whether \a bytes more may wait. A message has room alone, however large it is.
    [[nodiscard]] bool hasRoomFor(qint64 bytes) const noexcept { return m_used == 0 || m_used + bytes <= m_limit; }
    void add(qint64 bytes) noexcept { m_used += bytes; }
    void remove(qint64 bytes) noexcept { m_used -= bytes; }
    //! \brief Bytes that wait now.
    [[nodiscard]] qint64 used() const noexcept { return m_used; }

private:
    qint64 m_limit;
    qint64 m_used = 0;
};

} // namespace topicscope::dispatch
