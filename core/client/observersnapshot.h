// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "net/observing.h"
#include "stats/latencyhistogram.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace topicscope::client {
Q_NAMESPACE

//! \brief Whether the server sends its broadcasts to us.
enum class DashboardState : quint8 {
    Unknown, //!< not asked yet
    NotNeeded, //!< the server has no such route and sends them always
    AlreadyOn,
    LoggedIn, //!< switched on by us; switched off again at the end
    Refused, //!< see the problem reported
};
Q_ENUM_NS(DashboardState)

//! \brief What one consumer did with one topic.
struct ConsumptionFigures {
    QString consumer;
    QString topic;
    quint64 consumptions = 0; //!< all of them, doubled ones included
    quint64 doubled = 0; //!< of a message that it had consumed before
    quint64 late = 0; //!< messages that it had not consumed in time
    quint64 missing = 0; //!< late ones that it has not consumed so far
    quint64 unmatched = 0; //!< consumptions whose publication was not seen, or is forgotten
    stats::LatencyHistogram latency; //!< from publication to consumption, on the server's clock
    base::WallTime lastAt; //!< server's time of the latest consumption

    //! \brief Whether \a other has the same names and counts, and so the same figures. Looks at no single latency.
    [[nodiscard]] bool isLike(const ConsumptionFigures &other) const;
};

//! \brief What was seen of one topic.
struct ObservedTopic {
    QString topic;
    quint64 published = 0;
    quint64 unconsumed = 0; //!< in time by nobody, and not since
};

using net::ObservedClient;

//! \brief Counts of an observation as a whole.
struct ObserverTotals {
    quint64 messages = 0; //!< new_message broadcasts
    quint64 consumptions = 0; //!< new_consumption broadcasts
    quint64 withoutId = 0; //!< messages that cannot be joined with consumptions
    quint64 republished = 0; //!< messages whose id had been published before
    quint64 evicted = 0; //!< messages forgotten to keep the bound
    quint64 unjudged = 0; //!< messages forgotten, or interrupted by a lost connection, before their time was up
    quint64 unreadable = 0; //!< broadcasts that could not be read
};

//! \brief All figures of an observer at one moment. A plain value; thread: any. Observer::refresh() brings it up to
//! date.
struct ObserverSnapshot {
    base::SteadyTime at;
    DashboardState dashboard = DashboardState::Unknown;
    ObserverTotals totals;
    quint64 open = 0; //!< messages whose time is not up yet
    double messagesPerSecond = 0.0;
    double consumptionsPerSecond = 0.0;
    std::vector<ConsumptionFigures> consumers; //!< in order of appearance
    std::vector<ObservedTopic> topics; //!< in order of appearance
    std::vector<ObservedClient> clients; //!< in order of connecting
};

//! \brief The rows of each consumer added up over its topics, in order of appearance; the topic is empty where there
//! are several.
[[nodiscard]] std::vector<ConsumptionFigures> byConsumer(const std::vector<ConsumptionFigures> &rows);

} // namespace topicscope::client
