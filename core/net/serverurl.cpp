// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/serverurl.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>

namespace topicscope::net {

namespace {

constexpr QLatin1String mask("***");

QString joined(QString root, const QString &path)
{
    while (root.endsWith(QLatin1Char('/')))
        root.chop(1);
    return path.startsWith(QLatin1Char('/')) ? root + path : root + QLatin1Char('/') + path;
}

// The part of \a text, which may be no URL at all, that tells no secrets: no user, password, query or fragment.
QString withoutSecrets(const QString &text)
{
    const qsizetype scheme = text.indexOf(QStringLiteral("://"));
    const qsizetype start = scheme < 0 ? 0 : scheme + 3;
    const qsizetype at = text.lastIndexOf(QLatin1Char('@'));
    static const QRegularExpression queryOrFragment(QStringLiteral("[?#]"));
    const qsizetype query = text.indexOf(queryOrFragment, start);
    // The "?" may belong to a password, or the "@" to a query.
    if (query >= 0 && query < at)
        return text.left(start) + QStringLiteral("...");
    const qsizetype host = at < start ? start : at + 1;
    return text.left(start) + text.mid(host, query < 0 ? -1 : query - host);
}

base::Result<QUrl> engineUrl(const QUrl &server, const QString &path, bool webSocket)
{
    const QString scheme = server.scheme();
    const bool secure = scheme == QLatin1String("https") || scheme == QLatin1String("wss");
    const bool plain = scheme == QLatin1String("http") || scheme == QLatin1String("ws");
    if (!server.isValid() || server.host().isEmpty() || !(secure || plain)) {
        return base::failure(
            base::ErrorCode::InvalidArgument,
            QCoreApplication::translate(
                "topicscope::net", "\"%1\" is not the address of a server; it should look like http://127.0.0.1:5000.")
                .arg(readableUrl(server)));
    }
    QUrl url = server;
    url.setScheme((webSocket ? QStringLiteral("ws") : QStringLiteral("http"))
                  + (secure ? QStringLiteral("s") : QString()));
    url.setPath(joined(server.path(), path.endsWith(QLatin1Char('/')) ? path : path + QLatin1Char('/')));
    url.setFragment({});
    return withQueryItem(withQueryItem(url, QStringLiteral("EIO"), QStringLiteral("4")), QStringLiteral("transport"),
                         webSocket ? QStringLiteral("websocket") : QStringLiteral("polling"));
}

} // namespace

base::Result<QUrl> parseServerUrl(const QString &text, const QStringList &schemes, const QString &example)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return base::failure(
            base::ErrorCode::InvalidArgument,
            QCoreApplication::translate("topicscope::net", "The server's URL is empty. Write it like %1.")
                .arg(example));
    const bool complete = trimmed.contains(QStringLiteral("://"));
    const QUrl url(complete ? trimmed : schemes.constFirst() + QStringLiteral("://") + trimmed, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !schemes.contains(url.scheme())) {
        const QString first = schemes.first(schemes.size() - 1).join(QStringLiteral(", "));
        return base::failure(
            base::ErrorCode::InvalidArgument,
            QCoreApplication::translate("topicscope::net", "\"%1\" is no server URL. Write it like %2 (%3 or %4).")
                .arg(withoutSecrets(trimmed), example, first, schemes.constLast()));
    }
    return url;
}

base::Result<QUrl> webSocketUrl(const QUrl &server, const QString &path)
{
    return engineUrl(server, path, true);
}

base::Result<QUrl> pollingUrl(const QUrl &server, const QString &path)
{
    return engineUrl(server, path, false);
}

QUrl routeUrl(const QUrl &server, const QString &route)
{
    QUrl url = server;
    if (server.scheme() == QLatin1String("ws"))
        url.setScheme(QStringLiteral("http"));
    else if (server.scheme() == QLatin1String("wss"))
        url.setScheme(QStringLiteral("https"));
    url.setPath(joined(server.path(), route));
    url.setFragment({});
    return url;
}

QUrl withQueryItem(QUrl url, const QString &name, const QString &value)
{
    // No QUrlQuery, which writes "%3D" for the "=" of a value, as at the end of base64.
    QString query = url.query(QUrl::FullyEncoded);
    if (!query.isEmpty())
        query += QLatin1Char('&');
    query += name + QLatin1Char('=') + QString::fromLatin1(QUrl::toPercentEncoding(value));
    url.setQuery(query, QUrl::StrictMode);
    return url;
}

QString readableUrl(const QUrl &url)
{
    return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QString maskedUrl(const QUrl &url)
{
    QUrl masked = url.adjusted(QUrl::RemoveFragment); // which is sent nowhere
    if (!url.userInfo().isEmpty())
        masked.setUserInfo(mask);
    if (!url.query().isEmpty())
        masked.setQuery(mask);
    return masked.toString();
}

QStringList serverOf(const QUrl &url)
{
    const bool secure = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("wss");
    return {secure ? QStringLiteral("TLS") : QString(), url.host(), QString::number(url.port(secure ? 443 : 80)),
            trimmedPath(url.path())};
}

QString trimmedPath(QString path)
{
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    return path.startsWith(QLatin1Char('/')) || path.isEmpty() ? path : QLatin1Char('/') + path;
}

base::Result<QUrl> unmaskedUrl(const QUrl &edited, const QUrl &known)
{
    const bool hidesUser = edited.userInfo() == mask && !known.userInfo().isEmpty();
    const bool hidesQuery = edited.query() == mask && !known.query().isEmpty();
    if (!hidesUser && !hidesQuery)
        return edited;
    if (serverOf(edited) != serverOf(known)) {
        return base::failure(base::ErrorCode::InvalidArgument,
                             QCoreApplication::translate("topicscope::net",
                                                         "*** stands for secrets of %1, which %2 is not given. Write "
                                                         "the URL without ***, or with what belongs there.")
                                 .arg(readableUrl(known), readableUrl(edited)));
    }
    QUrl url = edited;
    if (hidesUser)
        url.setUserInfo(known.userInfo(QUrl::FullyEncoded), QUrl::StrictMode);
    if (hidesQuery)
        url.setQuery(known.query(QUrl::FullyEncoded), QUrl::StrictMode);
    return url;
}

bool isLoopback(const QUrl &server)
{
    const QString host = server.host();
    return host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost"))
           || QHostAddress(host).isLoopback();
}

} // namespace topicscope::net
