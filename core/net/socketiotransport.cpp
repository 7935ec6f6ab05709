// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/socketiotransport.h"

#include "net/connectionerrors.h"
#include "net/messagebuilder.h"
#include "net/restclient.h"
#include "net/serverurl.h"
#include "net/socketiosession.h"

#include "base/logging.h"

#include <QRandomGenerator>
#include <QStringEncoder>
#include <QTimer>
#include <QWebSocket>

namespace topicscope::net {

using base::Error;
using base::ErrorCode;
using base::SteadyClock;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds closeTimeout{1'000};
constexpr qsizetype scratchKept = 1024 * 1024; // one huge frame must not keep its memory for good

std::string_view viewOf(const QByteArray &bytes) noexcept
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

class SocketIoTransport::Private final : public SocketIoSession::Listener
{
public:
    Private(SocketIoTransport *transport, ConnectionSettings connection, base::TopicRegistry &registry);
    ~Private() override { discardSocket(); }

    void open();
    void close();
    void keepAlive();
    void sendSubscription();
    [[nodiscard]] bool sendAcknowledgement(const QByteArray &json);

    QStringList topics;
    RestClient rest;

private:
    void attempt();
    void createSocket();
    void discardSocket();
    void finishClosing();
    void lose(const Error &error);
    void armDeadline();
    void setStatus(ConnectionState state, std::optional<Error> error, const QString &detail);

    void onTextFrame(const QString &text);
    void onSocketError(QAbstractSocket::SocketError code);
    void onDisconnected();
    void noteFrame();

    void sendText(const QByteArray &packet) override;
    void sessionOpened() override;
    void messageArrived(std::string_view json) override;
    void binaryMessageArrived(std::string_view json) override;
    void otherEventArrived() override;
    void protocolErrorOccurred(const Error &error) override;
    void sessionEnded(const Error &error) override;

    SocketIoTransport *q;
    ConnectionSettings m_settings;
    QUrl m_url;
    SocketIoSession m_session;
    ReconnectPolicy m_policy;
    MessageBuilder m_builder;
    QWebSocket *m_socket = nullptr; // a child of q; a new one for each attempt
    SocketFailure m_failure; // gathered while the socket lives
    QTimer m_deadlineTimer;
    QTimer m_reconnectTimer;
    QTimer m_closeTimer;
    QStringEncoder m_encoder{QStringEncoder::Utf8};
    QByteArray m_utf8; // scratch of onTextFrame
    std::optional<Error> m_lastError;
    bool m_closing = false;
    bool m_batchQueued = false;
};

SocketIoTransport::Private::Private(SocketIoTransport *transport, ConnectionSettings connection, base::TopicRegistry &registry)
    : rest(connection.url)
    , q(transport)
    , m_settings(std::move(connection))
    , m_session({.nsp = m_settings.nsp.toUtf8(), .connectTimeout = m_settings.connectTimeout, .maxFrameBytes = m_settings.maxFrameBytes}, *this)
    , m_policy(m_settings.reconnect)
    , m_builder(registry)
{
    for (QTimer *timer : {&m_deadlineTimer, &m_reconnectTimer, &m_closeTimer})
        timer->setSingleShot(true);
    QObject::connect(&m_deadlineTimer, &QTimer::timeout, q, [this] {
        m_session.checkDeadline(SteadyClock::now());
        armDeadline();
    });
    QObject::connect(&m_reconnectTimer, &QTimer::timeout, q, [this] { attempt(); });
    QObject::connect(&m_closeTimer, &QTimer::timeout, q, [this] { finishClosing(); });
}

void SocketIoTransport::Private::open()
{
    if (m_closing)
        finishClosing();
    if (m_socket != nullptr || m_reconnectTimer.isActive())
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
    createSocket();
    m_session.start(SteadyClock::now());
    armDeadline();
    const int repeated = m_policy.attemptsMade();
    setStatus(repeated == 0 ? ConnectionState::Connecting : ConnectionState::Reconnecting, m_lastError,
              repeated == 0 ? m_settings.url.toDisplayString(QUrl::RemoveUserInfo) : tr("trying again (%1)").arg(repeated));
    if (m_socket != nullptr) // the listener may have closed us
        m_socket->open(QNetworkRequest(m_url));
}

void SocketIoTransport::Private::createSocket()
{
    m_failure = {};
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, q);
    const auto limit = static_cast<quint64>(std::max<qint64>(m_settings.maxFrameBytes, 1));
    m_socket->setMaxAllowedIncomingFrameSize(limit);
    m_socket->setMaxAllowedIncomingMessageSize(limit);
    // The first bytes are the request for the handshake: there is a host that listens.
    QObject::connect(m_socket, &QWebSocket::bytesWritten, q, [this] { m_failure.tcpConnected = true; });
    QObject::connect(m_socket, &QWebSocket::connected, q, [this] {
        m_failure.opened = true;
        m_session.carrierOpened(SteadyClock::now());
    });
    QObject::connect(m_socket, &QWebSocket::textMessageReceived, q, [this](const QString &text) { onTextFrame(text); });
    QObject::connect(m_socket, &QWebSocket::binaryMessageReceived, q, [this](const QByteArray &bytes) {
        noteFrame();
        m_session.receiveBinary(bytes, SteadyClock::now());
    });
    // Errors of the certificate are told and never ignored: without ignoreSslErrors() the connection fails.
    QObject::connect(m_socket, &QWebSocket::sslErrors, q, [this](const QList<QSslError> &errors) { m_failure.sslErrors = errors; });
    QObject::connect(m_socket, &QWebSocket::disconnected, q, [this] { onDisconnected(); });
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QObject::connect(m_socket, &QWebSocket::errorOccurred, q, [this](QAbstractSocket::SocketError code) { onSocketError(code); });
#else
    QObject::connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), q, [this](QAbstractSocket::SocketError code) { onSocketError(code); });
#endif
}

//! The socket may be in the middle of its own signal, so it is deleted later and only loses its connections now.
void SocketIoTransport::Private::discardSocket()
{
    if (QWebSocket *socket = std::exchange(m_socket, nullptr)) {
        QObject::disconnect(socket, nullptr, q, nullptr);
        socket->deleteLater();
    }
}

void SocketIoTransport::Private::close()
{
    if (m_closing)
        return;
    m_reconnectTimer.stop();
    m_deadlineTimer.stop();
    m_session.close();
    if (m_socket == nullptr || !m_failure.opened) {
        finishClosing();
        return;
    }
    m_closing = true;
    m_closeTimer.start(closeTimeout);
    m_socket->close(QWebSocketProtocol::CloseCodeNormal);
}

void SocketIoTransport::Private::finishClosing()
{
    m_closing = false;
    m_closeTimer.stop();
    discardSocket();
    setStatus(ConnectionState::Disconnected, {}, {});
}

void SocketIoTransport::Private::lose(const Error &error)
{
    discardSocket();
    m_session.close(); // without a socket nothing is sent
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

void SocketIoTransport::Private::keepAlive()
{
    m_session.keepAlive(SteadyClock::now());
    if (m_socket != nullptr)
        m_socket->flush();
}

void SocketIoTransport::Private::sendSubscription()
{
    if (!topics.isEmpty() && m_session.isOpen())
        static_cast<void>(m_session.sendEvent(viewOf(protocol::encodeSubscribe(m_settings.consumer, topics))));
}

bool SocketIoTransport::Private::sendAcknowledgement(const QByteArray &json)
{
    if (!m_session.isOpen())
        return false;
    if (const qint64 limit = m_session.handshake().maxPayload; json.size() > limit) {
        protocolErrorOccurred({ErrorCode::TooLarge, tr("An acknowledgement of %1 bytes was not sent: the server takes %2 bytes at most.").arg(json.size()).arg(limit)});
        return true;
    }
    return m_session.sendEvent(viewOf(json));
}

void SocketIoTransport::Private::onTextFrame(const QString &text)
{
    noteFrame();
    // Encoded into memory that is used again; only the message's own frame is allocated, at its right size.
    if (const qsizetype room = m_encoder.requiredSpace(text.size()); m_utf8.size() < room)
        m_utf8.resize(room);
    const char *end = m_encoder.appendToBuffer(m_utf8.data(), text);
    m_session.receiveText({m_utf8.constData(), static_cast<std::size_t>(end - m_utf8.constData())}, SteadyClock::now());
    if (m_utf8.size() > scratchKept)
        m_utf8 = {};
}

//! One batchFinished() for all frames that the socket hands over in a row.
void SocketIoTransport::Private::noteFrame()
{
    if (std::exchange(m_batchQueued, true))
        return;
    QMetaObject::invokeMethod(q, [this] {
        m_batchQueued = false;
        q->listener().batchFinished();
    }, Qt::QueuedConnection);
}

void SocketIoTransport::Private::onSocketError(QAbstractSocket::SocketError code)
{
    if (m_closing)
        return; // onDisconnected() or the timer ends it
    m_failure.code = code;
    m_failure.words = m_socket->errorString();
    lose(errorOf(m_failure, m_url));
}

void SocketIoTransport::Private::onDisconnected()
{
    if (m_closing) {
        finishClosing();
        return;
    }
    if (!m_failure.opened) { // told before the error, or instead of it
        onSocketError(m_socket->error());
        return;
    }
    const Error error = errorOf(m_socket->closeCode(), m_socket->closeReason(), m_settings.maxFrameBytes);
    if (error.code != ErrorCode::ConnectionLost)
        protocolErrorOccurred(error); // a frame that arrived and could not be taken is counted
    lose(error);
}

void SocketIoTransport::Private::sendText(const QByteArray &packet)
{
    if (m_socket != nullptr)
        m_socket->sendTextMessage(QString::fromUtf8(packet));
}

void SocketIoTransport::Private::sessionOpened()
{
    m_policy.reset();
    m_lastError.reset();
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

bool SocketIoTransport::acknowledge(const QByteArray &consumer, const base::Message &message)
{
    return d->sendAcknowledgement(protocol::encodeConsumed(viewOf(consumer), message));
}

void SocketIoTransport::publish(const Publication &publication, PublishCallback done)
{
    d->rest.publish(publication, std::move(done));
}

void SocketIoTransport::keepAlive()
{
    d->keepAlive();
}

} // namespace topicscope::net
