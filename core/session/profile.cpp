// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/profile.h"

#include <QCoreApplication>

#include <algorithm>

namespace topicscope::session {

using base::ErrorCode;
using base::failure;
using net::SettingField;

namespace {

constexpr qsizetype longestName = 100;

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::session", text);
}

} // namespace

Profile Profile::of(const QString &name, const client::ClientConfig &config)
{
    const net::System &system = systems::systemOf(config.connection.url);
    Profile profile{
        .name = name, .system = system.id, .settings = {}, .secrets = {}, .secretFields = {}, .topics = config.topics};
    for (const SettingField &field : system.fields) {
        if (field.secrecy != SettingField::Secrecy::Secret)
            profile.settings.insert(field.key, net::openTextOf(field, config.connection));
        if (net::holdsSecret(field, config.connection)) {
            profile.secrets.insert(field.key, net::bytesOf(field, config.connection));
            profile.secretFields << field.key;
        }
    }
    return profile;
}

base::Result<void> Profile::applyTo(client::ClientConfig &config) const
{
    const net::System *known = systems::systemNamed(system);
    if (!known)
        return failure(
            ErrorCode::InvalidArgument,
            translated("The profile \"%1\" is for \"%2\", which this program does not know.").arg(name, system));
    client::ClientConfig said = config;
    for (const SettingField &field : known->fields) {
        const QString source = translated("The profile \"%1\", %2").arg(name, field.key);
        base::Result<void> taken;
        if (const auto secret = secrets.constFind(field.key); secret != secrets.constEnd())
            taken = net::takeBytes(field, source, *secret, said.connection);
        else if (const auto text = settings.constFind(field.key); text != settings.constEnd())
            taken = net::takeText(field, source, *text, said.connection);
        if (!taken)
            return taken;
    }
    if (!topics.isEmpty())
        said.topics = topics;
    config = std::move(said);
    return {};
}

QStringList Profile::missingSecrets(const net::ConnectionSettings &connection) const
{
    QStringList labels;
    for (const SettingField &field : systems::allFields()) {
        if (secretFields.contains(field.key) && !net::holdsSecret(field, connection))
            labels << field.label;
    }
    return labels;
}

base::Result<void> validateProfileName(const QString &name)
{
    const bool readable = std::none_of(name.begin(), name.end(), [](QChar c) { return !c.isPrint(); });
    if (name.isEmpty() || name.size() > longestName || name != name.trimmed() || !readable)
        return failure(
            ErrorCode::InvalidArgument,
            translated("A profile's name has 1 to %1 characters, and no space at either end.").arg(longestName));
    return {};
}

} // namespace topicscope::session
