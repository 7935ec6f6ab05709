// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "broker/engineio/engineserver.h"
#include "broker/pubsub/eventreader.h"
#include "protocol/socketio.h"

#include <map>
#include <unordered_map>

namespace topicscope::broker {

//! \brief One client in one namespace. Thread: the server's.
class SocketIoPeer
{
public:
    SocketIoPeer(EngineSession &session, QByteArray nsp);
    Q_DISABLE_COPY_MOVE(SocketIoPeer)

    //! \brief Its id in the namespace: another one than the Engine.IO session's, which must stay secret.
    [[nodiscard]] const QByteArray &id() const noexcept { return m_id; }
    [[nodiscard]] const QByteArray &nsp() const noexcept { return m_nsp; }

    //! \brief Sends a packet made by encodeEvent(), possibly shared with other peers of the namespace.
    void send(const OutgoingPtr &packet) { m_session.send(packet); }
    //! \brief Sends the event \a json, an array that starts with its name, and its binary \a attachments.
    void emitEvent(std::string_view json, const QList<QByteArray> &attachments = {});
    //! \brief Answers the event that carried \a ackId with the array \a json.
    void acknowledge(quint64 ackId, std::string_view json, const QList<QByteArray> &attachments = {});

    //! \brief The event \a json, encoded once for many peers of the namespace \a nsp.
    [[nodiscard]] static OutgoingPtr encodeEvent(std::string_view nsp, std::string_view json);

private:
    void sendPacket(const protocol::socketio::Packet &packet, const QList<QByteArray> &attachments);

    EngineSession &m_session;
    QByteArray m_id;
    QByteArray m_nsp;
};

//! \brief An event that a client sent.
struct SocketIoEvent {
    ClientEvent content;
    QList<QByteArray> attachments; //!< what the placeholders in the JSON stand for
    std::optional<quint64> ackId; //!< the client waits for an acknowledgement
};

//! \brief What goes on in one namespace. All calls come on the server's thread.
class NamespaceHandler
{
public:
    virtual ~NamespaceHandler() = default;

    //! \brief \a peer lives until peerDisconnected(). \a auth is a JSON object, or empty.
    virtual void peerConnected(SocketIoPeer &peer, std::string_view auth) = 0;
    virtual void eventReceived(SocketIoPeer &peer, const SocketIoEvent &event) = 0;
    virtual void peerDisconnected(SocketIoPeer &peer) = 0;
};

//! \brief Socket.IO v5 over Engine.IO sessions: namespaces, events, acknowledgements, binary attachments.
//!
//! Knows nothing of publish and subscribe: that is a NamespaceHandler's. Source: the Socket.IO protocol document,
//! revision 5. What it calls a broken packet ends the connection. Thread: the one it lives in.
class SocketIoServer : public QObject, public EngineListener
{
    Q_OBJECT

public:
    //! \brief \a connectTimeout: for a client that is in no namespace.
    SocketIoServer(EngineSettings settings, std::chrono::milliseconds connectTimeout, QObject *parent = nullptr);
    ~SocketIoServer() override;

    //! \brief Serves the namespace \a nsp ("/", "/admin"). \a handler outlives the server.
    void addNamespace(const QByteArray &nsp, NamespaceHandler &handler);
    //! \brief Where requests and WebSockets go.
    [[nodiscard]] EngineServer &engine() noexcept { return m_engine; }

    void sessionOpened(EngineSession &session) override;
    void textReceived(EngineSession &session, std::string_view text) override;
    void binaryReceived(EngineSession &session, const QByteArray &bytes) override;
    void sessionClosed(EngineSession &session, CloseReason reason) override;
    void engineErrorOccurred() override;

Q_SIGNALS:
    //! \brief A request or packet was answered with an error, or ended its connection.
    void refused();
    //! \brief A client was disconnected because it was too far behind.
    void slowClientDropped();

private:
    struct Connection;

    void handlePacket(EngineSession &session, const protocol::socketio::Packet &packet,
                      const QList<QByteArray> &attachments);
    void connectPeer(EngineSession &session, const protocol::socketio::Packet &packet);
    void disconnectPeer(Connection &connection, const QByteArray &nsp);
    void protocolError(EngineSession &session, const base::Error &error);

    std::chrono::milliseconds m_connectTimeout;
    std::map<QByteArray, NamespaceHandler *> m_namespaces;
    std::unordered_map<EngineSession *, std::unique_ptr<Connection>> m_connections;
    EventReader m_reader;
    EngineServer m_engine; // last: its sessions end before the rest of this
};

} // namespace topicscope::broker
