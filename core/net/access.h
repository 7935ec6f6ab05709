// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "net/connectionsettings.h"

#include <QNetworkProxy>
#include <QSslConfiguration>

class QNetworkRequest;

namespace topicscope::net {

//! \brief What every way to the server shares: made of the settings, files read.
struct Access {
    QSslConfiguration tls; //!< verifies the peer, always; empty where the server is reached without TLS
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    HeaderList headers; //!< the settings' own, and Authorization (Basic) for the URL's user
    QString caFile; //!< as in TlsSettings; for error texts
};

//! \brief Reads the files that \a settings names and asks the system for its proxy where it has to (which may take
//! time). Errors: InputOutput for a file that cannot be read, InvalidArgument for what cannot be used. Thread: any.
[[nodiscard]] base::Result<Access> accessFor(const ConnectionSettings &settings);

//! \brief Whether a connection can be tried with \a settings: URL, headers, auth payload, proxy and files.
//! Errors: as accessFor(), with a sentence that names the setting. Thread: any.
[[nodiscard]] base::Result<void> validate(const ConnectionSettings &settings);

//! \brief The proxy on the way to \a url. Errors: InvalidArgument for a manual one that is no http or socks5 address.
[[nodiscard]] base::Result<QNetworkProxy> proxyFor(const ProxySettings &settings, const QUrl &url);

//! \brief The login of an HTTP \a proxy, for a request that it passes on itself (http). Qt would send it only when
//! asked for it, with the request again; one that is to be sent once has to bring it along. For https a tunnel is asked
//! for, by Qt.
void setProxyLogin(QNetworkRequest &request, const QNetworkProxy &proxy);
//! \brief \a proxy for Qt, on the way to \a server: without the login where setProxyLogin() gives it, so that a refusal
//! is an answer.
[[nodiscard]] QNetworkProxy requestProxy(QNetworkProxy proxy, const QUrl &server);

//! \brief Reads the lines of a header file: "Name: value" each; empty lines and those that begin with # are left out.
//! Errors: InvalidArgument for another line, a name that is no HTTP token, a control character, or a header that
//! belongs to the connection itself (Host, Upgrade, Sec-WebSocket-Key...). The error shows no value.
[[nodiscard]] base::Result<HeaderList> parseHeaders(const QByteArray &lines);

} // namespace topicscope::net
