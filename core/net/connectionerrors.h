// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QAbstractSocket>
#include <QNetworkProxy>
#include <QSslError>
#include <QUrl>

#include <optional>
#include <string_view>

class QNetworkReply;

//! What Qt says about a failed connection, in codes and sentences for users. Pure functions; thread: any.
namespace topicscope::net {

//! \brief What is known of a WebSocket that failed.
struct SocketFailure {
    QAbstractSocket::SocketError code{}; //!< as the WebSocket signals it
    bool tcpConnected = false; //!< the host was reached
    bool opened = false; //!< the WebSocket handshake had succeeded
    QString words; //!< Qt's text
    QList<QSslError> sslErrors;
    QString caFile; //!< whose CAs were trusted; empty: the system's
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
};

//! \brief Host and port of \a url for an error. Without the scheme: the carrier's is not always the one that the user
//! wrote.
[[nodiscard]] QString addressOf(const QUrl &url);

//! \brief HostNotFound, ConnectionRefused (of a proxy, too), Rejected (a proxy's login), TlsFailed, NotSupported (a
//! host that ends the handshake, a proxy that lets nothing through) or ConnectionLost.
[[nodiscard]] base::Error errorOf(const SocketFailure &failure, const QUrl &url);

//! \brief The same of an HTTP request that got no answer; nothing for what is no failure of the network. \a sslErrors
//! are those that the reply signalled; \a proxy and \a caFile are what the request used.
[[nodiscard]] std::optional<base::Error> errorOf(const QNetworkReply &reply, const QList<QSslError> &sslErrors,
                                                 const QNetworkProxy &proxy, const QString &caFile);

//! \brief The server answers HTTP, but is no Socket.IO server or takes no WebSocket: Rejected, or NotSupported
//! where that may pass; \a httpStatus 0: not known.
[[nodiscard]] base::Error noWebSocketError(const QUrl &url, int httpStatus, const QString &givenPath = {});

//! \brief The server answers HTTP, but not to the handshake of long polling; \a words are its own, or empty.
//! Errors likewise.
[[nodiscard]] base::Error noPollingError(const QUrl &url, int httpStatus, const QString &words,
                                         const QString &givenPath = {});

//! \brief An open session over polling ended with an answer that is none: ConnectionLost. \a words are the server's, or
//! empty.
[[nodiscard]] base::Error sessionEndedError(const QUrl &url, int httpStatus, const QString &words);

//! \brief The same of an answer that is no Engine.IO, such as a login page: ConnectionLost, with what came instead.
[[nodiscard]] base::Error foreignAnswerError(const QUrl &url, const QNetworkReply &reply, const QByteArray &body);

//! \brief The server speaks a revision of the protocol that is not spoken here: Rejected.
[[nodiscard]] base::Error oldProtocolError();

//! \brief True when trying again changes nothing: a person has to.
[[nodiscard]] bool isLasting(base::ErrorCode code) noexcept;

//! \brief The peer's farewell: the payload of its close frame (RFC 6455, section 5.5.1).
[[nodiscard]] base::Error peerClosedError(std::string_view payload);

} // namespace topicscope::net
