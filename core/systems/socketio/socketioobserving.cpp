// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/socketioobserving.h"

#include <QJsonArray>
#include <QJsonObject>

namespace topicscope::systems {

namespace {

std::vector<net::ObservedClient> clientsOf(const QJsonArray &array)
{
    std::vector<net::ObservedClient> clients;
    for (const QJsonValue &value : array) {
        const QJsonObject object = value.toObject();
        net::ObservedClient client{.consumer = object.value(QLatin1String("consumer")).toString(),
                                   .topic = object.value(QLatin1String("topic")).toString(),
                                   .connectedAt = {}};
        const QJsonValue at = object.value(QLatin1String("connected_at"));
        if (const double seconds = at.toDouble(-1.0); seconds >= 0.0 && seconds < 253402300800.0)
            client.connectedAt = base::WallTime(std::chrono::microseconds(qRound64(seconds * 1e6)));
        if (!client.consumer.isEmpty() && !client.topic.isEmpty())
            clients.push_back(std::move(client));
    }
    return clients;
}

} // namespace

SocketIoObserving::SocketIoObserving(const net::ConnectionSettings &settings, base::TopicRegistry &topics,
                                     net::TransportListener &listener, net::BroadcastListener &broadcasts)
    : m_broadcasts(broadcasts), m_transport(settings, topics, listener), m_rest(settings)
{
    m_transport.setBroadcastReader([this](protocol::ServerEvent event, std::string_view json) { decode(event, json); });
}

void SocketIoObserving::decode(protocol::ServerEvent event, std::string_view json)
{
    const auto broadcast = m_decoder.decode(event, json);
    if (broadcast)
        m_broadcasts.broadcastReceived(*broadcast);
    else
        m_broadcasts.broadcastUnreadable(broadcast.error());
}

void SocketIoObserving::setBroadcasting(bool on, Callback<void> done)
{
    if (on)
        m_rest.dashboardLogin(std::move(done));
    else
        m_rest.dashboardLogout(std::move(done));
}

void SocketIoObserving::fetchClients(Callback<std::vector<net::ObservedClient>> done)
{
    m_rest.fetchClients(
        [done = std::move(done)](const base::Result<QJsonArray> &clients) { done(clients.map(clientsOf)); });
}

} // namespace topicscope::systems
