// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "startconfig.h"

#include "workspace/connectionmemory.h"

namespace topicscope::app {

base::Result<client::ClientConfig> startConfig(const QProcessEnvironment &environment, const SettingsStore &last)
{
    client::ClientConfig config;
    config.connection.consumer = QStringLiteral("topicscope");
    recallConnection(last, config.connection);
    // A key belongs to its certificate: one of the last run is of no use with another.
    if (!environment.value(QStringLiteral("TOPICSCOPE_CLIENT_CERT")).trimmed().isEmpty())
        config.connection.tls.keyFile.clear();
    config.topics = last.text(QStringLiteral("connection/topics"), QString())
                        .split(QStringLiteral(", "), Qt::SkipEmptyParts);
    if (config.topics.isEmpty())
        config.topics << QStringLiteral("*");
    return config.overlay(environment).map([&] { return config; });
}

base::Result<client::ClientConfig> profileConfig(const QProcessEnvironment &environment, session::ProfileStore &store,
                                                 const QString &name, QStringList &missing)
{
    auto config = client::ClientConfig::fromEnvironment(environment);
    if (!config)
        return config;
    if (config->topics.isEmpty())
        config->topics << QStringLiteral("*");
    const auto found = store.load(name);
    if (!found)
        return tl::unexpected(found.error());
    const auto [profile, why] = session::unlocked(store, *found);
    if (const auto applied = profile.applyTo(*config); !applied)
        return tl::unexpected(applied.error());
    missing = profile.missingSecrets(config->connection);
    if (why && !missing.isEmpty())
        missing.last() += QStringLiteral(". ") + why->text;
    return config;
}

} // namespace topicscope::app
