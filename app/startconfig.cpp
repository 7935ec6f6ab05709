// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "startconfig.h"

#include "client/connectionconfig.h"
#include "workspace/connectionmemory.h"

namespace topicscope::app {

namespace {

bool isSet(const QProcessEnvironment &environment, const char *name)
{
    return !environment.value(QLatin1String(name)).trimmed().isEmpty();
}

// \a connection came from the environment alone; what it does not say comes from the last run.
base::Result<void> fillAdvanced(const QProcessEnvironment &environment, const SettingsStore &last,
                                net::ConnectionSettings &connection)
{
    const net::ConnectionSettings said = connection;
    connection.headers.clear(); // they are read once more
    recallAdvanced(last, connection);
    // A key belongs to its certificate: one of the last run is of no use with another.
    if (isSet(environment, "TOPICSCOPE_CLIENT_CERT"))
        connection.tls.keyFile.clear();
    if (isSet(environment, "PUBSUB_RECONNECTION_ATTEMPTS"))
        connection.reconnect.attempts = said.reconnect.attempts;
    if (isSet(environment, "PUBSUB_RECONNECTION_DELAY_MS"))
        connection.reconnect.delay = said.reconnect.delay;
    if (isSet(environment, "PUBSUB_RECONNECTION_DELAY_MAX_MS"))
        connection.reconnect.delayMax = said.reconnect.delayMax;
    return client::overlayEnvironment(environment, connection);
}

} // namespace

base::Result<client::ClientConfig> startConfig(QProcessEnvironment environment, const SettingsStore &last)
{
    const QString url = QStringLiteral("PUBSUB_SERVER_URL");
    const QString consumer = QStringLiteral("PUBSUB_CONSUMER_NAME");
    for (const QString &variable : {url, consumer}) {
        if (environment.value(variable).trimmed().isEmpty())
            environment.remove(variable);
    }
    auto config = client::ClientConfig::fromEnvironment(environment);
    if (!config)
        return config;
    if (auto filled = fillAdvanced(environment, last, config->connection); !filled)
        return tl::unexpected(std::move(filled.error()));
    if (!environment.contains(url)) {
        if (const auto remembered = client::ClientConfig::parseUrl(
                last.text(QStringLiteral("connection/url"), QString())))
            config->connection.url = *remembered;
    }
    if (!environment.contains(consumer)) {
        const QString remembered = last.text(QStringLiteral("connection/consumer"), QString()).trimmed();
        if (!remembered.isEmpty())
            config->connection.consumer = remembered;
    }
    if (config->topics.isEmpty())
        config->topics = last.text(QStringLiteral("connection/topics"), QString())
                             .split(QStringLiteral(", "), Qt::SkipEmptyParts);
    if (config->topics.isEmpty())
        config->topics << QStringLiteral("*");
    return config;
}

} // namespace topicscope::app
