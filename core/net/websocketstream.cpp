// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/websocketstream.h"

#include "base/bytes.h"
#include "net/connectionerrors.h"

#include <QSslSocket>

namespace topicscope::net {

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
constexpr qint64 congestedBytes = 16 * 1024 * 1024;
constexpr qsizetype readChunk = 128 * 1024;

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
    : Carrier(listener, parent)
    , m_settings(std::move(settings))
    , m_socket(isSecure(m_settings.url) ? new QSslSocket(this) : new QTcpSocket(this))
    , m_decoder(m_settings.maxMessageBytes)
    , m_masks(QRandomGenerator::system()->generate())
{
    m_socket->setReadBufferSize(readBufferBytes);
    m_socket->setProxy(m_settings.proxy);
    m_closeTimer.setSingleShot(true);
    connect(&m_closeTimer, &QTimer::timeout, this, &WebSocketStream::finishClosing);
    connect(m_socket, &QTcpSocket::readyRead, this, &WebSocketStream::readAvailable);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &WebSocketStream::noteWritten);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &WebSocketStream::socketFailed);
    connect(m_socket, &QTcpSocket::disconnected, this, &WebSocketStream::socketEnded);
    if (auto *secure = qobject_cast<QSslSocket *>(m_socket)) {
        secure->setSslConfiguration(m_settings.tls);
        connect(secure, &QSslSocket::encrypted, this, &WebSocketStream::sendRequest);
    } else {
        connect(m_socket, &QTcpSocket::connected, this, &WebSocketStream::sendRequest);
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
    if (auto *secure = qobject_cast<QSslSocket *>(m_socket))
        secure->connectToHostEncrypted(host, static_cast<quint16>(m_settings.url.port(443)));
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
        handOut();
    }
}

void WebSocketStream::readHandshake()
{
    const auto answer = websocket::decodeAnswer(m_decoder.pending(), m_key);
    if (!answer) {
        fail(noWebSocketError(m_settings.url, 0));
        return;
    }
    if (!*answer)
        return;
    if (!(*answer)->accepted) {
        // 101 with a wrong key is no status worth telling.
        fail(noWebSocketError(m_settings.url, (*answer)->status == 101 ? 0 : (*answer)->status));
        return;
    }
    m_decoder.skip((*answer)->size);
    m_state = State::Open;
    listener().streamOpened();
}

void WebSocketStream::handOut()
{
    if (m_handingOut || (m_state != State::Open && m_state != State::Closing))
        return;
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
    if (any && m_state == State::Open)
        listener().readFinished();
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
    failSaying(bytesOf(payload.substr(0, 2)), peerClosedError(payload));
}

void WebSocketStream::sendText(std::string_view text)
{
    queueText(text);
    flushLater();
}

void WebSocketStream::queueText(std::string_view text)
{
    if (m_state == State::Open)
        queue(Opcode::Text, text);
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
    if (m_out.isEmpty())
        return;
    m_socket->write(m_out);
    m_out.resize(0); // keeps its memory
    m_socket->flush();
    m_congested = bytesToWrite() > congestedBytes;
}

void WebSocketStream::noteWritten()
{
    if (m_congested && bytesToWrite() < congestedBytes / 2) {
        m_congested = false;
        resume();
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

void WebSocketStream::resume()
{
    QMetaObject::invokeMethod(this, [this] {
        handOut();
        readAvailable();
        if (m_ended)
            socketEnded();
    }, Qt::QueuedConnection);
}

QHostAddress WebSocketStream::localAddress() const
{
    return m_socket->localAddress();
}

qint64 WebSocketStream::bytesToWrite() const
{
    const auto *secure = qobject_cast<const QSslSocket *>(m_socket);
    return m_out.size() + m_socket->bytesToWrite() + (secure ? secure->encryptedBytesToWrite() : 0);
}

void WebSocketStream::socketFailed()
{
    if (m_state == State::Closing || m_state == State::Closed || m_socket->error() == QAbstractSocket::RemoteHostClosedError)
        return; // socketEnded() follows
    const auto *secure = qobject_cast<const QSslSocket *>(m_socket);
    const SocketFailure failure{.code = m_socket->error(),
                                .tcpConnected = m_state == State::Handshake,
                                .opened = m_state == State::Open,
                                .words = m_socket->errorString(),
                                .sslErrors = secure ? secure->sslHandshakeErrors() : QList<QSslError>(),
                                .caFile = m_settings.caFile,
                                .proxy = m_settings.proxy};
    fail(errorOf(failure, m_settings.url));
}

void WebSocketStream::socketEnded()
{
    if (m_state == State::Closing) {
        finishClosing();
        return;
    }
    m_ended = true;
    m_congested = false; // nothing more will be written
    readAvailable(); // what came before the end
    if (!isReading())
        return; // the rest first
    if (m_state == State::Handshake)
        fail(noWebSocketError(m_settings.url, 0));
    else
        fail({ErrorCode::ConnectionLost, tr("The server closed the connection.")});
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

} // namespace topicscope::net
