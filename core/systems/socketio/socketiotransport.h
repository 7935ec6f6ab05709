// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/connectionsettings.h"
#include "net/networkwatch.h"
#include "net/transport.h"
#include "protocol/pubsubcodec.h"

#include <memory>

namespace topicscope::base {
class TopicRegistry;
}

namespace topicscope::systems {

//! \brief Speaks Engine.IO v4 and Socket.IO v5 over a WebSocket or long polling, as ConnectionSettings::transport says.
//!
//! Frames are decoded once, here, into messages. Heartbeats: the server pings, we answer; nothing heard for
//! pingInterval + pingTimeout means that the connection is dead. A lost or failed connection is tried again as the
//! settings say (state Reconnecting), except where there never was one and a person has to help; at once where the
//! machine slept for longer than the server waits, where its address is gone, or when there is a network again.
//! Certificates are always verified. Thread: net.
class SocketIoTransport : public net::Transport
{
    Q_OBJECT

public:
    //! \brief \a registry outlives the transport. Without a \a watch it asks the system.
    SocketIoTransport(net::ConnectionSettings settings, base::TopicRegistry &registry, net::TransportListener &listener,
                      QObject *parent = nullptr, std::unique_ptr<net::NetworkWatch> watch = {});
    ~SocketIoTransport() override;

    [[nodiscard]] static net::Capabilities systemCapabilities()
    {
        return net::Capability::Acknowledge | net::Capability::Publish | net::Capability::Observe;
    }
    [[nodiscard]] net::Capabilities capabilities() const override { return systemCapabilities(); }
    //! \brief Gets the broadcasts to monitors; their JSON, a whole array, lives as long as the call. Who does not
    //! observe has nothing decoded.
    using BroadcastReader = std::function<void(protocol::ServerEvent event, std::string_view json)>;
    void setBroadcastReader(BroadcastReader reader);

    void open() override;
    void close() override;
    void subscribe(const QStringList &topics) override;
    //! \brief As Transport says. One that is over the server's limit for a packet would cost the connection: it is
    //! reported as a protocol error, not sent, and not asked for again (true).
    [[nodiscard]] net::AckOutcome acknowledge(const QByteArray &consumer, const base::Message &message) override;
    void flush() override;
    [[nodiscard]] std::size_t unsentAcknowledgements() override;
    void publish(const net::Publication &publication, PublishCallback done) override;
    void setReadingPaused(bool paused) override;
    void continueAfter(base::Sequence last) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace topicscope::systems
