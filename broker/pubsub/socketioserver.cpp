// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/pubsub/socketioserver.h"

#include "base/bytes.h"
#include "base/logging.h"

namespace topicscope::broker {

using namespace protocol;
using base::viewOf;
using base::Error;
using base::ErrorCode;
using base::logBroker;

SocketIoPeer::SocketIoPeer(EngineSession &session, QByteArray nsp)
    : m_session(session), m_id(makeSessionId()), m_nsp(std::move(nsp))
{
}

OutgoingPtr SocketIoPeer::encodeEvent(std::string_view nsp, std::string_view json)
{
    const QByteArray encoded = socketio::encodePacket(
        {.type = socketio::PacketType::Event, .nsp = nsp, .ackId = {}, .json = json});
    return OutgoingPacket::message(viewOf(encoded));
}

void SocketIoPeer::emitEvent(std::string_view json, const QList<QByteArray> &attachments)
{
    const auto type = attachments.isEmpty() ? socketio::PacketType::Event : socketio::PacketType::BinaryEvent;
    sendPacket({.type = type, .nsp = viewOf(m_nsp), .ackId = {}, .json = json}, attachments);
}

void SocketIoPeer::acknowledge(quint64 ackId, std::string_view json, const QList<QByteArray> &attachments)
{
    const auto type = attachments.isEmpty() ? socketio::PacketType::Ack : socketio::PacketType::BinaryAck;
    sendPacket({.type = type, .nsp = viewOf(m_nsp), .ackId = ackId, .json = json}, attachments);
}

void SocketIoPeer::sendPacket(const socketio::Packet &packet, const QList<QByteArray> &attachments)
{
    socketio::Packet complete = packet;
    complete.attachments = static_cast<quint32>(attachments.size());
    const QByteArray encoded = socketio::encodePacket(complete);
    m_session.send(OutgoingPacket::message(viewOf(encoded)));
    for (const QByteArray &bytes : attachments)
        m_session.send(OutgoingPacket::binary(bytes));
}

struct SocketIoServer::Connection {
    Connection(QObject &owner, qint64 maxBytes) : assembler(maxBytes), connectTimer(*new QTimer(&owner)) {}

    std::map<QByteArray, std::unique_ptr<SocketIoPeer>> peers; // by namespace
    socketio::BinaryAssembler assembler;
    QTimer &connectTimer; // a child of the session, because the session may end in its timeout
};

SocketIoServer::SocketIoServer(EngineSettings settings, std::chrono::milliseconds connectTimeout, QObject *parent)
    : QObject(parent), m_connectTimeout(connectTimeout), m_engine(settings, *this)
{
}

SocketIoServer::~SocketIoServer()
{
    m_engine.closeAll();
}

void SocketIoServer::addNamespace(const QByteArray &nsp, NamespaceHandler &handler)
{
    m_namespaces.insert_or_assign(nsp, &handler);
}

void SocketIoServer::sessionOpened(EngineSession &session)
{
    auto connection = std::make_unique<Connection>(session, session.settings().maxBuffered);
    connection->connectTimer.setSingleShot(true);
    connection->connectTimer.setTimerType(Qt::PreciseTimer); // a coarse one could fire before its time
    connect(&connection->connectTimer, &QTimer::timeout, &session, [this, &session] {
        protocolError(session, {ErrorCode::Timeout, QStringLiteral("The client opened no namespace in time.")});
    });
    connection->connectTimer.start(m_connectTimeout);
    m_connections.insert_or_assign(&session, std::move(connection));
}

void SocketIoServer::textReceived(EngineSession &session, std::string_view text)
{
    const auto packet = socketio::decodePacket(text);
    if (!packet) {
        protocolError(session, packet.error());
        return;
    }
    Connection &connection = *m_connections.at(&session);
    if (connection.assembler.isWaiting()) {
        protocolError(session,
                      {ErrorCode::UnexpectedPacket, QStringLiteral("A text packet came where an attachment was due.")});
        return;
    }
    if (packet->attachments == 0) {
        handlePacket(session, *packet, {});
        return;
    }
    const QByteArray copy(text.data(), static_cast<qsizetype>(text.size()));
    if (const auto begun = connection.assembler.begin(copy, packet->attachments); !begun)
        protocolError(session, begun.error());
}

void SocketIoServer::binaryReceived(EngineSession &session, const QByteArray &bytes)
{
    const auto added = m_connections.at(&session)->assembler.add(bytes);
    if (!added) {
        protocolError(session, added.error());
        return;
    }
    if (!*added)
        return;
    const auto packet = socketio::decodePacket(viewOf((*added)->text));
    if (packet)
        handlePacket(session, *packet, (*added)->attachments);
    else
        protocolError(session, packet.error());
}

void SocketIoServer::handlePacket(EngineSession &session, const socketio::Packet &packet,
                                  const QList<QByteArray> &attachments)
{
    if (packet.type == socketio::PacketType::Connect) {
        connectPeer(session, packet);
        return;
    }
    Connection &connection = *m_connections.at(&session);
    const QByteArray nsp(packet.nsp.data(), static_cast<qsizetype>(packet.nsp.size()));
    const auto peer = connection.peers.find(nsp);
    if (peer == connection.peers.end()) {
        protocolError(session, {ErrorCode::UnexpectedPacket,
                                QStringLiteral("The client has not opened the namespace of this packet.")});
        return;
    }
    switch (packet.type) {
    case socketio::PacketType::Event:
    case socketio::PacketType::BinaryEvent:
        if (auto event = m_reader.read(packet.json))
            m_namespaces.at(nsp)->eventReceived(*peer->second, {std::move(*event), attachments, packet.ackId});
        else
            protocolError(session, event.error());
        break;
    case socketio::PacketType::Disconnect:
        disconnectPeer(connection, nsp);
        break;
    case socketio::PacketType::Ack: // nothing that is sent here asks for one
    case socketio::PacketType::BinaryAck:
        break;
    case socketio::PacketType::Connect:
    case socketio::PacketType::ConnectError:
        protocolError(session, {ErrorCode::UnexpectedPacket, QStringLiteral("Only a server sends such a packet.")});
        break;
    }
}

void SocketIoServer::connectPeer(EngineSession &session, const socketio::Packet &packet)
{
    const QByteArray nsp(packet.nsp.data(), static_cast<qsizetype>(packet.nsp.size()));
    if (const auto checked = m_reader.checkObject(packet.json); !checked) {
        protocolError(session, checked.error());
        return;
    }
    const auto handler = m_namespaces.find(nsp);
    if (handler == m_namespaces.end()) {
        const QByteArray answer = socketio::encodePacket({.type = socketio::PacketType::ConnectError,
                                                          .nsp = packet.nsp,
                                                          .ackId = {},
                                                          .json = R"({"message":"Invalid namespace"})"});
        Q_EMIT refused();
        session.send(OutgoingPacket::message(viewOf(answer)));
        return;
    }
    Connection &connection = *m_connections.at(&session);
    if (connection.peers.contains(nsp)) {
        protocolError(session, {ErrorCode::UnexpectedPacket, QStringLiteral("The client opened a namespace twice.")});
        return;
    }
    connection.connectTimer.stop();
    auto peer = std::make_unique<SocketIoPeer>(session, nsp);
    const QByteArray json = "{\"sid\":\"" + peer->id() + "\"}";
    const QByteArray answer = socketio::encodePacket(
        {.type = socketio::PacketType::Connect, .nsp = packet.nsp, .ackId = {}, .json = viewOf(json)});
    session.send(OutgoingPacket::message(viewOf(answer)));
    SocketIoPeer &connected = *connection.peers.emplace(nsp, std::move(peer)).first->second;
    handler->second->peerConnected(connected, packet.json);
}

void SocketIoServer::disconnectPeer(Connection &connection, const QByteArray &nsp)
{
    const auto node = connection.peers.extract(nsp);
    if (connection.peers.empty())
        connection.connectTimer.start(m_connectTimeout);
    m_namespaces.at(nsp)->peerDisconnected(*node.mapped());
}

void SocketIoServer::sessionClosed(EngineSession &session, CloseReason reason)
{
    if (reason == CloseReason::TooSlow)
        Q_EMIT slowClientDropped();
    const auto node = m_connections.extract(&session);
    node.mapped()->connectTimer.stop();
    for (const auto &[nsp, peer] : node.mapped()->peers)
        m_namespaces.at(nsp)->peerDisconnected(*peer);
}

void SocketIoServer::engineErrorOccurred()
{
    Q_EMIT refused();
}

void SocketIoServer::protocolError(EngineSession &session, const Error &error)
{
    qCInfo(logBroker) << "Closing the connection of a client:" << error.text;
    Q_EMIT refused();
    session.close(CloseReason::ProtocolError);
}

} // namespace topicscope::broker
