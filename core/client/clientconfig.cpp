// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/clientconfig.h"

namespace topicscope::client {

base::Result<void> ClientConfig::overlay(const QProcessEnvironment &environment)
{
    return systems::overlayEnvironment(environment, connection).map([&] {
        QStringList named;
        for (const QString &topic :
             environment.value(QStringLiteral("PUBSUB_TOPICS")).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
            if (!topic.trimmed().isEmpty())
                named << topic.trimmed();
        }
        if (!named.isEmpty())
            topics = named;
    });
}

base::Result<ClientConfig> ClientConfig::fromEnvironment(const QProcessEnvironment &environment)
{
    ClientConfig config;
    config.connection.consumer = QStringLiteral("topicscope");
    return config.overlay(environment).map([&] { return config; });
}

} // namespace topicscope::client
