// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "profilescommand.h"

#include "clientoptions.h"
#include "commandline.h"
#include "session/profilestore.h"
#include "table.h"
#include "terminal.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace topicscope::cli {

namespace {

using session::Profile;
using session::ProfileStore;

int fail(const base::Error &error)
{
    printError(error.text);
    return Failure;
}

//! Without what is secret: the profiles' file holds none of it.
QJsonObject jsonOf(const Profile &profile)
{
    QJsonObject settings;
    for (auto setting = profile.settings.begin(); setting != profile.settings.end(); ++setting)
        settings.insert(setting.key(), setting.value());
    return {{QStringLiteral("name"), profile.name},
            {QStringLiteral("system"), profile.system},
            {QStringLiteral("topics"), QJsonArray::fromStringList(profile.topics)},
            {QStringLiteral("settings"), settings},
            {QStringLiteral("secrets"), QJsonArray::fromStringList(profile.secretFields)}};
}

int list(const ProfileStore &store, bool json)
{
    const auto names = store.names();
    if (!names)
        return fail(names.error());
    std::vector<QStringList> rows{
        {QStringLiteral("PROFILE"), QStringLiteral("SERVER"), QStringLiteral("CONSUMER"), QStringLiteral("TOPICS")}};
    for (const QString &name : *names) {
        const auto profile = store.load(name);
        if (!profile)
            return fail(profile.error());
        if (json)
            printJson(jsonOf(*profile));
        rows.push_back({name, profile->settings.value(QStringLiteral("url")),
                        profile->settings.value(QStringLiteral("consumer")),
                        profile->topics.join(QStringLiteral(", "))});
    }
    if (names->isEmpty())
        printNote(QStringLiteral("No profile was saved yet. Save one: topicscope-cli profiles save NAME --url URL"));
    else if (!json)
        printTable(rows, 4);
    return Success;
}

//! Runs \a ask, which calls what it is given, now or later, with the exit code.
int await(const std::function<void(std::function<void(int)>)> &ask)
{
    // Queued, so that the loop runs by then.
    QMetaObject::invokeMethod(
        qApp, [&ask] { ask([](int code) { QCoreApplication::exit(code); }); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

int save(ProfileStore &store, const QString &name, const QCommandLineParser &parser)
{
    const auto config = clientConfigOf(parser);
    if (!config)
        return usageError(config.error());
    if (const auto named = session::validateProfileName(name); !named)
        return usageError(named.error());
    return await([&](const std::function<void(int)> &end) {
        store.save(Profile::of(name, *config), [end](const base::Result<std::optional<base::Error>> &notKept) {
            if (!notKept)
                return end(fail(notKept.error()));
            if (*notKept)
                printNote(QStringLiteral("The profile is saved without its secrets, which have to be given again: %1")
                              .arg((*notKept)->text));
            end(Success);
        });
    });
}

int remove(ProfileStore &store, const QString &name)
{
    return await([&](const std::function<void(int)> &end) {
        store.remove(name,
                     [end](const base::Result<void> &removed) { end(removed ? Success : fail(removed.error())); });
    });
}

} // namespace

int manageProfiles(const QStringList &arguments)
{
    const QString operands = QStringLiteral("[list | save NAME | remove NAME]");
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Keeps connections by name, for --profile. \"save\" takes what the options and the environment say. What is\n"
        "secret goes to the keychain of the system, never into the file; where there is no keychain, it is not kept."));
    addClientOptions(parser);
    parser.addOption({QStringLiteral("json"), QStringLiteral("List one JSON object a line, with all settings.")});
    if (const auto exitCode = parse(parser, arguments, operands))
        return *exitCode;
    const QStringList words = parser.positionalArguments();
    const QString wanted = words.value(0, QStringLiteral("list"));
    ProfileStore store;
    if (wanted == QLatin1String("list") && words.size() <= 1)
        return list(store, parser.isSet(QStringLiteral("json")));
    if (wanted == QLatin1String("save") && words.size() == 2)
        return save(store, words.at(1), parser);
    if (wanted == QLatin1String("remove") && words.size() == 2)
        return remove(store, words.at(1));
    return usageError({base::ErrorCode::InvalidArgument,
                       QStringLiteral("Say what to do with which profile: list, save NAME or remove NAME.")});
}

} // namespace topicscope::cli
