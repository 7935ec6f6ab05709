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

// Of an address, only what it adds to \a field as it is now counts: a login is for its own address alone.
bool isOfAnotherAddress(const SettingField &field, const net::ConnectionSettings &connection,
                        const net::ConnectionSettings &now)
{
    return field.secrecy == SettingField::Secrecy::Partly
           && net::openTextOf(field, connection) != net::openTextOf(field, now);
}

// What \a profile says in the open. Of what was there before, secrets stay where the profile has some of that field.
base::Result<void> takeOpen(const Profile &profile, const SettingField &field, const QString &source,
                            net::ConnectionSettings &connection)
{
    const bool hasSecret = profile.secretFields.contains(field.key);
    const auto text = profile.settings.constFind(field.key);
    if (text == profile.settings.constEnd())
        return field.secrecy == SettingField::Secrecy::Secret && !hasSecret
                   ? field.set(connection, field.text(net::ConnectionSettings()))
                   : base::Result<void>();
    net::ConnectionSettings said = connection;
    if (auto taken = net::takeText(field, source, *text, said); !taken)
        return taken;
    if (field.secrecy != SettingField::Secrecy::Partly || !hasSecret || isOfAnotherAddress(field, connection, said))
        connection = std::move(said);
    return {};
}

base::Result<void> takeSecret(const Profile &profile, const SettingField &field, const QString &source,
                              net::ConnectionSettings &connection)
{
    const auto secret = profile.secrets.constFind(field.key);
    if (secret == profile.secrets.constEnd() || !profile.secretFields.contains(field.key))
        return {};
    net::ConnectionSettings said = connection;
    if (auto taken = net::takeBytes(field, source, *secret, said); !taken)
        return taken;
    if (!isOfAnotherAddress(field, said, connection))
        connection = std::move(said);
    return {};
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
        auto taken = takeOpen(*this, field, source, said.connection).and_then([&] {
            return takeSecret(*this, field, source, said.connection);
        });
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
