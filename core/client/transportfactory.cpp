// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/transportfactory.h"

#include "net/networkwatch.h"
#include "net/serverurl.h"
#include "systems/socketio/socketiotransport.h"

namespace topicscope::client {

TransportFactory socketIoTransports()
{
    return [](const net::ConnectionSettings &settings, base::TopicRegistry &topics,
              net::TransportListener &listener) -> std::unique_ptr<net::Transport> {
        return std::make_unique<systems::SocketIoTransport>(settings, topics, listener);
    };
}

void prepareNetwork(const net::ConnectionSettings &settings)
{
    if (!net::isLoopback(settings.url)) // no network concerns that
        net::SystemNetworkWatch::loadNetworkInformation();
}

} // namespace topicscope::client
