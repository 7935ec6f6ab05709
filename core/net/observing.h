// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "net/transport.h"
#include "protocol/broadcastdecoder.h"

#include <memory>
#include <vector>

namespace topicscope::net {

//! \brief A subscription that the server told of.
struct ObservedClient {
    QString consumer;
    QString topic;
    std::optional<base::WallTime> connectedAt; //!< server's time, where it said so

    friend bool operator==(const ObservedClient &, const ObservedClient &) = default;
};

//! \brief Takes what happens at a server that is observed. All calls come on the thread of the transport.
class BroadcastListener
{
public:
    virtual ~BroadcastListener() = default;

    //! \brief Somebody published, consumed, came or went; its views live as long as the call.
    virtual void broadcastReceived(const protocol::Broadcast &broadcast) = 0;
    virtual void broadcastUnreadable(const base::Error &error) = 0;
};

//! \brief A server that is watched without subscribing, by a transport of its own: optional, beside Transport.
//!
//! Callbacks come once each, and never after its destruction. Thread: that of its transport.
class Observing
{
public:
    template<typename T>
    using Callback = std::function<void(base::Result<T>)>;

    virtual ~Observing() = default;

    //! \brief Where broadcasts come from: opened and closed by who observes.
    [[nodiscard]] virtual Transport &transport() = 0;
    //! \brief Whether the server sends its broadcasts now. Errors: NotSupported where it always does.
    virtual void fetchBroadcasting(Callback<bool> done) = 0;
    //! \brief Asks it to begin or to end that. Errors: Rejected or NotSupported where asking again is of no use.
    virtual void setBroadcasting(bool on, Callback<void> done) = 0;
    //! \brief All who subscribe now. Errors: NotSupported where the server does not tell.
    virtual void fetchClients(Callback<std::vector<ObservedClient>> done) = 0;
};

//! \brief Makes one, on the thread it will live in.
using ObservingFactory = std::function<std::unique_ptr<Observing>(const ConnectionSettings &, base::TopicRegistry &,
                                                                  TransportListener &, BroadcastListener &)>;

} // namespace topicscope::net
