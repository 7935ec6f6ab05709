// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"

#include <QByteArray>

#include <cstddef>
#include <deque>
#include <optional>
#include <string_view>

namespace topicscope::client {

//! \brief Finds the acknowledgement that is too large for the server, where the server ends connections for that
//! reason.
//!
//! A server that ends the connection over the size of a packet (close code 1009, HTTP 413) does not say of which. Of
//! those that were begun to be written on that connection, the largest is too large for sure: it is no smaller than the
//! one that the server stumbled over. Those that still waited are not to blame, and no other end of a connection blames
//! anybody. An acknowledgement that was to blame twice is given up; its id is remembered, so that a redelivery is not
//! acknowledged either. Bounded: of those that were begun the largest, of those that wait as many as the caller keeps;
//! a hundred ids. Thread: one (net).
class RefusedAcknowledgements
{
public:
    //! \brief Ends of the connection that one acknowledgement may cause.
    static constexpr int maxEnds = 2;

    struct Culprit {
        QByteArray consumer;
        base::MessagePtr message;
        bool givenUp = false; //!< it was to blame for the last time; else it is to be sent once more
    };

    //! \brief An acknowledgement was given to the transport.
    void sent(const QByteArray &consumer, const base::Message &message);
    //! \brief The latest \a unsent acknowledgements have not left; to be told after each flush.
    void noteUnsent(std::size_t unsent);
    //! \brief The server ended the connection over the size of a packet; the latest \a unsent acknowledgements had not
    //! left.
    [[nodiscard]] std::optional<Culprit> blame(std::size_t unsent);
    //! \brief Another connection begins.
    void connectionLost();
    //! \brief True for a message whose acknowledgement was given up, under this id and no smaller.
    [[nodiscard]] bool isGivenUp(const base::Message &message) const;

private:
    struct Large {
        quint64 number; // of the acknowledgement on this connection, from 1
        qsizetype bytes;
        QByteArray consumer;
        base::MessagePtr message;
    };
    struct Suspect {
        std::size_t idHash;
        base::MessagePtr nameless; // one without an id is known by itself
        qsizetype bytes;
        int ends;
    };
    using Suspects = std::deque<Suspect>;

    [[nodiscard]] quint64 begun(std::size_t unsent) const;
    [[nodiscard]] Suspects::iterator suspectOf(const base::MessagePtr &message);

    quint64 m_sent = 0;
    qsizetype m_largest = 0;
    std::deque<Large> m_large; // each larger than all before it; of those that were begun the last alone
    Suspects m_suspects;
    qsizetype m_smallestGivenUp = 0; // 0: none
};

} // namespace topicscope::client
