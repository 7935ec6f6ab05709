// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QtGlobal>

namespace topicscope::dispatch {
Q_NAMESPACE

//! \brief What happens to a message whose lane is full, or that finds no memory left for messages that wait.
enum class OverflowPolicy : quint8 {
    Block, //!< stop reading the socket: the peer feels it
    DropNewest, //!< the message that found no room counts as dropped
    //! the message that has waited longest in its lane, and is not being handled, makes room and counts as dropped
    DropOldest,
};
Q_ENUM_NS(OverflowPolicy)

//! \brief How messages are filtered and handed to handlers.
struct DispatchSettings {
    static constexpr quint32 maxIdempotenceWindow = 50'000'000;
    //! \brief So many messages at most are counted, stored and handed to lanes together: locks are taken and lanes
    //! woken once for all of them. More would let a lane wait longer than it has to.
    static constexpr std::size_t batchSize = 32;

    int lanes = 10; //!< handler workers, 1 to 256
    quint32 laneCapacity = 8000; //!< messages a lane takes at most before it counts as full
    //! bytes of messages that wait at most: on lanes, for a retry, or for their acknowledgement to leave
    qint64 waitingMemory = qint64{64} * 1024 * 1024;
    OverflowPolicy overflow = OverflowPolicy::Block;
    bool idempotence = false;
    quint32 idempotenceWindow = 1000; //!< ids remembered

    friend bool operator==(const DispatchSettings &, const DispatchSettings &) = default;
};

} // namespace topicscope::dispatch
