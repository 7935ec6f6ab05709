// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "broker/http/httpmessage.h"

#include <QPointer>

#include <memory>
#include <optional>

class QWebSocket;

namespace topicscope::broker {

class HttpConnection;

//! \brief The answer to one request, given now or later (long polling). Movable, so that it can be kept.
//!
//! It refers to its connection weakly: when the client has gone, isOpen() turns false and send() does nothing.
//! One that is dropped unanswered answers 503 by itself, so that no client waits for ever. Thread: the connection's.
class HttpReply
{
public:
    HttpReply();
    HttpReply(HttpConnection &connection, quint64 serial);
    HttpReply(HttpReply &&other) noexcept;
    HttpReply &operator=(HttpReply &&other) noexcept;
    ~HttpReply();
    Q_DISABLE_COPY(HttpReply)

    //! \brief Somebody still waits for it.
    [[nodiscard]] bool isOpen() const;
    //! \brief Answers; afterwards isOpen() is false.
    void send(const HttpResponse &response);

private:
    QPointer<HttpConnection> m_connection;
    quint64 m_serial = 0;
};

//! \brief Takes what an HttpServer receives. All calls come on the server's thread.
class HttpHandler
{
public:
    virtual ~HttpHandler() = default;

    //! \brief The head of \a request has come, and a body is to follow. What is returned is kept until the request is
    //! complete or its client has gone, so that a handler sees which requests overlap; a refusal is answered, and the
    //! body not read.
    [[nodiscard]] virtual tl::expected<std::shared_ptr<void>, HttpResponse> requestBegun(const HttpRequest &request);
    //! \brief A complete request that asks for no WebSocket.
    virtual void handleRequest(HttpRequest request, HttpReply reply) = 0;
    //! \brief Why \a request must not become a WebSocket; nothing when it may.
    [[nodiscard]] virtual std::optional<HttpResponse> refuseUpgrade(const HttpRequest &request) = 0;
    //! \brief An accepted WebSocket; requestUrl() holds path and query of the request.
    virtual void webSocketOpened(std::unique_ptr<QWebSocket> socket) = 0;
    //! \brief A request was answered with \a status before it came this far, because it was malformed, too large or too
    //! slow.
    virtual void requestRefused(int status) = 0;
};

} // namespace topicscope::broker
