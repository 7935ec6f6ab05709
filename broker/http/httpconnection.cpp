// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/http/httpconnection.h"

#include "base/logging.h"

#include <utility>

namespace topicscope::broker {

using base::logBroker;

HttpReply::HttpReply() = default;

HttpReply::HttpReply(HttpConnection &connection, quint64 serial) : m_connection(&connection), m_serial(serial) {}

HttpReply::HttpReply(HttpReply &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr)), m_serial(other.m_serial)
{
}

HttpReply &HttpReply::operator=(HttpReply &&other) noexcept
{
    // What was in here goes the way of every dropped reply.
    const HttpReply dropped(std::move(*this));
    m_connection = std::exchange(other.m_connection, nullptr);
    m_serial = other.m_serial;
    return *this;
}

HttpReply::~HttpReply()
{
    if (isOpen())
        send(HttpResponse::error(503, "The server is going away."));
}

bool HttpReply::isOpen() const
{
    return m_connection && m_connection->isWaiting(m_serial);
}

void HttpReply::send(const HttpResponse &response)
{
    if (const QPointer<HttpConnection> connection = std::exchange(m_connection, nullptr))
        connection->respond(m_serial, response);
}

tl::expected<std::shared_ptr<void>, HttpResponse> HttpHandler::requestBegun(const HttpRequest &)
{
    return nullptr;
}

HttpConnection::HttpConnection(std::unique_ptr<QTcpSocket> socket, HttpHandler &handler, HttpLimits limits,
                               HttpTimeouts timeouts, QObject *parent)
    : QObject(parent),
      m_socket(std::move(socket)),
      m_handler(handler),
      m_limits(limits),
      m_timeouts(timeouts),
      m_chunked(limits.bodyBytes)
{
    m_socket->setParent(nullptr);
    // Larger than a head, so that peeking sees all of it; what goes beyond stays with the kernel, and so with the
    // client.
    m_socket->setReadBufferSize(m_limits.headBytes + 64 * 1024);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &HttpConnection::processInput);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &HttpConnection::finish);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, [this] {
        if (m_state == State::Head && m_socket->bytesAvailable() > 0)
            processInput();
    });
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpConnection::onTimeout);
    m_timer.start(m_timeouts.idle);
    // Bytes, or even the end, may have come before the signals were connected.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_socket && m_socket->state() == QAbstractSocket::UnconnectedState)
                finish();
            processInput();
        },
        Qt::QueuedConnection);
}

HttpConnection::~HttpConnection()
{
    if (m_socket)
        m_socket->disconnect(this);
}

bool HttpConnection::isWaiting(quint64 serial) const
{
    return m_state == State::Handling && serial == m_serial && m_socket->state() == QAbstractSocket::ConnectedState;
}

void HttpConnection::respond(quint64 serial, const HttpResponse &response)
{
    if (!isWaiting(serial))
        return;
    m_timer.start(m_timeouts.idle);
    m_state = m_keepAlive ? State::Head : State::Draining;
    m_requestBegun = false;
    m_blankBytes = 0;
    m_socket->write(serializeResponse(response, m_keepAlive, m_withBody));
    if (!m_keepAlive)
        m_socket->disconnectFromHost();
    else if (m_socket->bytesAvailable() > 0) // later, because the handler that answers is still on the stack
        QMetaObject::invokeMethod(this, &HttpConnection::processInput, Qt::QueuedConnection);
}

std::unique_ptr<QTcpSocket> HttpConnection::takeSocket()
{
    m_timer.stop();
    m_state = State::Finished;
    m_socket->disconnect(this);
    m_socket->setReadBufferSize(0);
    return std::move(m_socket);
}

void HttpConnection::processInput()
{
    switch (m_state) {
    case State::Head:
        readHead();
        break;
    case State::Body:
        readBody();
        break;
    case State::Draining:
        m_socket->skip(m_socket->bytesAvailable());
        break;
    case State::Handling:
    case State::Finished:
        break;
    }
}

void HttpConnection::readHead()
{
    if (m_socket->bytesToWrite() >= maxUnsent)
        return;
    QByteArray bytes = m_socket->peek(m_limits.headBytes);
    // Some clients end a body with an empty line too many; RFC 9112, section 2.2, wants it overlooked.
    qsizetype blank = 0;
    while (QByteArrayView(bytes).sliced(blank).startsWith("\r\n"))
        blank += 2;
    if (blank > 0) {
        m_socket->skip(blank);
        m_blankBytes += blank;
        bytes.remove(0, blank);
        if (m_blankBytes > maxBlankBytes) {
            refuse({400, QByteArrayLiteral("There are too many empty lines before the request.")});
            return;
        }
    }
    if (bytes.isEmpty())
        return;
    if (!m_requestBegun) {
        m_requestBegun = true;
        m_timer.start(m_timeouts.request);
    }
    const auto length = findRequestHead(bytes, m_limits);
    if (!length) {
        refuse(length.error());
        return;
    }
    if (*length == 0)
        return;
    auto request = parseRequestHead(QByteArrayView(bytes).first(*length), m_limits);
    if (!request) {
        refuse(request.error());
        return;
    }
    m_request = std::move(*request);
    m_withBody = m_request.method != "HEAD";
    m_keepAlive = m_request.keepAlive;
    if (!m_request.isWebSocketUpgrade()) {
        m_socket->skip(*length);
        beginBody();
    } else if (const auto refusal = m_handler.refuseUpgrade(m_request)) {
        m_socket->skip(*length);
        m_state = State::Draining;
        m_timer.start(m_timeouts.drain);
        m_socket->write(serializeResponse(*refusal, false, true));
        m_socket->disconnectFromHost(); // at once: nothing was to follow
    } else {
        Q_EMIT upgradeRequested();
    }
}

void HttpConnection::beginBody()
{
    if (!m_request.chunked && m_request.contentLength.value_or(0) == 0) {
        dispatch();
        return;
    }
    auto claim = m_handler.requestBegun(m_request);
    if (!claim) {
        m_socket->write(serializeResponse(claim.error(), false, true));
        drain();
        return;
    }
    m_claim = std::move(*claim);
    m_chunked = ChunkedDecoder(m_limits.bodyBytes);
    if (m_request.expectsContinue && m_socket->bytesAvailable() == 0)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    m_state = State::Body;
    readBody();
}

void HttpConnection::readBody()
{
    if (!m_request.chunked) {
        m_request.body.append(m_socket->read(*m_request.contentLength - m_request.body.size()));
        if (m_request.body.size() == *m_request.contentLength)
            dispatch();
        return;
    }
    const QByteArray bytes = m_socket->peek(m_socket->bytesAvailable());
    const auto used = m_chunked.feed(bytes);
    if (!used) {
        refuse(used.error());
        return;
    }
    m_socket->skip(*used);
    if (m_chunked.isDone()) {
        m_request.body = m_chunked.takeBody();
        dispatch();
    }
}

void HttpConnection::dispatch()
{
    m_state = State::Handling;
    m_timer.stop();
    m_claim.reset();
    ++m_serial;
    m_handler.handleRequest(std::exchange(m_request, {}), HttpReply(*this, m_serial));
}

void HttpConnection::refuse(const HttpError &error)
{
    m_handler.requestRefused(error.status);
    m_socket->write(serializeResponse(HttpResponse::error(error.status, error.text), false, true));
    drain();
}

// Closing while the client still sends would reset the connection, and the client would never read why.
void HttpConnection::drain()
{
    m_state = State::Draining;
    m_claim.reset();
    m_timer.start(m_timeouts.drain);
    m_socket->skip(m_socket->bytesAvailable());
}

void HttpConnection::onTimeout()
{
    const bool sent = m_socket->bytesToWrite() == 0;
    if (sent && m_requestBegun && (m_state == State::Head || m_state == State::Body)) {
        refuse({408, QByteArrayLiteral("The request took too long.")});
    } else if (sent && m_state == State::Draining && m_socket->state() == QAbstractSocket::ConnectedState) {
        m_socket->disconnectFromHost();
    } else {
        // Idle, or a client that reads no answer.
        m_socket->abort();
        finish();
    }
}

void HttpConnection::finish()
{
    if (m_state == State::Finished)
        return;
    m_state = State::Finished;
    m_timer.stop();
    m_claim.reset();
    Q_EMIT finished();
}

} // namespace topicscope::broker
