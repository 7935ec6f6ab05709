// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "broker/http/chunkeddecoder.h"
#include "broker/http/httphandler.h"

#include <QTcpSocket>
#include <QTimer>

#include <chrono>

namespace topicscope::broker {

//! \brief How long a client may take.
struct HttpTimeouts {
    std::chrono::milliseconds request{30'000}; //!< from the first byte of a request to its last
    std::chrono::milliseconds idle{75'000}; //!< between requests, and for reading an answer
    std::chrono::milliseconds drain{1'000}; //!< for noticing that a request was refused
};

//! \brief One client's HTTP/1.1 connection: requests are read within bounds and handled one after the other.
//!
//! Why not Qt HTTP Server: that of Qt 6.4 buffers request bodies without a bound, its responder keeps a raw pointer
//! to a socket that may be gone by the time a long poll is answered, and its WebSocket hand-over and responder
//! changed incompatibly by 6.8. What a broker needs of HTTP fits in here and stays the same with every Qt 6.
//!
//! While a request is handled the next ones stay in the socket, so a client that pipelines feels back-pressure.
//! The head of a request is only peeked at: one that asks for a WebSocket leaves with all its bytes (see
//! upgradeRequested()). Thread: the one it lives in.
class HttpConnection : public QObject
{
    Q_OBJECT

public:
    //! \brief Serves \a socket, which it owns. \a handler outlives the connection.
    HttpConnection(std::unique_ptr<QTcpSocket> socket, HttpHandler &handler, HttpLimits limits, HttpTimeouts timeouts,
                   QObject *parent);
    ~HttpConnection() override;

    //! \brief The request numbered \a serial still waits for its answer, and the client is there.
    [[nodiscard]] bool isWaiting(quint64 serial) const;
    //! \brief Answers the request numbered \a serial; nothing happens when it no longer waits.
    void respond(quint64 serial, const HttpResponse &response);
    //! \brief Gives the socket away, with all that was not consumed. To be called from upgradeRequested() only.
    [[nodiscard]] std::unique_ptr<QTcpSocket> takeSocket();

Q_SIGNALS:
    //! \brief The client asks for a WebSocket, and the handler has nothing against it.
    void upgradeRequested();
    //! \brief The connection is over; it may be deleted later.
    void finished();

private:
    enum class State : quint8 { Head, Body, Handling, Draining, Finished };

    void processInput();
    void readHead();
    void readBody();
    void beginBody();
    void dispatch();
    void refuse(const HttpError &error);
    void drain();
    void onTimeout();
    void finish();

    static constexpr qsizetype maxBlankBytes = 1024;
    static constexpr qint64 maxUnsent = 1024 * 1024; // answers that a pipelining client has not read yet

    std::unique_ptr<QTcpSocket> m_socket;
    HttpHandler &m_handler;
    HttpLimits m_limits;
    HttpTimeouts m_timeouts;
    QTimer m_timer;
    State m_state = State::Head;
    bool m_requestBegun = false;
    qsizetype m_blankBytes = 0; // empty lines before the request
    bool m_keepAlive = false; // of the request that is handled
    bool m_withBody = true; // of its answer
    quint64 m_serial = 0;
    HttpRequest m_request;
    std::shared_ptr<void> m_claim; // the handler's, while the body comes
    ChunkedDecoder m_chunked;
};

} // namespace topicscope::broker
