// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/socketiosession.h"

#include "base/bytes.h"
#include "net/connectionerrors.h"
#include "net/serverwords.h"
#include "protocol/jsontext.h"
#include "protocol/pubsubcodec.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace topicscope::systems {

using base::bytesOf;
using base::viewOf;
using base::Error;
using base::ErrorCode;
using protocol::PubSubDecoder;
using protocol::ServerEvent;

namespace engineio = protocol::engineio;
namespace socketio = protocol::socketio;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::systems::SocketIoSession", text);
}

QString secondsOf(std::chrono::milliseconds duration)
{
    return QString::number(static_cast<double>(duration.count()) / 1000.0, 'f', 1);
}

//! A Socket.IO packet inside an Engine.IO message.
QByteArray packetOf(const socketio::Packet &packet)
{
    return socketio::encodePacket(packet).prepend('0' + static_cast<char>(engineio::PacketType::Message));
}

QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.sliced(1, array.size() - 2));
}

//! What the server says with a refusal or a farewell: `{"message": ..., "data": ...}`, a mere string, or whatever else
//! it sent, as it came.
QString farewellOf(std::string_view json)
{
    const QByteArray raw(json.data(), static_cast<qsizetype>(json.size()));
    const QJsonValue value = QJsonDocument::fromJson('[' + raw + ']').array().at(0);
    QString words = value.isString() ? value.toString() : value.toObject().value(QLatin1String("message")).toString();
    // socket.io: the data of the error that a middleware gave.
    if (const QJsonValue data = value.toObject().value(QLatin1String("data"));
        !words.isEmpty() && !data.isUndefined() && !data.isNull())
        words += QStringLiteral(" (%1)").arg(textOf(data));
    if (words.isEmpty() && raw != "{}" && raw != "null" && raw != "\"\"")
        words = QString::fromUtf8(raw);
    return net::shownWords(words);
}

//! Words of our own, and those of the server where it said any.
QString withWords(const char *said, const QString &words)
{
    return words.isEmpty() ? translated(said) + QLatin1Char('.') : translated(said) + QStringLiteral(": ") + words;
}

} // namespace

SocketIoSession::SocketIoSession(Settings settings, Listener &listener)
    : m_settings(std::move(settings)), m_listener(listener), m_assembler(m_settings.maxFrameBytes)
{
    if (const qsizetype query = m_settings.nsp.indexOf('?'); query >= 0)
        m_settings.nsp.truncate(query); // the packets of revision 5 carry none
    if (!m_settings.nsp.startsWith('/'))
        m_settings.nsp.prepend('/');
    m_eventHead = packetOf(
        {.type = socketio::PacketType::Event, .nsp = viewOf(m_settings.nsp), .ackId = {}, .json = {}});
}

void SocketIoSession::start(base::SteadyTime now)
{
    m_state = State::CarrierOpening;
    m_handshake = {};
    m_assembler.reset();
    m_connectDeadline = now + m_settings.connectTimeout;
}

void SocketIoSession::carrierOpened(base::SteadyTime now)
{
    if (m_state != State::CarrierOpening)
        return;
    m_state = State::HandshakeAwaited;
    m_lastHeard = now;
}

void SocketIoSession::receiveText(std::string_view frame, base::SteadyTime now)
{
    m_lastHeard = std::max(m_lastHeard, now); // what was read a while ago may be handed out only now
    if (m_state == State::HandshakeAwaited) {
        m_lastPong = now; // the server counts from its handshake to its first ping
        receiveHandshake(frame);
    } else if (m_state == State::NamespaceAwaited || m_state == State::Open) {
        if (const auto packet = engineio::decodePacket(frame))
            receivePacket(*packet, now);
        else
            m_listener.protocolErrorOccurred(packet.error());
    }
}

void SocketIoSession::receiveHandshake(std::string_view frame)
{
    const auto packet = engineio::decodePacket(frame);
    if (!packet || packet->type != engineio::PacketType::Open) {
        end(ErrorCode::NotSupported,
            translated(
                "The server answers, but does not speak Socket.IO: it began with something else than a handshake."));
        return;
    }
    auto handshake = engineio::decodeHandshake(packet->data);
    if (!handshake) {
        end(ErrorCode::NotSupported,
            translated("The server's handshake is not one of Socket.IO (Engine.IO 4): %1").arg(handshake.error().text));
        return;
    }
    m_handshake = *std::move(handshake);
    m_state = State::NamespaceAwaited;
    sendSocketIo({.type = socketio::PacketType::Connect,
                  .nsp = viewOf(m_settings.nsp),
                  .ackId = {},
                  .json = viewOf(m_settings.auth)});
}

void SocketIoSession::receivePacket(const engineio::Packet &packet, base::SteadyTime now)
{
    switch (packet.type) {
    case engineio::PacketType::Ping:
        sendPong(packet.data, now);
        break;
    case engineio::PacketType::Message:
        receiveSocketIo(packet.data);
        break;
    case engineio::PacketType::Close:
        end(ErrorCode::ConnectionLost, withWords("The server closed the connection", farewellOf(packet.data)));
        break;
    case engineio::PacketType::Pong:
    case engineio::PacketType::Noop:
        break;
    case engineio::PacketType::Open:
    case engineio::PacketType::Upgrade:
        report(ErrorCode::UnexpectedPacket,
               QStringLiteral("The server sent an Engine.IO packet that is out of place here."));
        break;
    }
}

void SocketIoSession::receiveSocketIo(std::string_view text)
{
    if (m_assembler.isWaiting()) {
        m_assembler.reset();
        report(ErrorCode::UnexpectedPacket,
               QStringLiteral("A packet came before all attachments of a binary packet; that one is lost."));
    }
    const auto packet = socketio::decodePacket(text);
    if (!packet) {
        m_listener.protocolErrorOccurred(packet.error());
        return;
    }
    // Until revision 5 a server opens the namespace "/" by itself, and says no session id when it opens one.
    if (packet->type == socketio::PacketType::Connect && packet->json.empty() && m_state == State::NamespaceAwaited) {
        Error error = net::oldProtocolError();
        end(error.code, std::move(error.text));
        return;
    }
    if (packet->nsp != viewOf(m_settings.nsp)) {
        report(ErrorCode::UnexpectedPacket, QStringLiteral("A packet came for a namespace that is not open."));
        return;
    }
    switch (packet->type) {
    case socketio::PacketType::Connect:
        receiveConnect();
        break;
    case socketio::PacketType::Disconnect:
        end(ErrorCode::ConnectionLost, withWords("The server disconnected this client", farewellOf(packet->json)));
        break;
    case socketio::PacketType::Event:
        receiveEvent(packet->json, packet->ackId);
        break;
    case socketio::PacketType::Ack:
        report(ErrorCode::UnexpectedPacket, QStringLiteral("An acknowledgement came that nobody had asked for."));
        break;
    case socketio::PacketType::ConnectError:
        receiveRefusal(packet->json);
        break;
    case socketio::PacketType::BinaryEvent:
    case socketio::PacketType::BinaryAck:
        receiveBinaryHead(text, packet->attachments);
        break;
    }
}

void SocketIoSession::receiveConnect()
{
    if (m_state == State::Open) {
        report(ErrorCode::UnexpectedPacket, QStringLiteral("The server opened the namespace a second time."));
        return;
    }
    m_state = State::Open;
    m_listener.sessionOpened();
}

void SocketIoSession::receiveRefusal(std::string_view json)
{
    const QString words = farewellOf(json);
    if (m_state == State::Open) {
        report(ErrorCode::UnexpectedPacket, QStringLiteral("The server refused the namespace after having opened it."));
        return;
    }
    const QString nsp = QString::fromUtf8(m_settings.nsp);
    end(ErrorCode::NamespaceRefused,
        words.isEmpty() ? translated("The server refused the namespace \"%1\" and gave no reason.").arg(nsp)
                        : translated("The server refused the namespace \"%1\": %2").arg(nsp, words));
}

void SocketIoSession::receiveEvent(std::string_view json, std::optional<quint64> ackId, QList<QByteArray> attachments)
{
    const bool taken = handOver(json, std::move(attachments));
    if (ackId && taken && m_state != State::Idle) // the listener may have closed the session
        sendSocketIo({.type = socketio::PacketType::Ack, .nsp = viewOf(m_settings.nsp), .ackId = ackId, .json = "[]"});
}

bool SocketIoSession::handOver(std::string_view json, QList<QByteArray> attachments)
{
    switch (const ServerEvent event = PubSubDecoder::eventOf(json)) {
    case ServerEvent::Message:
        if (attachments.isEmpty())
            m_listener.messageArrived(json);
        else
            m_listener.binaryMessageArrived(json, std::move(attachments));
        break;
    case ServerEvent::Subscribed:
        receiveSubscribed(json);
        break;
    case ServerEvent::NewMessage:
    case ServerEvent::NewConsumption:
    case ServerEvent::NewClient:
    case ServerEvent::ClientDisconnected:
        m_listener.broadcastArrived(event, json);
        break;
    case ServerEvent::None:
        report(ErrorCode::InvalidPacket, QStringLiteral("An event came without a name."));
        return false;
    default:
        m_listener.otherEventArrived();
    }
    return true;
}

//! `{"status":"ok"}`, or nothing that matters; else it is a refusal, and no message will come.
void SocketIoSession::receiveSubscribed(std::string_view json)
{
    const std::string_view answer = protocol::elementOf(json, 1).value_or(std::string_view());
    const QByteArray status = protocol::fieldText(answer, "status").value_or(QByteArray());
    if (status == "ok" || (status.isEmpty() && !protocol::hasField(answer, "error").value_or(false))) {
        m_listener.otherEventArrived();
        return;
    }
    const QString words = net::wordsOf(answer);
    report(ErrorCode::Rejected, translated("The server refused the subscription: %1")
                                    .arg(words.isEmpty() ? net::shownWords(base::textOf(answer)) : words));
}

void SocketIoSession::receiveBinaryHead(std::string_view text, quint32 attachments)
{
    if (const auto begun = m_assembler.begin(QByteArray(text.data(), static_cast<qsizetype>(text.size())), attachments);
        !begun)
        m_listener.protocolErrorOccurred(begun.error());
}

void SocketIoSession::receiveBinary(QByteArray frame, base::SteadyTime now)
{
    m_lastHeard = std::max(m_lastHeard, now);
    if (m_state == State::HandshakeAwaited)
        end(ErrorCode::NotSupported,
            translated("The server answers, but does not speak Socket.IO: it began with a binary frame."));
    if (m_state != State::NamespaceAwaited && m_state != State::Open)
        return;
    auto whole = m_assembler.add(std::move(frame));
    if (!whole)
        m_listener.protocolErrorOccurred(whole.error());
    else if (*whole)
        receiveAssembled(**std::move(whole));
}

void SocketIoSession::receiveAssembled(socketio::BinaryAssembler::Assembled whole)
{
    const auto packet = socketio::decodePacket(viewOf(whole.text));
    if (!packet)
        m_listener.protocolErrorOccurred(packet.error());
    else if (packet->type == socketio::PacketType::BinaryAck)
        report(ErrorCode::UnexpectedPacket, QStringLiteral("An acknowledgement came that nobody had asked for."));
    else
        receiveEvent(packet->json, packet->ackId, std::move(whole.attachments));
}

std::optional<base::SteadyTime> SocketIoSession::deadline() const
{
    switch (m_state) {
    case State::Idle:
        return std::nullopt;
    case State::CarrierOpening:
    case State::HandshakeAwaited:
    case State::NamespaceAwaited:
        return m_connectDeadline;
    case State::Open:
        return m_lastHeard + m_handshake.pingInterval + m_handshake.pingTimeout;
    }
    Q_UNREACHABLE();
}

void SocketIoSession::checkDeadline(base::SteadyTime now)
{
    const auto due = deadline();
    if (!due || now < *due)
        return;
    const QString limit = secondsOf(m_settings.connectTimeout);
    switch (m_state) {
    case State::CarrierOpening:
        end(ErrorCode::Timeout, translated("The server did not answer within %1 s.").arg(limit));
        break;
    case State::HandshakeAwaited:
        end(ErrorCode::NotSupported,
            translated("The server accepted the connection, but sent no Socket.IO handshake within %1 s.").arg(limit));
        break;
    case State::NamespaceAwaited:
        end(ErrorCode::Timeout,
            translated("The server did not answer the request for the namespace \"%1\" within %2 s.")
                .arg(QString::fromUtf8(m_settings.nsp), limit));
        break;
    default:
        end(ErrorCode::ConnectionLost, translated("Nothing was heard from the server for %1 s.")
                                           .arg(secondsOf(m_handshake.pingInterval + m_handshake.pingTimeout)));
    }
}

bool SocketIoSession::sendEvent(std::string_view json)
{
    if (m_state != State::Open)
        return false;
    m_listener.sendText(m_eventHead + bytesOf(json));
    return true;
}

QByteArray SocketIoSession::binaryEventHead(std::size_t attachments) const
{
    return packetOf({.type = socketio::PacketType::BinaryEvent,
                     .attachments = static_cast<quint32>(attachments),
                     .nsp = viewOf(m_settings.nsp),
                     .ackId = {},
                     .json = {}});
}

void SocketIoSession::keepAlive(base::SteadyTime now)
{
    if (m_state != State::Open)
        return;
    m_lastHeard = now;
    // The server pings pingInterval after our last pong and waits for pingTimeout. A pong before its ping would make
    // some servers start a second row of pings, so this one goes out when the ping must have arrived.
    if (now - m_lastPong >= m_handshake.pingInterval + m_handshake.pingTimeout / 4)
        sendPong({}, now);
}

void SocketIoSession::noteAsleep(std::chrono::milliseconds duration)
{
    m_lastHeard -= duration;
    m_lastPong -= duration;
}

void SocketIoSession::close()
{
    const State state = std::exchange(m_state, State::Idle);
    if (state == State::Open)
        sendSocketIo(
            {.type = socketio::PacketType::Disconnect, .nsp = viewOf(m_settings.nsp), .ackId = {}, .json = {}});
    if (state == State::Open || state == State::NamespaceAwaited)
        m_listener.sendText(engineio::encodePacket(engineio::PacketType::Close));
}

void SocketIoSession::sendPong(std::string_view data, base::SteadyTime now)
{
    m_lastPong = std::max(m_lastPong, now);
    m_listener.sendText(engineio::encodePacket(engineio::PacketType::Pong, data));
}

void SocketIoSession::sendSocketIo(const socketio::Packet &packet)
{
    m_listener.sendText(packetOf(packet));
}

void SocketIoSession::report(ErrorCode code, QString text)
{
    m_listener.protocolErrorOccurred({code, std::move(text)});
}

void SocketIoSession::end(ErrorCode code, QString text)
{
    m_state = State::Idle;
    m_assembler.reset();
    m_listener.sessionEnded({code, std::move(text)});
}

} // namespace topicscope::systems
