// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/connectionmemory.h"

#include "systems/registry.h"

namespace topicscope::app {

namespace {

const QString prefix = QStringLiteral("connection/");

// What can be set in the window.
bool isRemembered(const net::SettingField &field)
{
    return field.secrecy != net::SettingField::Secrecy::Secret && field.kind != net::SettingField::Kind::Switch;
}

} // namespace

QJsonObject openSettingsOf(const net::ConnectionSettings &settings)
{
    QJsonObject open;
    for (const net::SettingField &field : systems::systemOf(settings.url).fields) {
        if (isRemembered(field))
            open.insert(field.key, net::openTextOf(field, settings));
    }
    return open;
}

void takeOpenSettings(const QJsonObject &open, net::ConnectionSettings &settings)
{
    for (const net::SettingField &field : systems::allFields()) {
        const QString text = open[field.key].toString();
        // What is not to be read any more stays as it is.
        if (isRemembered(field) && !text.trimmed().isEmpty())
            static_cast<void>(field.set(settings, text));
    }
}

void rememberConnection(const net::ConnectionSettings &settings, SettingsStore &store)
{
    const QJsonObject open = openSettingsOf(settings);
    for (auto setting = open.begin(); setting != open.end(); ++setting)
        store.setText(prefix + setting.key(), setting.value().toString());
}

void recallConnection(const SettingsStore &store, net::ConnectionSettings &settings)
{
    QJsonObject open;
    for (const net::SettingField &field : systems::allFields())
        open.insert(field.key, store.text(prefix + field.key, {}));
    takeOpenSettings(open, settings);
}

} // namespace topicscope::app
