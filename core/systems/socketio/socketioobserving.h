// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/observing.h"
#include "systems/socketio/restclient.h"
#include "systems/socketio/socketiotransport.h"

namespace topicscope::systems {

//! \brief The broadcasts to monitors, which a login to the server's dashboard switches on, and GET /clients.
class SocketIoObserving final : public net::Observing
{
public:
    //! \brief All outlive it.
    SocketIoObserving(const net::ConnectionSettings &settings, base::TopicRegistry &topics,
                      net::TransportListener &listener, net::BroadcastListener &broadcasts);

    [[nodiscard]] net::Transport &transport() override { return m_transport; }
    void fetchBroadcasting(Callback<bool> done) override { m_rest.fetchDashboardStatus(std::move(done)); }
    void setBroadcasting(bool on, Callback<void> done) override;
    void fetchClients(Callback<std::vector<net::ObservedClient>> done) override;

private:
    void decode(protocol::ServerEvent event, std::string_view json);

    net::BroadcastListener &m_broadcasts;
    protocol::BroadcastDecoder m_decoder;
    SocketIoTransport m_transport;
    RestClient m_rest;
};

} // namespace topicscope::systems
