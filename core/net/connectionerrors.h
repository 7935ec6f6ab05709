// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QAbstractSocket>
#include <QSslError>
#include <QUrl>

#include <string_view>

//! What Qt says about a failed WebSocket, in codes and sentences for users. Pure functions; thread: any.
namespace topicscope::net {

//! \brief What is known of a WebSocket that failed.
struct SocketFailure {
    QAbstractSocket::SocketError code{}; //!< as the WebSocket signals it
    bool tcpConnected = false; //!< the host was reached
    bool opened = false; //!< the WebSocket handshake had succeeded
    QString words; //!< Qt's text
    QList<QSslError> sslErrors;
};

//! \brief HostNotFound, ConnectionRefused, TlsFailed, NotSupported (a host that ends the handshake) or ConnectionLost.
[[nodiscard]] base::Error errorOf(const SocketFailure &failure, const QUrl &url);

//! \brief The server answers HTTP, but is no Socket.IO server or takes no WebSocket; \a httpStatus 0: not known.
[[nodiscard]] base::Error noWebSocketError(const QUrl &url, int httpStatus);

//! \brief The peer's farewell: the payload of its close frame (RFC 6455, section 5.5.1).
[[nodiscard]] base::Error peerClosedError(std::string_view payload);

} // namespace topicscope::net
