// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "broker/brokercounters.h"
#include "broker/pubsub/history.h"
#include "broker/pubsub/rooms.h"
#include "broker/pubsub/socketioserver.h"
#include "broker/pubsub/trafficgraph.h"

#include <vector>

namespace topicscope::broker {

//! \brief The publish/subscribe contract: subscriptions, deliveries, acknowledgements, and the broadcasts to monitors.
//!
//! A message goes to the room of its topic and again to the room "*", so a client in both gets it twice with one id.
//! Subscriptions only add up, as with Socket.IO's rooms; they end with the connection. Broadcasts go to every
//! connected client while the dashboard is enabled. Nothing is routed twice: the text of an event is made once.
//! Thread: the broker's.
class PubSubService : public NamespaceHandler
{
public:
    //! \brief Most topics that one client may be subscribed to.
    static constexpr qsizetype maxTopicsPerClient = 10'000;

    //! \brief \a counters outlives the service.
    PubSubService(int historyLimit, bool dashboardEnabled, BrokerCounters &counters);
    ~PubSubService() override;

    //! \brief Delivers a message, remembers it, and tells the monitors. The payload of \a message must be valid JSON.
    void publish(const base::Envelope &message);
    //! \brief Sends `["message",RAW]` to the subscribers of "*", whatever \a raw is: what a broken producer looks like.
    void publishRaw(std::string_view raw);

    //! \brief Whether monitors get broadcasts.
    [[nodiscard]] bool isDashboardEnabled() const noexcept { return m_dashboardEnabled; }
    void setDashboardEnabled(bool enabled) noexcept { m_dashboardEnabled = enabled; }

    //! \brief The lists of the contract, as JSON arrays; messages and consumptions with the newest first.
    [[nodiscard]] QByteArray clientsJson() const;
    [[nodiscard]] QByteArray messagesJson() const { return m_messages.toJson(); }
    [[nodiscard]] QByteArray consumptionsJson() const { return m_consumptions.toJson(); }
    [[nodiscard]] QByteArray graphJson() const { return m_graph.toJson(); }

    void peerConnected(SocketIoPeer &peer, std::string_view auth) override;
    void eventReceived(SocketIoPeer &peer, const SocketIoEvent &event) override;
    void peerDisconnected(SocketIoPeer &peer) override;

private:
    struct Client {
        SocketIoPeer *peer;
        QByteArray consumer;
        QByteArray topic;
        QByteArray connectedAt; // Unix seconds
    };

    base::Result<void> subscribe(SocketIoPeer &peer, const ClientEvent &event);
    base::Result<void> consume(const ClientEvent &event, const QList<QByteArray> &attachments);
    void broadcast(const QByteArray &name, const QByteArray &object, const QList<QByteArray> &attachments = {});
    void deliver(const QByteArray &room, const OutgoingPtr &packet);

    BrokerCounters &m_counters;
    EventReader m_reader;
    Rooms m_rooms;
    QList<SocketIoPeer *> m_peers; // in the order in which they came
    std::vector<Client> m_clients;
    History m_messages;
    History m_consumptions;
    TrafficGraph m_graph;
    bool m_dashboardEnabled;
};

} // namespace topicscope::broker
