// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QAbstractSocket>
#include <QSslError>
#include <QUrl>
#include <QWebSocketProtocol>

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

//! \brief HostNotFound, ConnectionRefused, TlsFailed, NotSupported (no WebSocket at that address, with the HTTP status if known),
//! or ConnectionLost.
[[nodiscard]] base::Error errorOf(const SocketFailure &failure, const QUrl &url);

//! \brief Why an open WebSocket was closed: TooLarge, InvalidUtf8 and InvalidPacket for a frame that may not be read on
//! (RFC 6455 demands to close then), else ConnectionLost with the peer's \a reason.
[[nodiscard]] base::Error errorOf(QWebSocketProtocol::CloseCode code, const QString &reason, qint64 maxFrameBytes);

} // namespace topicscope::net
