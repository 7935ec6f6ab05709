// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/topicregistry.h"
#include "net/connectionsettings.h"
#include "net/transport.h"

#include <functional>
#include <memory>

namespace topicscope::client {

//! \brief Makes a transport to the server of the settings, on the thread it will live in (net).
using TransportFactory = std::function<std::unique_ptr<net::Transport>(
    const net::ConnectionSettings &, base::TopicRegistry &, net::TransportListener &)>;

//! \brief Transports over Socket.IO.
[[nodiscard]] TransportFactory socketIoTransports();

//! \brief Loads what a transport with \a settings watches the network with, which only the main thread can. Thread:
//! main.
void prepareNetwork(const net::ConnectionSettings &settings);

} // namespace topicscope::client
