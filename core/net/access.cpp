// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/access.h"

#include "net/serverurl.h"
#include "net/tlsfiles.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QNetworkRequest>

#include <algorithm>
#include <array>

namespace topicscope::net {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr char proxyAuthorization[] = "Proxy-Authorization";
constexpr qsizetype maxHeaderBytes = 32 * 1024; // what servers take

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::net", text);
}

//! A token of RFC 9110, section 5.6.2.
bool isToken(const QByteArray &name)
{
    static const QByteArray others = "!#$%&'*+-.^_`|~";
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.contains(c);
    });
}

bool isOurs(const QByteArray &name)
{
    static constexpr std::array names{"host", "connection", "upgrade", "content-length", "transfer-encoding",
                                      "te",   "expect",     "trailer"};
    const QByteArray lower = name.toLower();
    return lower.startsWith("sec-websocket-")
           || std::any_of(names.begin(), names.end(), [&](const char *own) { return lower == own; });
}

Result<void> checkHeader(const QByteArray &name, const QByteArray &value)
{
    const QString shown = QString::fromLatin1(name.left(100));
    if (!isToken(name))
        return failure(ErrorCode::InvalidArgument, translated("A header cannot be sent: its name may hold letters, "
                                                              "digits and - only. Write each as \"Name: value\"."));
    if (isOurs(name))
        return failure(ErrorCode::InvalidArgument,
                       translated("The header \"%1\" belongs to the connection itself and cannot be set.").arg(shown));
    if (std::any_of(value.begin(), value.end(), [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; }))
        return failure(ErrorCode::InvalidArgument,
                       translated("The header \"%1\" cannot be sent: its value holds a control character.").arg(shown));
    if (name.size() + value.size() > maxHeaderBytes)
        return failure(
            ErrorCode::TooLarge,
            translated("The header \"%1\" is over the limit of %2 bytes.").arg(shown, QString::number(maxHeaderBytes)));
    return {};
}

//! RFC 7617, with UTF-8.
QByteArray basicLogin(const QString &user, const QString &password)
{
    return "Basic " + (user + QLatin1Char(':') + password).toUtf8().toBase64();
}

Result<HeaderList> headersFor(const ConnectionSettings &settings)
{
    HeaderList headers = settings.headers;
    bool authorization = false;
    for (const auto &[name, value] : headers) {
        if (auto checked = checkHeader(name, value); !checked)
            return tl::unexpected(std::move(checked.error()));
        authorization = authorization || name.compare("authorization", Qt::CaseInsensitive) == 0;
    }
    const QUrl &url = settings.url;
    if (!authorization && !(url.userName().isEmpty() && url.password().isEmpty())) {
        headers.append(
            {"Authorization", basicLogin(url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded))});
    }
    return headers;
}

bool isSecure(const QUrl &url)
{
    return url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("wss");
}

Result<void> checkAuth(const QByteArray &auth)
{
    if (auth.isEmpty())
        return {};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(auth, &error);
    if (error.error != QJsonParseError::NoError)
        return failure(ErrorCode::InvalidArgument, translated("The auth payload is not valid JSON: %1 at byte %2.")
                                                       .arg(error.errorString())
                                                       .arg(error.offset));
    if (!document.isObject())
        return failure(ErrorCode::InvalidArgument,
                       translated("The auth payload has to be a JSON object, such as {\"token\": \"...\"}."));
    return {};
}

} // namespace

Result<QNetworkProxy> proxyFor(const ProxySettings &settings, const QUrl &url)
{
    switch (settings.mode) {
    case ProxySettings::Mode::None:
        return QNetworkProxy(QNetworkProxy::NoProxy);
    case ProxySettings::Mode::System: {
        if (isLoopback(url))
            return QNetworkProxy(QNetworkProxy::NoProxy);
        const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(
            QNetworkProxyQuery(routeUrl(url, QStringLiteral("/"))));
        return proxies.value(0, QNetworkProxy(QNetworkProxy::NoProxy));
    }
    case ProxySettings::Mode::Manual:
        break;
    }
    const QString scheme = settings.url.scheme();
    const bool http = scheme == QLatin1String("http");
    if (!settings.url.isValid() || settings.url.host().isEmpty() || !(http || scheme == QLatin1String("socks5"))) {
        return failure(
            ErrorCode::InvalidArgument,
            translated(
                "\"%1\" is not the address of a proxy; write it like http://proxy.example.org:3128 (http or socks5).")
                .arg(settings.url.toDisplayString(QUrl::RemoveUserInfo)));
    }
    return QNetworkProxy(http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy, settings.url.host(),
                         static_cast<quint16>(settings.url.port(http ? 3128 : 1080)),
                         settings.url.userName(QUrl::FullyDecoded), settings.url.password(QUrl::FullyDecoded));
}

void setProxyLogin(QNetworkRequest &request, const QNetworkProxy &proxy)
{
    if (proxy.type() == QNetworkProxy::HttpProxy && !proxy.user().isEmpty() && !isSecure(request.url())
        && !request.hasRawHeader(proxyAuthorization))
        request.setRawHeader(proxyAuthorization, basicLogin(proxy.user(), proxy.password()));
}

QNetworkProxy requestProxy(QNetworkProxy proxy, const QUrl &server)
{
    if (proxy.type() == QNetworkProxy::HttpProxy && !isSecure(server)) {
        proxy.setUser({});
        proxy.setPassword({});
    }
    return proxy;
}

Result<HeaderList> parseHeaders(const QByteArray &lines)
{
    HeaderList headers;
    const QList<QByteArray> all = lines.split('\n');
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QByteArray line = all.at(i).trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const qsizetype colon = line.indexOf(':');
        if (colon < 0)
            return failure(ErrorCode::InvalidArgument,
                           translated("Line %1 of the headers is not of the form \"Name: value\".").arg(i + 1));
        QByteArray name = line.left(colon).trimmed();
        QByteArray value = line.sliced(colon + 1).trimmed();
        if (auto checked = checkHeader(name, value); !checked)
            return failure(checked.error().code,
                           translated("Line %1 of the headers: %2").arg(i + 1).arg(checked.error().text));
        headers.append({std::move(name), std::move(value)});
    }
    return headers;
}

Result<Access> accessFor(const ConnectionSettings &settings)
{
    Access access;
    access.caFile = settings.tls.caFile;
    auto headers = headersFor(settings);
    if (!headers)
        return tl::unexpected(std::move(headers.error()));
    access.headers = *std::move(headers);
    auto proxy = proxyFor(settings.proxy, settings.url);
    if (!proxy)
        return tl::unexpected(std::move(proxy.error()));
    access.proxy = *std::move(proxy);
    if (!isSecure(settings.url)) // setting up TLS takes time and memory
        return access;
    auto tls = tlsConfiguration(settings.tls);
    if (!tls)
        return tl::unexpected(std::move(tls.error()));
    access.tls = *std::move(tls);
    return access;
}

Result<void> validate(const ConnectionSettings &settings)
{
    if (auto url = webSocketUrl(settings.url, settings.path); !url)
        return tl::unexpected(std::move(url.error()));
    if (auto auth = checkAuth(settings.auth); !auth)
        return auth;
    if (auto headers = headersFor(settings); !headers)
        return tl::unexpected(std::move(headers.error()));
    if (settings.proxy.mode == ProxySettings::Mode::Manual) {
        if (auto proxy = proxyFor(settings.proxy, settings.url); !proxy)
            return tl::unexpected(std::move(proxy.error()));
    }
    if (settings.tls != TlsSettings()) {
        if (auto tls = tlsConfiguration(settings.tls); !tls)
            return tl::unexpected(std::move(tls.error()));
    }
    return {};
}

} // namespace topicscope::net
