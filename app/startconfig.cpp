// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "startconfig.h"

namespace topicscope::app {

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
    if (!environment.contains(url)) {
        if (const auto remembered = client::ClientConfig::parseUrl(last.text(QStringLiteral("connection/url"), QString())))
            config->connection.url = *remembered;
    }
    if (!environment.contains(consumer)) {
        const QString remembered = last.text(QStringLiteral("connection/consumer"), QString()).trimmed();
        if (!remembered.isEmpty())
            config->connection.consumer = remembered;
    }
    if (config->topics.isEmpty())
        config->topics = last.text(QStringLiteral("connection/topics"), QString()).split(QStringLiteral(", "), Qt::SkipEmptyParts);
    if (config->topics.isEmpty())
        config->topics << QStringLiteral("*");
    return config;
}

} // namespace topicscope::app
