// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "net/connectionsettings.h"

#include <QProcessEnvironment>

namespace topicscope::client {

//! How connection settings are written down by users: in the environment, on command lines, in forms and files.
//! Errors are InvalidArgument or InputOutput, with a sentence that shows no secret. Thread: any.

//! \brief "auto", "websocket", "polling" or "upgrade".
[[nodiscard]] base::Result<net::CarrierChoice> parseTransport(const QString &text);
//! \brief The word for \a choice that parseTransport() reads.
[[nodiscard]] QString transportName(net::CarrierChoice choice);

//! \brief "system", "none", or a proxy's URL such as http://user:password@proxy.example.org:3128; a missing scheme
//! becomes http.
[[nodiscard]] base::Result<net::ProxySettings> parseProxy(const QString &text);
//! \brief What parseProxy() reads, without user and password.
[[nodiscard]] QString proxyText(const net::ProxySettings &settings);

//! \brief A server's URL from a command line, which everybody on the machine can read: a password in it is an error.
[[nodiscard]] base::Result<QUrl> parseUrlOption(const QString &text);

//! \brief The bytes of a file that holds a secret (auth payload, headers, passphrase), without the byte order mark that
//! editors write before it and the line break at its end. At most 64 KiB.
[[nodiscard]] base::Result<QByteArray> readSecretFile(const QString &path);

//! \brief Overlays \a settings with TOPICSCOPE_TRANSPORT, _PATH, _NAMESPACE, _AUTH, _AUTH_FILE, _HEADERS, _HEADER_FILE,
//! _PROXY, _CA_FILE, _CLIENT_CERT, _CLIENT_KEY and _CLIENT_KEY_PASSPHRASE; the error names the variable.
[[nodiscard]] base::Result<void> overlayEnvironment(const QProcessEnvironment &environment,
                                                    net::ConnectionSettings &settings);

} // namespace topicscope::client
