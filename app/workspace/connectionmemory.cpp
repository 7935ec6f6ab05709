// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/connectionmemory.h"

#include "systems/registry.h"

namespace topicscope::app {

namespace {

QString keyOf(const net::SettingField &field)
{
    return QStringLiteral("connection/") + field.key;
}

// What can be set in the window.
bool isRemembered(const net::SettingField &field)
{
    return field.secrecy != net::SettingField::Secrecy::Secret && field.kind != net::SettingField::Kind::Switch;
}

} // namespace

void rememberConnection(const net::ConnectionSettings &settings, SettingsStore &store)
{
    for (const net::SettingField &field : systems::systemOf(settings.url).fields) {
        if (isRemembered(field))
            store.setText(keyOf(field), net::openTextOf(field, settings));
    }
}

void recallConnection(const SettingsStore &store, net::ConnectionSettings &settings)
{
    for (const net::SettingField &field : systems::allFields()) {
        const QString text = store.text(keyOf(field), {});
        // What is not to be read any more stays as it is.
        if (isRemembered(field) && !text.trimmed().isEmpty())
            static_cast<void>(field.set(settings, text));
    }
}

} // namespace topicscope::app
