// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/clientconfig.h"

#include "client/connectionconfig.h"

#include <QRegularExpression>

#include <limits>

namespace topicscope::client {

using base::ErrorCode;

namespace {

tl::unexpected<base::Error> unusable(const QString &variable, const QString &value, const QString &wanted)
{
    return base::failure(ErrorCode::InvalidArgument,
                         QStringLiteral("%1 is \"%2\", but has to be %3.").arg(variable, value, wanted));
}

// Absent variables leave \a target as it is.
base::Result<void> readInt(const QProcessEnvironment &environment, const QString &variable, int &target)
{
    const QString value = environment.value(variable).trimmed();
    if (value.isEmpty())
        return {};
    bool ok = false;
    const int number = value.toInt(&ok);
    if (!ok || number < 0)
        return unusable(variable, value,
                        QStringLiteral("a whole number from 0 to %1").arg(std::numeric_limits<int>::max()));
    target = number;
    return {};
}

base::Result<void> readMilliseconds(const QProcessEnvironment &environment, const QString &variable,
                                    std::chrono::milliseconds &target)
{
    int number = static_cast<int>(target.count());
    return readInt(environment, variable, number).map([&] { target = std::chrono::milliseconds(number); });
}

base::Result<void> readBool(const QProcessEnvironment &environment, const QString &variable, bool &target)
{
    const QString value = environment.value(variable).trimmed().toLower();
    if (value.isEmpty())
        return {};
    static const QStringList yes{QStringLiteral("1"), QStringLiteral("true"), QStringLiteral("yes"),
                                 QStringLiteral("on")};
    static const QStringList no{QStringLiteral("0"), QStringLiteral("false"), QStringLiteral("no"),
                                QStringLiteral("off")};
    if (!yes.contains(value) && !no.contains(value))
        return unusable(variable, value, QStringLiteral("true or false"));
    target = yes.contains(value);
    return {};
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

} // namespace

base::Result<QUrl> ClientConfig::parseUrl(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return base::failure(ErrorCode::InvalidArgument,
                             QStringLiteral("The server's URL is empty. Write it like http://127.0.0.1:5000."));
    const QUrl url(trimmed.contains(QStringLiteral("://")) ? trimmed : QStringLiteral("http://") + trimmed,
                   QUrl::StrictMode);
    static const QStringList schemes{QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("ws"),
                                     QStringLiteral("wss")};
    if (!url.isValid() || url.host().isEmpty() || !schemes.contains(url.scheme())) {
        return base::failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("\"%1\" is no server URL. Write it like http://127.0.0.1:5000 (http, https, ws or wss).")
                .arg(withoutSecrets(trimmed)));
    }
    return url;
}

base::Result<ClientConfig> ClientConfig::fromEnvironment(const QProcessEnvironment &environment)
{
    ClientConfig config;
    // A variable that is set but empty counts as absent: scripts write "NAME=" to take a value away.
    const QString consumer = environment.value(QStringLiteral("PUBSUB_CONSUMER_NAME"));
    config.connection.consumer = consumer.trimmed().isEmpty() ? QStringLiteral("topicscope") : consumer;

    const QString urlVariable = QStringLiteral("PUBSUB_SERVER_URL");
    if (const QString text = environment.value(urlVariable).trimmed(); !text.isEmpty()) {
        auto url = parseUrl(text);
        if (!url)
            return base::failure(ErrorCode::InvalidArgument, urlVariable + QStringLiteral(": ") + url.error().text);
        config.connection.url = std::move(*url);
    }
    for (const QString &topic :
         environment.value(QStringLiteral("PUBSUB_TOPICS")).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (!topic.trimmed().isEmpty())
            config.topics << topic.trimmed();
    }

    net::ReconnectSettings &reconnect = config.connection.reconnect;
    return readBool(environment, QStringLiteral("PUBSUB_RECONNECTION_ENABLED"), reconnect.enabled)
        .and_then(
            [&] { return readInt(environment, QStringLiteral("PUBSUB_RECONNECTION_ATTEMPTS"), reconnect.attempts); })
        .and_then([&] {
            return readMilliseconds(environment, QStringLiteral("PUBSUB_RECONNECTION_DELAY_MS"), reconnect.delay);
        })
        .and_then([&] {
            return readMilliseconds(environment, QStringLiteral("PUBSUB_RECONNECTION_DELAY_MAX_MS"),
                                    reconnect.delayMax);
        })
        .and_then([&] { return overlayEnvironment(environment, config.connection); })
        .map([&] { return config; });
}

} // namespace topicscope::client
