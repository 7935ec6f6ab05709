// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "broker/http/httpconnection.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QUrl>
#include <QWebSocketServer>

namespace topicscope::broker {

//! \brief What an HttpServer allows its clients.
struct HttpServerSettings {
    HttpLimits limits;
    HttpTimeouts timeouts;
    int maxConnections = 500; //!< HTTP and WebSocket together; further ones are answered 503
    qint64 maxFrame = 1'000'000; //!< bytes of one WebSocket message
};

//! \brief HTTP/1.1 and WebSocket on one port.
//!
//! A request that asks for a WebSocket is handed to QWebSocketServer with its bytes unread.
//! Thread: the one it lives in.
class HttpServer : public QObject
{
    Q_OBJECT

public:
    //! \brief \a handler outlives the server.
    HttpServer(HttpServerSettings settings, HttpHandler &handler, QObject *parent = nullptr);
    ~HttpServer() override;

    //! \brief Listens and returns the URL. Errors: InputOutput (port in use, no permission), InvalidArgument (the
    //! address is not one of this machine).
    [[nodiscard]] base::Result<QUrl> listen(const QHostAddress &address, quint16 port);
    //! \brief Connections open now, WebSockets included.
    [[nodiscard]] int connectionCount() const noexcept { return m_open; }

private:
    void acceptPending();
    void turnAway(std::unique_ptr<QTcpSocket> socket);
    void handOver(HttpConnection &connection);
    void takeWebSockets();
    void adoptTcpSocket(const QWebSocket &webSocket);

    HttpServerSettings m_settings;
    HttpHandler &m_handler;
    QTcpServer m_tcp;
    QWebSocketServer m_webSockets;
    QList<QPointer<QTcpSocket>> m_handedOver; // until their handshake is done
    int m_open = 0;
};

} // namespace topicscope::broker
