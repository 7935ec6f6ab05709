// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/eventloop.h"
#include "base/utf8.h"
#include "brokercommand.h"
#include "checkcommand.h"
#include "dryruncommand.h"
#include "observecommand.h"
#include "profilescommand.h"
#include "pubcommand.h"
#include "runcommand.h"
#include "script/scriptengine.h"
#include "tailcommand.h"
#include "terminal.h"

#include <QCoreApplication>

#include <cstring>

using namespace topicscope::cli;

namespace {

struct Command {
    const char *name;
    const char *summary;
    int (*function)(const QStringList &arguments);
};

constexpr Command commands[] = {
    {"tail", "print messages as they come", tail},
    {"pub", "publish messages", publish},
    {"run", "run handlers and acknowledge what they handled", runHandlers},
    {"check", "check scripts without running them on messages", checkScripts},
    {"dry-run", "run a script over messages of a file, and compare two versions", dryRunScript},
    {"observe", "watch who consumes what, and how fast, without subscribing", observe},
    {"profiles", "list, save and remove connections by name", manageProfiles},
    {"broker", "serve the publish/subscribe contract on this machine", serveBroker},
};

QByteArray usage()
{
    QByteArray text =
        "Usage: topicscope-cli COMMAND [OPTIONS]\n\nWatches and debugs publish/subscribe systems.\n\nCommands:\n";
    for (const Command &command : commands)
        text += "  " + QByteArray(command.name).leftJustified(9) + command.summary + '\n';
    text += "\nOptions:\n  --help     this text; COMMAND --help tells the options of a command\n  --version  the "
            "version\n\n"
            "Exit codes: 0 success, 1 failure, 2 wrong usage, 3 cannot connect, 4 connection lost for good";
    return text;
}

} // namespace

int main(int argc, char *argv[])
{
    topicscope::base::preferQtsEventLoop();
    topicscope::script::prepareScriptEngines();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("topicscope-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TOPICSCOPE_VERSION));
    installMessageHandler();

    // Qt would replace such bytes, and what is sent or looked for would not be what was meant.
    for (int i = 1; i < argc; ++i) {
        if (topicscope::base::validUtf8Prefix(argv[i]) < std::strlen(argv[i])) {
            printError(
                QStringLiteral(
                    "argument %1 is no UTF-8 text. Read it from a file or standard input where the option offers that.")
                    .arg(i));
            return Usage;
        }
    }
    QStringList arguments = QCoreApplication::arguments();
    const QString wanted = arguments.value(1);
    if (wanted == QLatin1String("--help") || wanted == QLatin1String("-h")) {
        printLine(usage());
        return Success;
    }
    if (wanted == QLatin1String("--version") || wanted == QLatin1String("-v")) {
        printLine("topicscope-cli " TOPICSCOPE_VERSION);
        return Success;
    }
    for (const Command &command : commands) {
        if (wanted == QLatin1String(command.name)) {
            arguments.removeFirst();
            const int exitCode = command.function(arguments);
            return hasOutputFailed() ? Failure : exitCode;
        }
    }
    printError(wanted.isEmpty() ? QStringLiteral("a command is missing. Try --help.")
                                : QStringLiteral("there is no command \"%1\". Try --help.").arg(wanted));
    return Usage;
}
