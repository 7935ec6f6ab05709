// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>

#include <deque>
#include <optional>
#include <string_view>
#include <vector>

namespace topicscope::client {

//! \brief Remembers which acknowledgements went out lately, for the day the connection breaks.
//!
//! What was written when a connection broke may have arrived, or not: nobody tells. A server that did not get it sends
//! the message again after the reconnect; the filter rightly finds a duplicate, and without this class the server would
//! never be told and send it for ever. So a duplicate whose acknowledgement went out on a connection that broke is
//! acknowledged once more, in the name of the same consumer; nobody handles it again.
//!
//! Bounded: of one connection the latest \a capacity, of all broken ones the latest \a capacity; 32 to 48 bytes each.
//! Ids are kept as 64-bit hashes. Thread: one (net).
class SentAcknowledgements
{
public:
    //! More than what fits into the buffers between two peers.
    static constexpr std::size_t defaultCapacity = 65'536;

    explicit SentAcknowledgements(std::size_t capacity = defaultCapacity);

    //! \brief An acknowledgement of \a id, by \a consumer, went out on the present connection. An empty id is not
    //! remembered.
    void add(std::string_view id, const QByteArray &consumer);
    //! \brief The latest acknowledgement, of \a id, never left this process after all; nothing happens where it is not
    //! remembered.
    void takeBackLatest(std::string_view id);
    //! \brief The present connection is over.
    void connectionLost();
    //! \brief The consumer whose acknowledgement of \a id went out on a connection that broke; asked once for each.
    [[nodiscard]] std::optional<QByteArray> takeUncertain(std::string_view id);

private:
    struct Entry {
        quint64 hash = 0; // 0: taken back
        QByteArray consumer;
    };

    [[nodiscard]] quint64 hashOf(std::string_view id) const noexcept;

    std::size_t m_capacity;
    quint64 m_seed;
    std::vector<Entry> m_sent; // a ring once it is full
    std::size_t m_next = 0; // where the ring is written next: at the oldest, or where one was taken back
    struct Uncertain {
        QByteArray consumer;
        quint64 number = 0;
    };
    struct Place {
        quint64 hash = 0;
        quint64 number = 0;
    };
    QHash<quint64, Uncertain> m_uncertain; // of broken connections
    std::deque<Place> m_order; // of m_uncertain, oldest first; may name some that were taken
    quint64 m_number = 0; // of the latest that became uncertain
};

} // namespace topicscope::client
