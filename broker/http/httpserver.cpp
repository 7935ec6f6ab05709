// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/http/httpserver.h"

#include "base/logging.h"

#include <QWebSocket>

namespace topicscope::broker {

using base::ErrorCode;
using base::logBroker;

namespace {

constexpr std::chrono::milliseconds acceptPause{500};

QUrl urlOf(const QHostAddress &address, quint16 port)
{
    // "Any" is where one listens, not where one connects to.
    QHostAddress reachable = address;
    if (address == QHostAddress(QHostAddress::Any) || address == QHostAddress(QHostAddress::AnyIPv4))
        reachable = QHostAddress(QHostAddress::LocalHost);
    else if (address == QHostAddress(QHostAddress::AnyIPv6))
        reachable = QHostAddress(QHostAddress::LocalHostIPv6);
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(reachable.toString());
    url.setPort(port);
    return url;
}

base::Error listenError(const QTcpServer &server, const QHostAddress &address, quint16 port)
{
    const QString where = QStringLiteral("%1 port %2").arg(address.toString()).arg(port);
    switch (server.serverError()) {
    case QAbstractSocket::AddressInUseError:
        return {
            ErrorCode::InputOutput,
            QStringLiteral("Cannot listen on %1: another program uses it. Choose another port, or 0 for any free one.")
                .arg(where)};
    case QAbstractSocket::SocketAccessError:
        return {
            ErrorCode::InputOutput,
            QStringLiteral("Cannot listen on %1: not permitted. Ports below 1024 need privileges; choose a higher one.")
                .arg(where)};
    case QAbstractSocket::SocketAddressNotAvailableError:
        return {ErrorCode::InvalidArgument,
                QStringLiteral("Cannot listen on %1: this machine has no such address.").arg(where)};
    default:
        return {ErrorCode::InputOutput, QStringLiteral("Cannot listen on %1: %2.").arg(where, server.errorString())};
    }
}

} // namespace

HttpServer::HttpServer(HttpServerSettings settings, HttpHandler &handler, QObject *parent)
    : QObject(parent),
      m_settings(settings),
      m_handler(handler),
      m_webSockets(QStringLiteral("Topicscope"), QWebSocketServer::NonSecureMode)
{
    connect(&m_tcp, &QTcpServer::newConnection, this, &HttpServer::acceptPending);
    connect(&m_tcp, &QTcpServer::acceptError, this, [this] {
        // Out of file descriptors, most likely. QTcpServer stops accepting by itself then; try again a little later.
        qCWarning(logBroker) << "Cannot accept a connection:" << m_tcp.errorString();
        QTimer::singleShot(acceptPause, this, [this] { m_tcp.resumeAccepting(); });
    });
    connect(&m_webSockets, &QWebSocketServer::newConnection, this, &HttpServer::takeWebSockets);
}

HttpServer::~HttpServer()
{
    m_tcp.close();
    qDeleteAll(findChildren<HttpConnection *>(Qt::FindDirectChildrenOnly));
    // The rest are children of m_tcp and would report their end to this object when it is half gone.
    const auto descendants = m_tcp.findChildren<QObject *>();
    for (QObject *descendant : descendants)
        QObject::disconnect(descendant, nullptr, this, nullptr);
}

base::Result<QUrl> HttpServer::listen(const QHostAddress &address, quint16 port)
{
    if (!m_tcp.listen(address, port))
        return tl::unexpected(listenError(m_tcp, address, port));
    return urlOf(m_tcp.serverAddress(), m_tcp.serverPort());
}

void HttpServer::acceptPending()
{
    while (m_tcp.hasPendingConnections()) {
        std::unique_ptr<QTcpSocket> socket(m_tcp.nextPendingConnection());
        if (m_open >= m_settings.maxConnections) {
            turnAway(std::move(socket));
            continue;
        }
        ++m_open;
        // A witness, because QWebSocket cuts all connections of its TCP socket when it ends.
        connect(new QObject(socket.get()), &QObject::destroyed, this, [this] { --m_open; });
        auto *connection = new HttpConnection(std::move(socket), m_handler, m_settings.limits, m_settings.timeouts,
                                              this);
        connect(connection, &HttpConnection::finished, connection, &QObject::deleteLater);
        connect(connection, &HttpConnection::upgradeRequested, this, [this, connection] { handOver(*connection); });
    }
}

void HttpServer::turnAway(std::unique_ptr<QTcpSocket> socket)
{
    m_handler.requestRefused(503);
    connect(socket.get(), &QTcpSocket::disconnected, socket.get(), &QObject::deleteLater);
    socket->write(serializeResponse(HttpResponse::error(503, "There are too many connections."), false, true));
    socket->disconnectFromHost();
    if (socket->state() == QAbstractSocket::ClosingState)
        static_cast<void>(socket.release()); // still a child of m_tcp, which deletes it at the latest
}

void HttpServer::handOver(HttpConnection &connection)
{
    QTcpSocket *socket = connection.takeSocket().release();
    connection.deleteLater();
    socket->setParent(&m_tcp);
    m_handedOver.removeIf([](const QPointer<QTcpSocket> &known) { return known.isNull(); });
    m_handedOver.append(socket);
    // It announces the bytes that wait in the socket by itself; doing it once more would have the handshake read twice.
    m_webSockets.handleConnection(socket);
}

void HttpServer::takeWebSockets()
{
    while (m_webSockets.hasPendingConnections()) {
        std::unique_ptr<QWebSocket> webSocket(m_webSockets.nextPendingConnection());
        webSocket->setParent(nullptr);
        // Checked against the length that a frame announces, before any of it is buffered.
        webSocket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(m_settings.maxFrame));
        webSocket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(m_settings.maxFrame));
        // One whole frame must fit, or it would never be complete.
        webSocket->setReadBufferSize(m_settings.maxFrame + 64 * 1024);
        adoptTcpSocket(*webSocket);
        m_handler.webSocketOpened(std::move(webSocket));
    }
}

// A QWebSocket that is destroyed while connected forgets its TCP socket instead of deleting it.
void HttpServer::adoptTcpSocket(const QWebSocket &webSocket)
{
    m_handedOver.removeIf([&](const QPointer<QTcpSocket> &socket) {
        if (!socket)
            return true;
        if (socket->peerPort() != webSocket.peerPort() || socket->peerAddress() != webSocket.peerAddress())
            return false;
        connect(&webSocket, &QObject::destroyed, socket, &QObject::deleteLater);
        return true;
    });
}

} // namespace topicscope::broker
