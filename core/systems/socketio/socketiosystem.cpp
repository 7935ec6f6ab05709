// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/socketiosystem.h"

#include "net/access.h"
#include "net/serverurl.h"
#include "net/sharedfields.h"
#include "systems/socketio/socketioobserving.h"

#include <QCoreApplication>

namespace topicscope::systems {

using base::Result;
using net::ConnectionSettings;
using net::SettingField;
using Group = SettingField::Group;
using Kind = SettingField::Kind;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::systems", text);
}

SettingField transportField()
{
    return net::bound(
        {.key = QStringLiteral("transport"),
         .kind = Kind::Choice,
         .group = Group::Connection,
         .label = translated("Transport"),
         .help = translated("auto (WebSocket, else polling), websocket, polling, or upgrade (from polling)"),
         .option = QStringLiteral("transport"),
         .valueName = QStringLiteral("NAME"),
         .variable = QStringLiteral("TOPICSCOPE_TRANSPORT"),
         .choices = {{QStringLiteral("auto"), translated("Automatic"), {}},
                     {QStringLiteral("websocket"), translated("WebSocket only"), translated("WebSocket only")},
                     {QStringLiteral("polling"), translated("Polling only"), translated("polling only")},
                     {QStringLiteral("upgrade"), translated("Polling with upgrade"),
                      translated("polling with upgrade")}}},
        [](auto &settings) -> auto & { return settings.transport; });
}

SettingField pathField()
{
    return net::bound(
        {.key = QStringLiteral("path"),
         .group = Group::Connection,
         .label = translated("Path"),
         .help = translated("Path of the Socket.IO server"),
         .hint = QStringLiteral("/socket.io/"),
         .option = QStringLiteral("path"),
         .valueName = QStringLiteral("PATH"),
         .variable = QStringLiteral("TOPICSCOPE_PATH"),
         .summary = [](const ConnectionSettings &settings) { return translated("path %1").arg(settings.path); }},
        [](auto &settings) -> auto & { return settings.path; });
}

SettingField namespaceField()
{
    return net::bound(
        {.key = QStringLiteral("namespace"),
         .group = Group::Connection,
         .label = translated("Namespace"),
         .help = translated("Socket.IO namespace"),
         .hint = QStringLiteral("/"),
         .option = QStringLiteral("namespace"),
         .valueName = QStringLiteral("NAME"),
         .variable = QStringLiteral("TOPICSCOPE_NAMESPACE"),
         .check = [](const ConnectionSettings &settings) -> Result<void> {
             if (settings.nsp.contains(QLatin1Char(','))) // which ends the namespace in Socket.IO's packets
                 return base::failure(base::ErrorCode::InvalidArgument, translated("A namespace cannot hold a comma."));
             return {};
         },
         .summary = [](const ConnectionSettings &settings) { return translated("namespace %1").arg(settings.nsp); }},
        [](auto &settings) -> auto & { return settings.nsp; });
}

SettingField authField()
{
    return net::bound(
        {.key = QStringLiteral("auth"),
         .kind = Kind::Lines,
         .secrecy = SettingField::Secrecy::Secret,
         .group = Group::Secrets,
         .label = translated("Auth payload"),
         .unit = translated("JSON"),
         .help = translated("JSON object for the server's auth check"),
         .hint = QStringLiteral("{\"token\": \"...\"}"),
         .option = QStringLiteral("auth-file"),
         .valueName = QStringLiteral("FILE"),
         .variable = QStringLiteral("TOPICSCOPE_AUTH"),
         .fileVariable = QStringLiteral("TOPICSCOPE_AUTH_FILE"),
         .check =
             [](const ConnectionSettings &settings) {
                 ConnectionSettings alone;
                 alone.auth = settings.auth;
                 return net::validate(alone);
             },
         .summary = [](const ConnectionSettings &) { return translated("auth payload"); }},
        [](auto &settings) -> auto & { return settings.auth; });
}

// Slashes at the end of a path mean nothing.
QStringList identify(const ConnectionSettings &settings)
{
    return net::serverOf(settings.url) + QStringList{net::trimmedPath(settings.path), settings.nsp};
}

} // namespace

net::System socketIoSystem()
{
    return {.id = QStringLiteral("socketio"),
            .name = QStringLiteral("Socket.IO"),
            .schemes = {QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("ws"), QStringLiteral("wss")},
            .defaultPort = 5000,
            .fields = net::SettingFields{transportField(), pathField(), namespaceField()} + net::sharedFields()
                      + net::SettingFields{authField(), net::headersField()},
            .capabilities = SocketIoTransport::systemCapabilities(),
            .validate = net::validate,
            .identify = identify,
            .makeTransport = [](const ConnectionSettings &settings, base::TopicRegistry &topics,
                                net::TransportListener &listener) -> std::unique_ptr<net::Transport> {
                return std::make_unique<SocketIoTransport>(settings, topics, listener);
            },
            .makePublisher = [](const ConnectionSettings &settings) -> std::unique_ptr<net::Publisher> {
                return std::make_unique<RestClient>(settings);
            },
            .makeObserving = [](const ConnectionSettings &settings, base::TopicRegistry &topics,
                                net::TransportListener &listener,
                                net::BroadcastListener &broadcasts) -> std::unique_ptr<net::Observing> {
                return std::make_unique<SocketIoObserving>(settings, topics, listener, broadcasts);
            }};
}

} // namespace topicscope::systems
