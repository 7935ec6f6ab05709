// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QStringList>
#include <QUrl>

namespace topicscope::net {

//! \brief A server's URL as a user types it: a missing scheme becomes the first of \a schemes, of which there are two
//! at least. Errors: InvalidArgument, which shows \a example, and no secret of \a text. Thread: any.
[[nodiscard]] base::Result<QUrl> parseServerUrl(const QString &text, const QStringList &schemes,
                                                const QString &example);

//! \brief The address of Engine.IO 4 over WebSocket on the server whose root is \a server (http, https, ws or wss; its
//! own path is kept in front of \a path, which gets the slashes it lacks). Errors: InvalidArgument for another scheme,
//! or without a host. Thread: any.
[[nodiscard]] base::Result<QUrl> webSocketUrl(const QUrl &server, const QString &path);

//! \brief The address of Engine.IO 4 over long polling on that server (http or https). Errors and thread: as
//! webSocketUrl().
[[nodiscard]] base::Result<QUrl> pollingUrl(const QUrl &server, const QString &path);

//! \brief The address of \a route, such as "/publish", on that server; its query is kept: it may be what lets us in.
//! Thread: any.
[[nodiscard]] QUrl routeUrl(const QUrl &server, const QString &route);

//! \brief \a url with \a name and \a value behind its query, which stays as it was written: it may be signed. Thread:
//! any.
[[nodiscard]] QUrl withQueryItem(QUrl url, const QString &name, const QString &value);

//! \brief \a url for people to read, without the user, password and query, which may be secrets. Thread: any.
[[nodiscard]] QString readableUrl(const QUrl &url);

//! \brief \a url for people to edit: "***" stands for user and password, and for a query. Thread: any.
[[nodiscard]] QString maskedUrl(const QUrl &url);

//! \brief What tells the server at \a url from others, however its URL is written and whoever connects: TLS or none,
//! host, port and path, as one gateway has servers of several teams. For systems over HTTP and WebSocket, to which they
//! are one. Thread: any.
[[nodiscard]] QStringList serverOf(const QUrl &url);

//! \brief \a path with a slash before it and none behind; empty for none. Thread: any.
[[nodiscard]] QString trimmedPath(QString path);

//! \brief \a edited with what maskedUrl() hid of \a known put back. Errors: InvalidArgument where it leads to another
//! server (serverOf()), which must not get the secrets of this one. Thread: any.
[[nodiscard]] base::Result<QUrl> unmaskedUrl(const QUrl &edited, const QUrl &known);

//! \brief Whether \a server is on this machine, as far as its name or address tells. Thread: any.
[[nodiscard]] bool isLoopback(const QUrl &server);

} // namespace topicscope::net
