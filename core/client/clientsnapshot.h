// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/message.h"
#include "client/deadletters.h"
#include "dispatch/retrypolicy.h"
#include "stats/latencyhistogram.h"
#include "stats/ledger.h"

#include <QString>

#include <vector>

namespace topicscope::client {

//! \brief What is known of one topic.
struct TopicFigures {
    base::TopicId id;
    quint64 messages = 0;
    quint64 bytes = 0;
    quint64 duplicates = 0;
    quint64 failures = 0; //!< failed and timed out
    base::WallTime lastAt;
};

//! \brief What is known of one handler.
struct HandlerFigures {
    base::HandlerId id;
    QString name;
    QString pattern;
    bool parallel = false;
    dispatch::RetryPolicy retry{};
    const void *owner = nullptr; //!< as its HandlerSpec; to compare with, not to be followed
    bool removed = false; //!< taken away by the user; figures kept
    quint64 calls = 0; //!< finished calls
    quint64 failures = 0; //!< calls that failed, those that were repeated included
    quint64 timeouts = 0; //!< calls that were interrupted because they took too long
    quint64 withheld = 0; //!< calls that succeeded and asked for no acknowledgement
    quint64 retries = 0; //!< failed calls after which the message was handed to the handler again
    QString lastError; //!< text of the latest failure
    stats::LatencyHistogram latency; //!< running times
};

//! \brief One id that came more than once.
struct DuplicateFigures {
    QString messageId;
    QString producer{}; //!< of the latest copy
    base::TopicId topic; //!< likewise
    quint64 hits = 0; //!< copies after the first
    base::Sighting first{}; //!< of the copy that the latest one repeats
    base::Sighting last{};
    base::WallTime lastAt;
};

//! \brief The duplicate filter's state. It looks at every id, and remembers it, whether it is on or off.
struct FilterFigures {
    bool enabled = false; //!< duplicates are kept from the handlers; otherwise they are counted and no more
    quint64 window = 0; //!< ids it remembers at most
    quint64 held = 0; //!< ids it remembers now
    quint64 hits = 0; //!< messages whose id was remembered
    std::vector<DuplicateFigures> recent; //!< the ids hit last, newest first, at most 500
};

//! \brief All figures of a client at one moment. A plain value; thread: any.
//!
//! PubSubClient::refresh() brings it up to date at the cost of what changed.
struct ClientSnapshot {
    base::SteadyTime at;
    stats::Ledger ledger;
    double receivedPerSecond = 0.0;
    double handledPerSecond = 0.0;
    double duplicatesPerSecond = 0.0;
    std::vector<TopicFigures> topics; //!< those that changed since the refresh before; in a first one those seen so far
    quint64 topicsWaiting = 0; //!< further ones that changed, and come with the next refreshes
    std::vector<HandlerFigures> handlers; //!< in order of registration
    std::vector<std::size_t> changedHandlers; //!< places in it whose figures changed since the refresh before
    FilterFigures filter;
    DeadLetterList::Usage deadLetters;
    stats::LatencyHistogram handlerLatency; //!< running times of all handlers together
    stats::LatencyHistogram ackLatency; //!< from receipt to acknowledgement sent
    QString lastProblem; //!< the latest malformed message or protocol error, in words
    quint64 refreshed = 0; //!< number of the refresh it comes from; 0 for none
    std::size_t handlersKnown = 0; //!< handlers whose names and settings it has
    std::size_t removalsKnown = 0; //!< removals of handlers that it has taken in
};

} // namespace topicscope::client
