// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/registry.h"

#include "net/serverurl.h"
#include "systems/socketio/socketiosystem.h"

#include <QCoreApplication>

#include <algorithm>

namespace topicscope::systems {

using base::Result;
using net::ConnectionSettings;
using net::SettingField;
using net::SettingFields;
using net::System;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::systems", text);
}

// What every system has.
SettingFields commonFields()
{
    SettingField url{.key = QStringLiteral("url"),
                     .secrecy = SettingField::Secrecy::Partly,
                     .scope = SettingField::Scope::Request,
                     .label = translated("Server URL"),
                     .help = translated("Server to connect to"),
                     .option = QStringLiteral("url"),
                     .valueName = QStringLiteral("URL"),
                     .variable = QStringLiteral("PUBSUB_SERVER_URL")};
    url.text = [](const ConnectionSettings &settings) { return settings.url.toString(QUrl::FullyEncoded); };
    url.openText = [](const ConnectionSettings &settings) { return net::readableUrl(settings.url); };
    url.set = [](ConnectionSettings &settings, const QString &text) {
        return parseUrl(text).map([&](const QUrl &parsed) { settings.url = parsed; });
    };
    url.holdsPassword = [](const ConnectionSettings &settings) { return !settings.url.password().isEmpty(); };
    return {url, net::bound(
                     {.key = QStringLiteral("consumer"),
                      .scope = SettingField::Scope::Subscription,
                      .label = translated("Consumer"),
                      .help = translated("Name given to the server"),
                      .option = QStringLiteral("consumer"),
                      .valueName = QStringLiteral("NAME"),
                      .variable = QStringLiteral("PUBSUB_CONSUMER_NAME")},
                     [](auto &settings) -> auto & { return settings.consumer; })};
}

std::vector<System> makeRegistry()
{
    std::vector<System> systems{socketIoSystem()};
    for (System &system : systems)
        system.fields = commonFields() + system.fields;
    return systems;
}

} // namespace

const std::vector<System> &registry()
{
    static const std::vector<System> systems = makeRegistry();
    return systems;
}

const System &systemOf(const QUrl &url)
{
    const auto found = std::find_if(registry().begin(), registry().end(),
                                    [&](const System &system) { return system.schemes.contains(url.scheme()); });
    return found == registry().end() ? registry().front() : *found;
}

const System *systemNamed(const QString &id)
{
    const auto found = std::find_if(registry().begin(), registry().end(),
                                    [&](const System &system) { return system.id == id; });
    return found == registry().end() ? nullptr : &*found;
}

const SettingFields &allFields()
{
    static const SettingFields all = [] {
        SettingFields fields;
        for (const System &system : registry()) {
            for (const SettingField &field : system.fields) {
                if (!net::fieldOf(fields, field.key))
                    fields << field;
            }
        }
        return fields;
    }();
    return all;
}

QString exampleUrl(const System &system)
{
    return QStringLiteral("%1://127.0.0.1:%2").arg(system.schemes.front()).arg(system.defaultPort);
}

Result<QUrl> parseUrl(const QString &text)
{
    QStringList schemes;
    for (const System &system : registry())
        schemes << system.schemes;
    return net::parseServerUrl(text, schemes, exampleUrl(registry().front()));
}

Result<void> overlayEnvironment(const QProcessEnvironment &environment, ConnectionSettings &settings)
{
    // The URL first, which says what system's variables are meant.
    return net::overlayEnvironment(environment, commonFields(), settings).and_then([&] {
        return net::overlayEnvironment(environment, systemOf(settings.url).fields, settings);
    });
}

} // namespace topicscope::systems
