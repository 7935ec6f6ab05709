// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/engineio/enginesession.h"

#include "base/bytes.h"
#include "base/logging.h"

#include <QWebSocket>

#include <algorithm>
#include <utility>

namespace topicscope::broker {

using namespace protocol;
using base::viewOf;
using base::logBroker;

namespace {

// python-engineio refuses payloads of more packets.
constexpr int maxPacketsPerPoll = 16;
constexpr std::chrono::milliseconds releaseDelay{100};
constexpr std::chrono::milliseconds closeTimeout{2'000};
constexpr std::chrono::milliseconds crossingTime{100};

OutgoingPtr controlPacket(engineio::PacketType type, std::string_view data = {})
{
    return OutgoingPacket::text(engineio::encodePacket(type, data));
}

} // namespace

void EngineSession::Retire::operator()(QWebSocket *socket) const
{
    if (socket->state() == QAbstractSocket::UnconnectedState) {
        socket->deleteLater();
        return;
    }
    // What was written goes out before the closing handshake, unless the peer does not read it in time.
    QObject::connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(closeTimeout, socket, [socket] {
        socket->abort();
        socket->deleteLater();
    });
    socket->close();
}

EngineSession::EngineSession(QByteArray sid, const EngineSettings &settings, EngineListener &listener, QObject *parent)
    : QObject(parent), m_sid(std::move(sid)), m_settings(settings), m_listener(listener)
{
    for (QTimer *timer : {&m_heartbeat, &m_upgradeTimer, &m_crossingTimer, &m_releaseTimer})
        timer->setSingleShot(true);
    // the intervals are a promise to the client; coarse timers are off by 5 %
    m_heartbeat.setTimerType(Qt::PreciseTimer);
    connect(&m_heartbeat, &QTimer::timeout, this, &EngineSession::onHeartbeat);
    connect(&m_upgradeTimer, &QTimer::timeout, this, &EngineSession::abandonProbe);
    connect(&m_crossingTimer, &QTimer::timeout, this, &EngineSession::finishCrossing);
    connect(&m_releaseTimer, &QTimer::timeout, this, [this] {
        if (m_probe && m_poll.isOpen())
            answerPoll(controlPacket(engineio::PacketType::Noop));
    });
}

EngineSession::~EngineSession()
{
    letGo(m_webSocket);
    letGo(m_probe);
}

void EngineSession::start(bool upgradable)
{
    engineio::Handshake handshake;
    handshake.sid = m_sid;
    if (upgradable)
        handshake.upgrades = {QStringLiteral("websocket")};
    handshake.pingInterval = m_settings.pingInterval;
    handshake.pingTimeout = m_settings.pingTimeout;
    handshake.maxPayload = m_settings.maxPayload;
    const QByteArray json = engineio::encodeHandshake(handshake);
    startHeartbeat(base::SteadyClock::now(), m_settings.pingInterval);
    send(controlPacket(engineio::PacketType::Open, viewOf(json)));
}

void EngineSession::openPolling(HttpReply reply)
{
    m_poll = std::move(reply);
    start(true);
    m_listener.sessionOpened(*this);
}

void EngineSession::openWebSocket(std::unique_ptr<QWebSocket> socket)
{
    useWebSocket(WebSocketPtr(socket.release()));
    start(false);
    m_listener.sessionOpened(*this);
}

void EngineSession::useWebSocket(WebSocketPtr socket)
{
    m_webSocket = std::move(socket);
    m_webSocket->setParent(parent()); // outlives the session until what was written is out
    connect(m_webSocket.get(), &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        const QByteArray utf8 = text.toUtf8();
        if (const auto packet = engineio::decodePacket(viewOf(utf8)))
            receivePacket(*packet);
        else
            protocolError();
    });
    connect(m_webSocket.get(), &QWebSocket::binaryMessageReceived, this, &EngineSession::receiveBinary);
    connect(m_webSocket.get(), &QWebSocket::disconnected, this, [this] { close(CloseReason::TransportLost); });
}

void EngineSession::poll(HttpReply reply)
{
    if (awaitsCrossingPoll()) {
        reply.send(HttpResponse::text(engineio::encodePacket(engineio::PacketType::Noop)));
        finishCrossing();
        return;
    }
    if (m_poll.isOpen()) {
        m_listener.engineErrorOccurred();
        reply.send(HttpResponse::json(QByteArrayLiteral(R"({"code":3,"message":"Bad request"})"), 400));
        close(CloseReason::ProtocolError);
        return;
    }
    m_poll = std::move(reply);
    flushPoll();
    if (m_probe)
        m_releaseTimer.start(releaseDelay);
}

std::shared_ptr<void> EngineSession::beginPost()
{
    if (!m_posting.expired())
        return nullptr;
    auto claim = std::make_shared<bool>();
    m_posting = claim;
    return claim;
}

void EngineSession::post(const QByteArray &body, HttpReply reply)
{
    const auto packets = engineio::decodePayload(viewOf(body));
    if (!packets) {
        m_listener.engineErrorOccurred();
        reply.send(HttpResponse::json(QByteArrayLiteral(R"({"code":3,"message":"Bad request"})"), 400));
        close(CloseReason::ProtocolError);
        return;
    }
    for (const engineio::Packet &packet : *packets) {
        if (!isOpen())
            break;
        if (!packet.binary) {
            receivePacket(packet);
        } else if (const auto bytes = engineio::decodeBase64(packet.data)) {
            receiveBinary(*bytes);
        } else {
            protocolError();
        }
    }
    m_farewell = std::move(reply);
    if (!awaitsCrossingPoll())
        m_farewell.send(HttpResponse::text(QByteArrayLiteral("ok")));
}

void EngineSession::finishCrossing()
{
    m_crossingTimer.stop();
    m_farewell.send(HttpResponse::text(QByteArrayLiteral("ok")));
    deleteLater();
}

void EngineSession::receivePacket(const engineio::Packet &packet)
{
    if (!isOpen())
        return;
    heard();
    switch (packet.type) {
    case engineio::PacketType::Message:
        m_listener.textReceived(*this, packet.data);
        break;
    case engineio::PacketType::Pong:
        if (m_awaitingPong) {
            m_awaitingPong = false;
            // From ping to ping, however long the pong took.
            startHeartbeat(std::max(m_pingDue, base::SteadyClock::now() - m_settings.pingInterval),
                           m_settings.pingInterval);
        }
        break;
    case engineio::PacketType::Close:
        close(CloseReason::ByClient);
        break;
    case engineio::PacketType::Noop:
        break;
    case engineio::PacketType::Open:
    case engineio::PacketType::Ping: // the server's part since revision 4
    case engineio::PacketType::Upgrade:
        protocolError();
        break;
    }
}

void EngineSession::receiveBinary(const QByteArray &bytes)
{
    if (!isOpen())
        return;
    heard();
    m_listener.binaryReceived(*this, bytes);
}

void EngineSession::probe(std::unique_ptr<QWebSocket> socket)
{
    m_probe = WebSocketPtr(socket.release());
    m_probe->setParent(parent());
    m_probed = false;
    connect(m_probe.get(), &QWebSocket::textMessageReceived, this, &EngineSession::receiveProbe);
    connect(m_probe.get(), &QWebSocket::disconnected, this, &EngineSession::abandonProbe);
    m_upgradeTimer.start(m_settings.upgradeTimeout);
}

void EngineSession::receiveProbe(const QString &text)
{
    if (!m_probed && text == QLatin1String("2probe")) {
        m_probed = true;
        m_probe->sendTextMessage(QStringLiteral("3probe"));
        // The client stops polling once its GET has come back.
        if (m_poll.isOpen())
            answerPoll(controlPacket(engineio::PacketType::Noop));
    } else if (m_probed && text == QLatin1String("5")) {
        completeUpgrade();
    } else {
        m_listener.engineErrorOccurred();
        abandonProbe();
    }
}

void EngineSession::completeUpgrade()
{
    m_upgradeTimer.stop();
    m_releaseTimer.stop();
    if (m_poll.isOpen())
        answerPoll(controlPacket(engineio::PacketType::Noop));
    WebSocketPtr socket = std::move(m_probe);
    socket->disconnect(this);
    useWebSocket(std::move(socket));
    m_bufferedBytes = 0;
    for (const OutgoingPtr &packet : std::exchange(m_buffer, {}))
        sendOverWebSocket(*packet);
}

void EngineSession::abandonProbe()
{
    m_upgradeTimer.stop();
    m_releaseTimer.stop();
    letGo(m_probe);
}

void EngineSession::letGo(WebSocketPtr &socket)
{
    if (socket)
        socket->disconnect(this);
    socket.reset();
}

void EngineSession::heard()
{
    if (m_awaitingPong)
        startHeartbeat(base::SteadyClock::now(), m_settings.pingTimeout);
}

void EngineSession::startHeartbeat(base::SteadyTime from, std::chrono::milliseconds time)
{
    m_heartbeatDue = from + time;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_heartbeatDue - base::SteadyClock::now());
    m_heartbeat.start(std::max(left, std::chrono::milliseconds(0)));
}

bool EngineSession::closeIfOverdue()
{
    if (!isOpen() || !m_awaitingPong || base::SteadyClock::now() < m_heartbeatDue)
        return false;
    close(CloseReason::PingTimeout);
    return true;
}

void EngineSession::onHeartbeat()
{
    if (m_awaitingPong) {
        close(CloseReason::PingTimeout);
        return;
    }
    m_awaitingPong = true;
    // A ping that is a little late does not prolong what the client was told; one that is very late leaves it its time.
    // A client that polls, but has no GET here, loses nothing by a late ping.
    const base::SteadyTime now = base::SteadyClock::now();
    const auto tolerance = m_settings.pingTimeout / (m_webSocket || m_poll.isOpen() ? 10 : 2);
    m_pingDue = now - m_heartbeatDue < tolerance ? m_heartbeatDue : now;
    startHeartbeat(m_pingDue, m_settings.pingTimeout);
    send(controlPacket(engineio::PacketType::Ping));
}

void EngineSession::send(const OutgoingPtr &packet)
{
    if (!isOpen())
        return;
    if (m_webSocket) {
        sendOverWebSocket(*packet);
        return;
    }
    m_buffer.push_back(packet);
    m_bufferedBytes += packet->bytes().size();
    if (m_poll.isOpen())
        flushPoll();
    else if (m_bufferedBytes > m_settings.maxBuffered)
        endSoon(CloseReason::TooSlow);
}

void EngineSession::sendOverWebSocket(const OutgoingPacket &packet)
{
    if (packet.isBinary())
        m_webSocket->sendBinaryMessage(packet.bytes());
    else
        m_webSocket->sendTextMessage(packet.webSocketText());
    if (m_webSocket->bytesToWrite() > m_settings.maxBuffered)
        endSoon(CloseReason::TooSlow);
}

void EngineSession::flushPoll()
{
    if (m_poll.isOpen() && !m_buffer.empty())
        m_poll.send(HttpResponse::text(takePayload()));
}

void EngineSession::answerPoll(const OutgoingPtr &last)
{
    m_buffer.push_back(last);
    m_bufferedBytes += last->bytes().size();
    flushPoll();
}

QByteArray EngineSession::takePayload()
{
    QList<QByteArray> parts;
    qint64 bytes = 0;
    while (!m_buffer.empty() && parts.size() < maxPacketsPerPoll) {
        const QByteArray &part = m_buffer.front()->pollingPart();
        if (!parts.isEmpty() && bytes + part.size() > m_settings.maxPayload)
            break;
        bytes += part.size() + 1;
        parts.append(part);
        m_bufferedBytes -= m_buffer.front()->bytes().size();
        m_buffer.pop_front();
    }
    return engineio::encodePayload(parts);
}

void EngineSession::endSoon(CloseReason reason)
{
    if (!isOpen())
        return;
    m_state = State::Ending;
    QMetaObject::invokeMethod(
        this, [this, reason] { close(reason); }, Qt::QueuedConnection);
}

void EngineSession::protocolError()
{
    m_listener.engineErrorOccurred();
    close(CloseReason::ProtocolError);
}

void EngineSession::close(CloseReason reason)
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    qCDebug(logBroker) << "Session" << m_sid << "ends:" << static_cast<int>(reason);
    m_heartbeat.stop();
    abandonProbe();
    // A client that polls has a GET under way; on another connection it may be overtaken by the POST that closes.
    const bool mayCross = reason == CloseReason::ByClient && !m_webSocket && !m_poll.isOpen();
    if (m_poll.isOpen())
        answerPoll(
            controlPacket(reason == CloseReason::ByClient ? engineio::PacketType::Noop : engineio::PacketType::Close));
    m_buffer.clear();
    m_bufferedBytes = 0;
    if (m_webSocket) {
        m_webSocket->disconnect(this);
        // Such a client would not read the rest anyway.
        if (reason == CloseReason::TooSlow || reason == CloseReason::PingTimeout)
            m_webSocket->abort();
        letGo(m_webSocket);
    }
    m_listener.sessionClosed(*this, reason);
    if (mayCross)
        m_crossingTimer.start(crossingTime);
    else
        deleteLater();
}

} // namespace topicscope::broker
