// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>

namespace topicscope::stats {

//! \brief Where every message is: the counts always add up, so nothing is lost silently.
//!
//! A plain value; the pipeline keeps one and hands out copies. Thread: any.
struct Ledger {
    quint64 received = 0; //!< everything that arrived as a message

    // Each received message is in exactly one of these.
    quint64 malformed = 0;
    quint64 duplicate = 0;
    quint64 unrouted = 0;
    quint64 dropped = 0;
    quint64 queued = 0;
    quint64 running = 0; //!< in a handler, or finished and not yet accounted for
    quint64 handled = 0;
    quint64 failed = 0;
    quint64 timedOut = 0;

    // Beside the states.
    //! messages whose id came before, within the window: what the filter keeps from the handlers, or would keep
    quint64 repeated = 0;
    quint64 stored = 0; //!< messages the store holds now
    quint64 evicted = 0; //!< messages the store gave up to keep its bound
    quint64 recorded = 0; //!< messages written to a capture file
    quint64 acked = 0; //!< acknowledgements sent
    quint64 ackPending = 0; //!< handled, acknowledgement not sent yet
    quint64 ackLost = 0; //!< acknowledgements given up: too many were waiting, or the client stopped
    quint64 ackRefused = 0; //!< acknowledgements given up because the server does not take them: too large
    //! acknowledgements sent once more: the server sent the message again after a connection had broken
    quint64 ackRepeated = 0;
    quint64 ackWithheld = 0; //!< handled, and not acknowledged because the handler said so
    quint64 retryWaiting = 0; //!< those of the queued that failed and wait for their next attempt
    quint64 retried = 0; //!< failed calls after which the message was queued again
    quint64 deadLetters = 0; //!< failed messages kept to look at and to run again
    quint64 rerun = 0; //!< failed messages that were queued again on request
    quint64 otherEvents = 0; //!< events that are no message (broadcasts, unknown names)
    quint64 protocolErrors = 0; //!< packets that could not be understood and were no message

    //! \brief The sum of the states.
    [[nodiscard]] quint64 accounted() const noexcept;
    //! \brief True when every received message is in one state.
    [[nodiscard]] bool isBalanced() const noexcept { return received == accounted(); }
    //! \brief All counts by name, and "balanced".
    [[nodiscard]] QJsonObject toJson() const;

    friend bool operator==(const Ledger &, const Ledger &) = default;
};

} // namespace topicscope::stats
