// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientoptions.h"

#include "commandline.h"
#include "net/settingoption.h"
#include "session/profilestore.h"
#include "terminal.h"

namespace topicscope::cli {

using net::ConnectionSettings;
using net::SettingField;
using Scope = SettingField::Scope;

namespace {

bool isOffered(const SettingField &field, Scope scope)
{
    return !field.option.isEmpty() && field.scope <= scope;
}

void addOptions(QCommandLineParser &parser, Scope scope)
{
    parser.addOption(
        {QStringLiteral("profile"),
         QStringLiteral("Take what this profile says, see topicscope-cli profiles; options win over it, and "
                        "it wins over the environment."),
         QStringLiteral("NAME")});
    // Those that every command takes come first.
    for (const Scope each : {Scope::Request, Scope::Connection, Scope::Subscription}) {
        for (const SettingField &field : systems::allFields()) {
            if (field.scope == each && isOffered(field, scope))
                parser.addOption(net::optionOf(field));
        }
    }
}

base::Result<void> takeTime(const QCommandLineParser &parser, const SettingField &field, ConnectionSettings &settings)
{
    const auto time = durationOf(parser, field.option);
    if (!time)
        return tl::unexpected(time.error());
    if (const qint64 count = (*time)->count(); count >= field.smallest)
        return field.set(settings, QString::number(count));
    return base::failure(base::ErrorCode::InvalidArgument,
                         QStringLiteral("--%1 is \"%2\", but has to be at least %3ms.")
                             .arg(field.option, parser.value(field.option))
                             .arg(field.smallest));
}

base::Result<void> takeField(const QCommandLineParser &parser, const SettingField &field, ConnectionSettings &settings)
{
    if (!parser.isSet(field.option))
        return {};
    const net::System &system = systems::systemOf(settings.url);
    if (!net::fieldOf(system.fields, field.key))
        return base::failure(base::ErrorCode::InvalidArgument,
                             QStringLiteral("--%1 is not for servers of %2.").arg(field.option, system.name));
    return field.kind == SettingField::Kind::Time ? takeTime(parser, field, settings)
                                                  : net::takeOption(field, parser.value(field.option), settings);
}

//! A profile that was asked for, and why its secrets are not there.
struct TakenProfile {
    session::Profile profile;
    std::optional<base::Error> why;
};

base::Result<TakenProfile> takeProfile(const QString &name, client::ClientConfig &config)
{
    session::ProfileStore store;
    const auto found = store.load(name);
    if (!found)
        return tl::unexpected(found.error());
    auto [profile, why] = session::unlocked(store, *found);
    return profile.applyTo(config).map([&] { return TakenProfile{profile, why}; });
}

void noteMissing(const TakenProfile &taken, const client::ClientConfig &config)
{
    if (const QStringList missing = taken.profile.missingSecrets(config.connection); !missing.isEmpty())
        printNote(
            QStringLiteral("Not in the keychain, to be given again: %1 (profile \"%2\"). %3")
                .arg(missing.join(QStringLiteral(", ")), taken.profile.name, taken.why ? taken.why->text : QString())
                .trimmed());
}

base::Result<client::ClientConfig> configOf(const QCommandLineParser &parser, Scope scope)
{
    auto config = client::ClientConfig::fromEnvironment(QProcessEnvironment::systemEnvironment());
    if (!config)
        return config;
    std::optional<TakenProfile> profile;
    if (parser.isSet(QStringLiteral("profile"))) {
        auto taken = takeProfile(parser.value(QStringLiteral("profile")), *config);
        if (!taken)
            return tl::unexpected(taken.error());
        profile = *std::move(taken);
    }
    for (const SettingField &field : systems::allFields()) { // the URL first, which tells the system
        if (!isOffered(field, scope))
            continue;
        if (const auto taken = takeField(parser, field, config->connection); !taken)
            return tl::unexpected(taken.error());
    }
    if (const auto usable = systems::systemOf(config->connection.url).validate(config->connection); !usable)
        return tl::unexpected(usable.error());
    if (profile)
        noteMissing(*profile, *config);
    return config;
}

} // namespace

void addServerOptions(QCommandLineParser &parser)
{
    addOptions(parser, Scope::Request);
}

void addConnectionOptions(QCommandLineParser &parser)
{
    addOptions(parser, Scope::Connection);
}

void addClientOptions(QCommandLineParser &parser)
{
    addOptions(parser, Scope::Subscription);
    parser.addOption({QStringLiteral("topic"),
                      QStringLiteral("Topic to subscribe to; * for all; may be repeated (PUBSUB_TOPICS; default *)."),
                      QStringLiteral("TOPIC")});
}

base::Result<client::ClientConfig> serverConfigOf(const QCommandLineParser &parser)
{
    return configOf(parser, Scope::Request);
}

base::Result<client::ClientConfig> connectionConfigOf(const QCommandLineParser &parser)
{
    return configOf(parser, Scope::Connection);
}

base::Result<client::ClientConfig> clientConfigOf(const QCommandLineParser &parser)
{
    auto config = configOf(parser, Scope::Subscription);
    if (!config)
        return config;
    if (parser.isSet(QStringLiteral("topic")))
        config->topics = parser.values(QStringLiteral("topic"));
    if (config->topics.isEmpty())
        config->topics << QStringLiteral("*");
    return config;
}

} // namespace topicscope::cli
