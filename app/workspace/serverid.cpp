// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/serverid.h"

namespace topicscope::app {

namespace {

QString trimmedPath(QString path)
{
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    return path.startsWith(QLatin1Char('/')) || path.isEmpty() ? path : QLatin1Char('/') + path;
}

} // namespace

ServerId ServerId::of(const net::ConnectionSettings &connection)
{
    const QUrl &url = connection.url;
    const bool secure = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("wss");
    return {.secure = secure,
            .host = url.host(),
            .port = url.port(secure ? 443 : 80),
            .root = trimmedPath(url.path()),
            .path = trimmedPath(connection.path),
            .nsp = connection.nsp};
}

} // namespace topicscope::app
