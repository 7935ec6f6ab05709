// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/websocketstream.h"

#include "base/bytes.h"
#include "net/connectionerrors.h"

#include <QSslSocket>

#include <algorithm>
#include <chrono>

#ifdef Q_OS_LINUX
#include <poll.h>
#endif

namespace topicscope::systems {

using base::bytesOf;
using base::viewOf;
using base::ErrorCode;
using protocol::websocket::CloseCode;
using protocol::websocket::Opcode;

namespace websocket = protocol::websocket;

namespace {

constexpr std::chrono::milliseconds closeTimeout{1'000};
// Large enough that a read is worth its system calls, small enough that a pause stops the peer soon.
constexpr qint64 readBufferBytes = 512 * 1024;
constexpr quint64 congestedBytes = 1024 * 1024; // little enough for a heartbeat to get through behind it in time
constexpr qsizetype readChunk = 128 * 1024;
constexpr quint64 tlsRecordBytes = 16 * 1024; // of plain text at most: RFC 8446, section 5.1

CloseCode closeCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::TooLarge:
        return CloseCode::TooLarge;
    case ErrorCode::InvalidUtf8:
        return CloseCode::InvalidPayload;
    default:
        return CloseCode::ProtocolError;
    }
}

bool isSecure(const QUrl &url)
{
    return url.scheme() == QLatin1String("wss");
}

} // namespace

WebSocketStream::WebSocketStream(Settings settings, Listener &listener, QObject *parent)
    : Carrier(listener, parent),
      m_settings(std::move(settings)),
      m_socket(isSecure(m_settings.url) ? new QSslSocket(this) : new QTcpSocket(this)),
      m_secure(qobject_cast<QSslSocket *>(m_socket)),
      m_decoder(m_settings.maxMessageBytes),
      m_masks(QRandomGenerator::system()->generate())
{
    m_socket->setReadBufferSize(readBufferBytes);
    m_socket->setProxy(m_settings.proxy);
    m_closeTimer.setSingleShot(true);
    connect(&m_closeTimer, &QTimer::timeout, this, &WebSocketStream::finishClosing);
    connect(m_socket, &QTcpSocket::readyRead, this, &WebSocketStream::readAvailable);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &WebSocketStream::salvage);
    // Queued: writing may find out that the line is broken, and the listener is not to be called from inside a call to
    // us.
    connect(m_socket, &QTcpSocket::errorOccurred, this, &WebSocketStream::socketFailed, Qt::QueuedConnection);
    connect(m_socket, &QTcpSocket::disconnected, this, &WebSocketStream::socketEnded, Qt::QueuedConnection);
    if (m_secure != nullptr) {
        m_secure->setSslConfiguration(m_settings.tls);
        connect(m_secure, &QSslSocket::encrypted, this, &WebSocketStream::sendRequest);
        connect(m_secure, &QSslSocket::encryptedBytesWritten, this, &WebSocketStream::noteWritten);
    } else {
        connect(m_socket, &QTcpSocket::connected, this, &WebSocketStream::sendRequest);
        connect(m_socket, &QTcpSocket::bytesWritten, this, &WebSocketStream::noteWritten);
    }
}

WebSocketStream::~WebSocketStream()
{
    m_socket->disconnect(this);
}

void WebSocketStream::open()
{
    m_state = State::Connecting;
    const QString host = m_settings.url.host();
    if (m_secure != nullptr)
        m_secure->connectToHostEncrypted(host, static_cast<quint16>(m_settings.url.port(443)));
    else
        m_socket->connectToHost(host, static_cast<quint16>(m_settings.url.port(80)));
}

void WebSocketStream::sendRequest()
{
    // Small frames at once: a pong or an acknowledgement must not wait for the next one.
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_state = State::Handshake;
    m_key = websocket::makeKey();
    const QUrl &url = m_settings.url;
    const QByteArray host = url.authority(QUrl::FullyEncoded).toLatin1();
    const QByteArray target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    m_socket->write(websocket::encodeRequest(host.sliced(host.indexOf('@') + 1), target, m_key, m_settings.headers));
}

void WebSocketStream::readAvailable()
{
    while (isReading() && m_socket->bytesAvailable() > 0 && m_state != State::Closed) {
        const qint64 read = m_socket->read(m_decoder.writableTail(readChunk), readChunk);
        if (read <= 0)
            break;
        m_decoder.commit(static_cast<qsizetype>(read));
        if (m_state == State::Handshake)
            readHandshake();
        if (!handOut() && m_state == State::Open)
            listener().partReceived();
    }
}

void WebSocketStream::readHandshake()
{
    const auto answer = websocket::decodeAnswer(m_decoder.pending(), m_key);
    if (!answer) {
        fail(net::noWebSocketError(m_settings.url, 0));
        return;
    }
    if (!*answer)
        return;
    if (!(*answer)->accepted) {
        // 101 with a wrong key is no status worth telling.
        fail(net::noWebSocketError(m_settings.url, (*answer)->status == 101 ? 0 : (*answer)->status,
                                   m_settings.givenPath));
        return;
    }
    m_decoder.skip((*answer)->size);
    m_state = State::Open;
    listener().streamOpened();
}

//! Whether there was anything.
bool WebSocketStream::handOut()
{
    if (m_handingOut || (m_state != State::Open && m_state != State::Closing))
        return false;
    m_handingOut = true;
    bool any = false;
    while (isReading() && (m_state == State::Open || m_state == State::Closing)) {
        auto message = m_decoder.next();
        if (!message) {
            failSaying(websocket::closePayload(closeCodeFor(message.error().code)), message.error());
            break;
        }
        if (!*message)
            break;
        any = true;
        take(**message);
    }
    m_handingOut = false;
    takeSalvaged();
    if (any && m_state == State::Open)
        listener().readFinished();
    return any;
}

void WebSocketStream::take(const websocket::Message &message)
{
    switch (message.opcode) {
    case Opcode::Text:
        if (m_state == State::Open)
            listener().textReceived(message.data);
        break;
    case Opcode::Binary:
        if (m_state == State::Open)
            listener().binaryReceived(QByteArray(message.data.data(), static_cast<qsizetype>(message.data.size())));
        break;
    case Opcode::Ping:
        queue(Opcode::Pong, message.data);
        flushLater();
        break;
    case Opcode::Close:
        takeClose(message.data);
        break;
    case Opcode::Pong:
    case Opcode::Continuation:
        break;
    }
}

void WebSocketStream::takeClose(std::string_view payload)
{
    if (m_state == State::Closing) {
        finishClosing();
        return;
    }
    failSaying(bytesOf(payload.substr(0, 2)), net::peerClosedError(payload));
}

void WebSocketStream::sendText(std::string_view text)
{
    if (m_state != State::Open)
        return;
    queue(Opcode::Text, text);
    flushLater();
}

void WebSocketStream::queueText(std::string_view text)
{
    if (m_state != State::Open)
        return;
    queue(Opcode::Text, text);
    m_textEnds.push_back(m_handedOver + static_cast<quint64>(m_out.size()));
}

void WebSocketStream::queueBinary(std::string_view bytes)
{
    if (m_state != State::Open)
        return;
    queue(Opcode::Binary, bytes);
    if (!m_textEnds.empty())
        m_textEnds.back() = m_handedOver + static_cast<quint64>(m_out.size());
}

std::size_t WebSocketStream::unsentTexts()
{
    const quint64 written = m_handedOver - std::min(m_handedOver, m_unwritten);
    if (!m_textEnds.empty() && m_textEnds.back() <= written)
        m_textEnds.clear(); // all of them, as a rule
    while (!m_textEnds.empty() && m_textEnds.front() <= written)
        m_textEnds.pop_front();
    return m_textEnds.size();
}

void WebSocketStream::queue(Opcode opcode, std::string_view data)
{
    websocket::appendFrame(m_out, opcode, data, m_masks.generate());
}

void WebSocketStream::flushLater()
{
    if (!std::exchange(m_flushQueued, true))
        QMetaObject::invokeMethod(this, &WebSocketStream::flush, Qt::QueuedConnection);
}

void WebSocketStream::flush()
{
    m_flushQueued = false;
    // Where the line is broken already, what is queued stays with us as unsent.
    if (m_out.isEmpty() || m_socket->state() != QAbstractSocket::ConnectedState || isPeerGone())
        return;
    m_socket->write(m_out);
    m_handedOver += static_cast<quint64>(m_out.size());
    if (m_unwritten == 0)
        m_takenAt = base::SteadyClock::now();
    m_unwritten += static_cast<quint64>(m_out.size());
    m_socket->flush();
    m_out.resize(0); // keeps its memory, as the socket has written it in most cases
    m_congested = m_congested || m_unwritten > congestedBytes; // noteWritten() alone ends it: it has reading go on
}

//! A socket that fails in writing is closed by Qt at once, and with it goes what the system has received: maybe the
//! farewell that says why the peer hung up. The read side comes to the end in any case. One system call for all that is
//! written together.
bool WebSocketStream::isPeerGone() const
{
#ifdef Q_OS_LINUX
    pollfd peer{.fd = static_cast<int>(m_socket->socketDescriptor()), .events = POLLRDHUP, .revents = 0};
    return ::poll(&peer, 1, 0) > 0;
#else
    return false;
#endif
}

//! Called from inside flush() as well, but never for a line that is broken: so m_unwritten outlives the socket's
//! buffers.
void WebSocketStream::noteWritten()
{
    m_takenAt = base::SteadyClock::now();
    m_unwritten = static_cast<quint64>(m_socket->bytesToWrite());
    if (m_secure != nullptr && m_secure->encryptedBytesToWrite() > 0) {
        // A record of which a part is missing is worth nothing to the peer. Rather send twice than not at all.
        m_unwritten += static_cast<quint64>(m_secure->encryptedBytesToWrite()) + tlsRecordBytes;
    }
    if (!m_congested)
        return;
    if (m_unwritten < congestedBytes / 2) {
        m_congested = false;
        resume();
    } else if (!std::exchange(m_partTaken, true)) { // queued, as for the end of the line
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_partTaken = false;
                if (m_state == State::Open)
                    listener().partReceived();
            },
            Qt::QueuedConnection);
    }
}

void WebSocketStream::close()
{
    if (m_state != State::Open)
        return;
    // The state first: writing may find out that the peer is gone, and tell it at once.
    m_state = State::Closing;
    m_closeTimer.start(closeTimeout);
    queue(Opcode::Close, viewOf(websocket::closePayload(CloseCode::Normal)));
    flush();
    setReadingPaused(false); // the peer's farewell may be behind what was not read
}

void WebSocketStream::abandon()
{
    m_state = State::Closed;
    m_closeTimer.stop();
    m_socket->disconnect(this);
    m_socket->disconnectFromHost();
}

void WebSocketStream::setReadingPaused(bool paused)
{
    if (std::exchange(m_paused, paused) == paused || paused)
        return;
    resume();
}

//! The system takes what the peer sends until its buffers are full, and no more is to come from one that is gone: so
//! there is a bound.
void WebSocketStream::checkPeer()
{
    if (m_state != State::Open || isReading() || (!m_end && !isPeerGone()))
        return;
    m_toTheEnd = true;
    m_socket->setReadBufferSize(0);
    resume();
}

base::SteadyClock::duration WebSocketStream::stalledFor(base::SteadyTime now) const
{
    return m_unwritten > 0 ? now - m_takenAt : base::SteadyClock::duration();
}

void WebSocketStream::resume()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            handOut();
            readAvailable();
            if (m_end)
                socketEnded();
        },
        Qt::QueuedConnection);
}

QHostAddress WebSocketStream::localAddress() const
{
    return m_socket->localAddress();
}

//! A socket that fails in writing forgets what it has read as well.
void WebSocketStream::salvage()
{
    if (m_state != State::Open)
        return;
    m_salvaged += m_socket->readAll();
    if (!m_handingOut) // else the decoder's views are in use
        takeSalvaged();
}

void WebSocketStream::takeSalvaged()
{
    if (m_salvaged.isEmpty())
        return;
    std::copy(m_salvaged.cbegin(), m_salvaged.cend(), m_decoder.writableTail(m_salvaged.size()));
    m_decoder.commit(m_salvaged.size());
    m_salvaged.clear();
}

void WebSocketStream::socketFailed()
{
    if (m_state == State::Closing || m_state == State::Closed
        || m_socket->error() == QAbstractSocket::RemoteHostClosedError)
        return; // socketEnded() follows
    const net::SocketFailure failure{.code = m_socket->error(),
                                     .tcpConnected = m_state == State::Handshake,
                                     .opened = m_state == State::Open,
                                     .words = m_socket->errorString(),
                                     .sslErrors = m_secure ? m_secure->sslHandshakeErrors() : QList<QSslError>(),
                                     .caFile = m_settings.caFile,
                                     .proxy = m_settings.proxy};
    m_end = net::errorOf(failure, m_settings.url);
    failWhenRead();
}

void WebSocketStream::socketEnded()
{
    if (m_state == State::Closed)
        return;
    if (m_state == State::Closing) {
        finishClosing();
        return;
    }
    if (!m_end)
        m_end = m_state == State::Handshake
                    ? net::noWebSocketError(m_settings.url, 0)
                    : base::Error{ErrorCode::ConnectionLost, tr("The server closed the connection.")};
    failWhenRead();
}

//! Fails with m_end, as soon as all that came before is handed out.
void WebSocketStream::failWhenRead()
{
    m_congested = false; // nothing more will be written
    handOut(); // what came before the end, and was salvaged
    readAvailable(); // or can still be read
    if (isReading())
        fail(*m_end);
}

void WebSocketStream::failSaying(const QByteArray &closePayload, const base::Error &error)
{
    // The state first: writing may find out that the peer is gone, which is not the reason to tell.
    m_state = State::Closed;
    queue(Opcode::Close, viewOf(closePayload));
    flush();
    m_socket->disconnectFromHost();
    listener().streamFailed(error);
}

void WebSocketStream::fail(base::Error error)
{
    if (m_state == State::Closing || m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_socket->disconnectFromHost();
    listener().streamFailed(error);
}

void WebSocketStream::finishClosing()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_closeTimer.stop();
    m_socket->disconnectFromHost();
    listener().streamClosed();
}

} // namespace topicscope::systems
