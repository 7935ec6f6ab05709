// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/eventloop.h"
#include "base/terminationsignals.h"
#include "script/scriptengine.h"
#include "startconfig.h"
#include "window.h"

#include <QApplication>
#include <QIcon>
#include <QJsonDocument>
#include <QTextStream>

#include <cstdio>

using namespace topicscope;

namespace {

constexpr int failed = 1;
constexpr int wrongUsage = 2;

int fail(const QString &text, int code)
{
    QTextStream(stderr) << "topicscope: " << text << '\n';
    return code;
}

base::Result<client::ClientConfig> configOfProfile(const QString &name)
{
    session::ProfileStore store;
    QStringList missing;
    auto config = app::profileConfig(QProcessEnvironment::systemEnvironment(), store, name, missing);
    if (!missing.isEmpty())
        QTextStream(stderr) << "topicscope: not in the keychain, to be given again under Advanced: "
                            << missing.join(QStringLiteral(", ")) << '\n';
    return config;
}

//! What the command line says wins over a profile, the environment and the last run.
base::Result<client::ClientConfig> withOptions(client::ClientConfig config, const app::Options &options)
{
    if (!options.url.isEmpty()) {
        const auto url = systems::parseUrl(options.url);
        if (!url)
            return tl::unexpected(url.error());
        config.connection.url = *url;
    }
    if (!options.consumer.isEmpty())
        config.connection.consumer = options.consumer;
    if (!options.topics.isEmpty())
        config.topics = options.topics;
    return config;
}

int run(const app::Options &options)
{
    // What new sessions begin with: nothing that is for one server alone.
    const app::SettingsStore last(app::SettingsStore::Lifetime::Persistent);
    const auto blank = app::startConfig(QProcessEnvironment::systemEnvironment(), last);
    if (!blank)
        return fail(blank.error().text, failed);
    auto config = options.profile.isEmpty() ? blank : configOfProfile(options.profile);
    if (config)
        config = withOptions(std::move(*config), options);
    if (!config)
        return fail(config.error().text, failed);

    app::Window window(options, options.profile.isEmpty() ? *config : *blank);
    app::Workspace &workspace = window.workspace();
    if (options.demo) {
        const auto opened = workspace.startDemo(
            options.consumer.isEmpty() ? QStringLiteral("topicscope") : options.consumer,
            options.topics.isEmpty() ? QStringList{QStringLiteral("*")} : options.topics);
        if (!opened)
            return fail(opened.error().text, failed);
    }
    if (const auto opened = window.open(); !opened)
        return fail(opened.error().text, failed);
    QObject::connect(&window, &app::Window::screenshotFinished, qApp, [](const std::optional<base::Error> &error) {
        QCoreApplication::exit(error ? fail(error->text, failed) : 0);
    });
    const base::TerminationSignals terminationSignals;
    QObject::connect(&terminationSignals, &base::TerminationSignals::received, &window, &app::Window::end);
    if (!options.demo && (!options.url.isEmpty() || !options.profile.isEmpty()))
        workspace.open(std::move(*config));

    const int code = QApplication::exec();
    if (options.printLedger)
        QTextStream(stdout)
            << QJsonDocument(workspace.session()->client().ledger().toJson()).toJson(QJsonDocument::Compact) << '\n';
    return code;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(QStringLiteral("Topicscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TOPICSCOPE_VERSION));
    QCoreApplication::setOrganizationName(QStringLiteral("Topicscope"));

    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto options = app::parseOptions(arguments);
    if (!options)
        return fail(options.error().text + QStringLiteral(" See topicscope --help."), wrongUsage);
    // Answered without a display.
    if (options->help || options->version) {
        const QCoreApplication application(argc, argv);
        QTextStream(stdout) << (options->help ? app::helpText()
                                              : QStringLiteral("topicscope " TOPICSCOPE_VERSION "\n"));
        return 0;
    }
    const QApplication application(argc, argv);
    base::preferQtsEventLoop();
    script::prepareScriptEngines();
    const QString id = QStringLiteral("org.topicscope.Topicscope"); // of the desktop entry and of the icon
    QGuiApplication::setDesktopFileName(id);
    QGuiApplication::setWindowIcon(QIcon::fromTheme(id));
    return run(*options);
}
