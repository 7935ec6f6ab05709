// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/socketiotransport.h"

#include "base/bytes.h"
#include "net/messagebuilder.h"
#include "net/restclient.h"
#include "net/serverurl.h"
#include "net/socketiosession.h"
#include "net/websocketstream.h"

#include "base/logging.h"

#include <QRandomGenerator>
#include <QTimer>

namespace topicscope::net {

using base::viewOf;
using base::Error;
using base::ErrorCode;
using base::SteadyClock;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds pausedHeartbeat{100};

} // namespace

class SocketIoTransport::Private final : public SocketIoSession::Listener, public WebSocketStream::Listener
{
public:
    Private(SocketIoTransport *transport, ConnectionSettings connection, base::TopicRegistry &registry);
    ~Private() override { discardStream(); }

    void open();
    void close();
    void setReadingPaused(bool paused);
    void sendSubscription();
    [[nodiscard]] AckOutcome acknowledge(std::string_view consumer, const base::Message &message);
    void flush();

    QStringList topics;
    RestClient rest;

private:
    void attempt();
    void discardStream();
    void finishClosing();
    void lose(const Error &error);
    void armDeadline();
    void setStatus(ConnectionState state, std::optional<Error> error, const QString &detail);

    void streamOpened() override;
    void textReceived(std::string_view text) override;
    void binaryReceived(const QByteArray &bytes) override;
    void readFinished() override;
    void streamFailed(const Error &error) override;
    void streamClosed() override;

    void sendText(const QByteArray &packet) override;
    void sessionOpened() override;
    void messageArrived(std::string_view json) override;
    void binaryMessageArrived(std::string_view json) override;
    void otherEventArrived() override;
    void broadcastArrived(protocol::ServerEvent event, std::string_view json) override;
    void protocolErrorOccurred(const Error &error) override;
    void sessionEnded(const Error &error) override;

    SocketIoTransport *q;
    ConnectionSettings m_settings;
    QUrl m_url;
    SocketIoSession m_session;
    ReconnectPolicy m_policy;
    MessageBuilder m_builder;
    WebSocketStream *m_stream = nullptr; // a child of q; a new one for each attempt
    QTimer m_deadlineTimer;
    QTimer m_reconnectTimer;
    QTimer m_pausedTimer; // heartbeats while nothing is read
    std::optional<Error> m_lastError;
    QByteArray m_packet; // an acknowledgement, kept for its memory
    bool m_paused = false;
    bool m_closing = false;
};

SocketIoTransport::Private::Private(SocketIoTransport *transport, ConnectionSettings connection, base::TopicRegistry &registry)
    : rest(connection.url)
    , q(transport)
    , m_settings(std::move(connection))
    , m_session({.nsp = m_settings.nsp.toUtf8(), .connectTimeout = m_settings.connectTimeout, .maxFrameBytes = m_settings.maxFrameBytes}, *this)
    , m_policy(m_settings.reconnect)
    , m_builder(registry)
{
    for (QTimer *timer : {&m_deadlineTimer, &m_reconnectTimer})
        timer->setSingleShot(true);
    QObject::connect(&m_deadlineTimer, &QTimer::timeout, q, [this] {
        m_session.checkDeadline(SteadyClock::now());
        armDeadline();
    });
    QObject::connect(&m_reconnectTimer, &QTimer::timeout, q, [this] { attempt(); });
    m_pausedTimer.setInterval(pausedHeartbeat);
    QObject::connect(&m_pausedTimer, &QTimer::timeout, q, [this] { m_session.keepAlive(SteadyClock::now()); });
}

void SocketIoTransport::Private::open()
{
    if (m_closing)
        finishClosing();
    if (m_stream != nullptr || m_reconnectTimer.isActive())
        return;
    m_policy.reset();
    m_lastError.reset();
    const auto url = webSocketUrl(m_settings.url, m_settings.path);
    if (!url) {
        setStatus(ConnectionState::Disconnected, url.error(), {});
        return;
    }
    m_url = *url;
    attempt();
}

void SocketIoTransport::Private::attempt()
{
    m_stream = new WebSocketStream({.url = m_url, .headers = {}, .maxMessageBytes = std::max<qint64>(m_settings.maxFrameBytes, 1)}, *this, q);
    m_session.start(SteadyClock::now());
    armDeadline();
    const int repeated = m_policy.attemptsMade();
    setStatus(repeated == 0 ? ConnectionState::Connecting : ConnectionState::Reconnecting, m_lastError,
              repeated == 0 ? m_settings.url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery) : tr("trying again (%1)").arg(repeated));
    if (m_stream != nullptr) // the listener may have closed us
        m_stream->open();
}

//! The stream may be in the middle of a call to us, so it is deleted later.
void SocketIoTransport::Private::discardStream()
{
    if (WebSocketStream *stream = std::exchange(m_stream, nullptr)) {
        stream->abandon();
        stream->deleteLater();
    }
}

void SocketIoTransport::Private::close()
{
    if (m_closing)
        return;
    m_reconnectTimer.stop();
    m_deadlineTimer.stop();
    m_session.close();
    if (m_stream == nullptr || !m_stream->isOpen()) {
        finishClosing();
        return;
    }
    m_closing = true;
    m_stream->close();
}

void SocketIoTransport::Private::finishClosing()
{
    m_closing = false;
    discardStream();
    setStatus(ConnectionState::Disconnected, {}, {});
}

void SocketIoTransport::Private::lose(const Error &error)
{
    if (m_closing) { // going anyway
        finishClosing();
        return;
    }
    discardStream();
    m_session.close(); // without a stream nothing is sent
    m_deadlineTimer.stop();
    m_lastError = error;
    qCInfo(base::logNet) << "Connection lost:" << error.text;
    const bool final = error.code == ErrorCode::NamespaceRefused;
    const auto wait = final ? std::nullopt : m_policy.next(QRandomGenerator::global()->generateDouble());
    if (!wait) {
        setStatus(ConnectionState::Disconnected, error, final ? QString() : tr("no further try"));
        return;
    }
    m_reconnectTimer.start(*wait);
    setStatus(ConnectionState::Reconnecting, error, tr("next try in %1 s").arg(static_cast<double>(wait->count()) / 1000.0, 0, 'f', 1));
}

void SocketIoTransport::Private::armDeadline()
{
    const auto due = m_session.deadline();
    if (!due)
        return;
    const auto wait = std::chrono::ceil<milliseconds>(*due - SteadyClock::now());
    m_deadlineTimer.start(std::max(wait, milliseconds(0)));
}

void SocketIoTransport::Private::setStatus(ConnectionState state, std::optional<Error> error, const QString &detail)
{
    q->listener().connectionStatusChanged({.state = state, .error = std::move(error), .detail = detail});
}

void SocketIoTransport::Private::setReadingPaused(bool paused)
{
    m_paused = paused;
    if (paused)
        m_pausedTimer.start();
    else
        m_pausedTimer.stop();
    // A session that is not open yet still has its handshake to read.
    if (m_stream != nullptr && m_session.isOpen())
        m_stream->setReadingPaused(paused);
}

void SocketIoTransport::Private::sendSubscription()
{
    if (!topics.isEmpty() && m_session.isOpen())
        static_cast<void>(m_session.sendEvent(viewOf(protocol::encodeSubscribe(m_settings.consumer, topics))));
}

AckOutcome SocketIoTransport::Private::acknowledge(std::string_view consumer, const base::Message &message)
{
    if (!m_session.isOpen() || m_stream == nullptr)
        return AckOutcome::NotConnected;
    m_packet.resize(0); // keeps its memory
    m_packet.append(m_session.eventHead());
    protocol::appendConsumed(m_packet, consumer, message);
    if (const qint64 limit = m_session.handshake().maxPayload; m_packet.size() > limit) {
        protocolErrorOccurred({ErrorCode::TooLarge, tr("An acknowledgement of %1 bytes was not sent: the server takes %2 bytes at most.").arg(m_packet.size()).arg(limit)});
        return AckOutcome::Refused;
    }
    m_stream->queueText(viewOf(m_packet));
    return AckOutcome::Sent;
}

void SocketIoTransport::Private::flush()
{
    if (m_stream != nullptr)
        m_stream->flush();
}

void SocketIoTransport::Private::streamOpened()
{
    m_session.carrierOpened(SteadyClock::now());
}

void SocketIoTransport::Private::textReceived(std::string_view text)
{
    m_session.receiveText(text, SteadyClock::now());
}

void SocketIoTransport::Private::binaryReceived(const QByteArray &bytes)
{
    m_session.receiveBinary(bytes, SteadyClock::now());
}

void SocketIoTransport::Private::readFinished()
{
    q->listener().batchFinished();
}

void SocketIoTransport::Private::streamFailed(const Error &error)
{
    // A frame that arrived and could not be taken is counted.
    if (error.code == ErrorCode::TooLarge || error.code == ErrorCode::InvalidPacket || error.code == ErrorCode::InvalidUtf8)
        protocolErrorOccurred(error);
    lose(error);
}

void SocketIoTransport::Private::streamClosed()
{
    finishClosing();
}

void SocketIoTransport::Private::sendText(const QByteArray &packet)
{
    if (m_stream != nullptr)
        m_stream->sendText(viewOf(packet));
}

void SocketIoTransport::Private::sessionOpened()
{
    m_policy.reset();
    m_lastError.reset();
    m_stream->setReadingPaused(m_paused);
    armDeadline(); // heartbeats may be due earlier than the connection was
    sendSubscription();
    setStatus(ConnectionState::Connected, {}, tr("WebSocket, session %1").arg(QString::fromUtf8(m_session.handshake().sid)));
}

void SocketIoTransport::Private::messageArrived(std::string_view json)
{
    q->listener().messageReceived(m_builder.fromEvent(json));
}

void SocketIoTransport::Private::binaryMessageArrived(std::string_view json)
{
    q->listener().messageReceived(m_builder.malformed(
        json, {ErrorCode::WrongType, QStringLiteral("The message has binary attachments; a payload has to be JSON.")}));
}

void SocketIoTransport::Private::otherEventArrived()
{
    q->listener().otherEventReceived();
}

void SocketIoTransport::Private::broadcastArrived(protocol::ServerEvent event, std::string_view json)
{
    q->listener().broadcastReceived(event, json);
}

void SocketIoTransport::Private::protocolErrorOccurred(const Error &error)
{
    q->listener().protocolErrorOccurred(error);
}

void SocketIoTransport::Private::sessionEnded(const Error &error)
{
    lose(error);
}

SocketIoTransport::SocketIoTransport(ConnectionSettings settings, base::TopicRegistry &registry, TransportListener &listener, QObject *parent)
    : Transport(listener, parent)
    , d(std::make_unique<Private>(this, std::move(settings), registry))
{
}

SocketIoTransport::~SocketIoTransport() = default;

void SocketIoTransport::open()
{
    d->open();
}

void SocketIoTransport::close()
{
    d->close();
}

void SocketIoTransport::subscribe(const QStringList &topics)
{
    d->topics = topics;
    d->sendSubscription();
}

AckOutcome SocketIoTransport::acknowledge(const QByteArray &consumer, const base::Message &message)
{
    return d->acknowledge(viewOf(consumer), message);
}

void SocketIoTransport::flush()
{
    d->flush();
}

void SocketIoTransport::publish(const Publication &publication, PublishCallback done)
{
    d->rest.publish(publication, std::move(done));
}

void SocketIoTransport::setReadingPaused(bool paused)
{
    d->setReadingPaused(paused);
}

} // namespace topicscope::net
