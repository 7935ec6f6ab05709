// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runcommand.h"

#include "clientoptions.h"
#include "clientsession.h"
#include "commandline.h"
#include "client/handlerloader.h"
#include "client/scriptwatcher.h"
#include "dispatch/builtinhandlers.h"
#include "runreport.h"
#include "scriptoutput.h"

#include <QSaveFile>

namespace topicscope::cli {

namespace {

constexpr qint64 mebibyte = 1024 * 1024;

bool writeDeadLetters(QSaveFile &file, const client::PubSubClient &client)
{
    for (const client::DeadLetter &letter : client.deadLetters()) {
        file.write(client::toJson(letter));
        file.putChar('\n');
    }
    if (file.commit())
        return true;
    printError(QStringLiteral("Writing to \"%1\" failed: %2.").arg(file.fileName(), file.errorString()));
    return false;
}

base::Result<void> readDispatchOptions(const QCommandLineParser &parser, dispatch::DispatchSettings &settings)
{
    const auto window = numberOf(parser, QStringLiteral("idempotence"), 0, 1,
                                 dispatch::DispatchSettings::maxIdempotenceWindow);
    if (!window)
        return tl::unexpected(window.error());
    if (*window > 0) {
        settings.idempotence = true;
        settings.idempotenceWindow = static_cast<quint32>(*window);
    }
    const auto lanes = numberOf(parser, QStringLiteral("lanes"), settings.lanes, 1, 256);
    if (!lanes)
        return tl::unexpected(lanes.error());
    settings.lanes = static_cast<int>(*lanes);

    const auto memory = numberOf(parser, QStringLiteral("waiting-memory"), settings.waitingMemory / mebibyte, 1,
                                 1'048'576);
    if (!memory)
        return tl::unexpected(memory.error());
    settings.waitingMemory = *memory * mebibyte;
    const QString overflow = parser.value(QStringLiteral("overflow"));
    if (overflow == QLatin1String("drop-newest") || overflow == QLatin1String("drop"))
        settings.overflow = dispatch::OverflowPolicy::DropNewest;
    else if (overflow == QLatin1String("drop-oldest"))
        settings.overflow = dispatch::OverflowPolicy::DropOldest;
    else if (overflow != QLatin1String("block"))
        return base::failure(
            base::ErrorCode::InvalidArgument,
            QStringLiteral("--overflow is \"%1\", but has to be block, drop-newest or drop-oldest.").arg(overflow));
    return {};
}

base::Result<std::vector<dispatch::HandlerSpec>> handlersOf(const QCommandLineParser &parser,
                                                            client::HandlerLoader &loader)
{
    std::vector<dispatch::HandlerSpec> specs;
    for (const QString &text : parser.values(QStringLiteral("handler"))) {
        auto spec = loader.load(text, parser.isSet(QStringLiteral("parallel")));
        if (!spec)
            return tl::unexpected(spec.error());
        specs.push_back(std::move(*spec));
    }
    if (specs.empty())
        return base::failure(base::ErrorCode::InvalidArgument,
                             QStringLiteral("No handler is given. Add one, such as --handler '*=builtin:count'."));
    return specs;
}

//! The names under which the client knows the scripts of \a loader: in the order of the command line, as its handlers
//! are.
QStringList namesOfScripts(const QCommandLineParser &parser, const client::PubSubClient &client)
{
    QStringList names;
    const QStringList texts = parser.values(QStringLiteral("handler"));
    const client::ClientSnapshot snapshot = client.snapshot();
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (!dispatch::parseHandlerText(texts.at(i))->isBuiltin())
            names << snapshot.handlers[static_cast<std::size_t>(i)].name;
    }
    return names;
}

} // namespace

int runHandlers(const QStringList &arguments)
{
    QCommandLineParser parser;
    QString builtins;
    for (const dispatch::BuiltinInfo &info : dispatch::builtinHandlers())
        builtins += QStringLiteral("\n  builtin:%1%2  %3")
                        .arg(info.name, info.argument.isEmpty() ? QString() : QLatin1Char('=') + info.argument,
                             info.description);
    parser.setApplicationDescription(QStringLiteral("Runs handlers on what comes and acknowledges what they handled.\n"
                                                    "Ends after --duration, at Ctrl-C or when the terminal closes; the "
                                                    "last line tells the ledger and the handlers.\n\nHandlers:")
                                     + builtins
                                     + QStringLiteral("\n  FILE.js  A script with function onMessage(msg, ctx). What "
                                                      "it prints goes to stderr; a changed file takes over "
                                                      "while it runs."));
    addClientOptions(parser);
    parser.addOptions({
        {QStringLiteral("handler"),
         QStringLiteral(
             "A handler for a topic or pattern; may be repeated. With ;retry=ATTEMPTS,FIRST,MAX,JITTER% at its end, "
             "such as "
             "'*=builtin:require=total;retry=5,100ms,5s', a message that failed is handled again after a wait."),
         QStringLiteral("TOPIC=HANDLER")},
        {QStringLiteral("parallel"),
         QStringLiteral("Run each handler on every lane; messages may overtake each other.")},
        {QStringLiteral("lanes"), QStringLiteral("Handler workers (default 10)."), QStringLiteral("N")},
        {QStringLiteral("idempotence"), QStringLiteral("Filter duplicates among the latest N ids."),
         QStringLiteral("N")},
        {QStringLiteral("waiting-memory"),
         QStringLiteral(
             "Memory for messages that wait for a handler, a retry or their acknowledgement to leave (default 64)."),
         QStringLiteral("MIB")},
        {QStringLiteral("overflow"),
         QStringLiteral("When lanes or that memory are full: block (stop reading), drop-newest or drop-oldest."),
         QStringLiteral("POLICY"), QStringLiteral("block")},
        {QStringLiteral("timeout"),
         QStringLiteral("How long one call of a script may take (default 1000); also 250ms or 2s."),
         QStringLiteral("MS")},
        {QStringLiteral("dead-letters"),
         QStringLiteral("At the end, write the messages that failed for good to FILE, one line of JSON each."),
         QStringLiteral("FILE")},
        {QStringLiteral("duration"), QStringLiteral("End after this time (seconds, or 300ms)."),
         QStringLiteral("TIME")},
        {QStringLiteral("json"), QStringLiteral("The report as one line of JSON.")},
    });
    if (const auto exitCode = parse(parser, arguments))
        return *exitCode;

    auto config = clientConfigOf(parser);
    if (!config)
        return usageError(config.error());
    if (const net::System &system = systems::systemOf(config->connection.url);
        !system.capabilities.testFlag(net::Capability::Acknowledge))
        printNote(QStringLiteral("Servers of %1 take no acknowledgements: none is sent.").arg(system.name));
    if (const auto read = readDispatchOptions(parser, config->dispatch); !read)
        return usageError(read.error());
    const auto timeout = timeoutOf(parser, QStringLiteral("timeout"), script::ScriptEngine::defaultLimit);
    if (!timeout)
        return usageError(timeout.error());
    const auto host = std::make_shared<script::ScriptHost>(script::Watchdog::defaultMemoryBytes);
    client::HandlerLoader loader(host, {.timeout = *timeout, .pauseAfter = script::ScriptLimits().pauseAfter});
    auto handlers = handlersOf(parser, loader);
    if (!handlers)
        return usageError(handlers.error());
    const auto duration = durationOf(parser, QStringLiteral("duration"));
    if (!duration)
        return usageError(duration.error());

    // Opened now: a report that cannot be written should not be found out about at the end.
    QSaveFile deadLetters(parser.value(QStringLiteral("dead-letters")));
    if (parser.isSet(QStringLiteral("dead-letters")) && !deadLetters.open(QIODevice::WriteOnly)) {
        printError(
            QStringLiteral("Cannot write to \"%1\": %2.").arg(deadLetters.fileName(), deadLetters.errorString()));
        return Failure;
    }

    // The report needs counts, not messages: a small store is enough.
    config->storeMaxBytes = 1024 * 1024;
    auto session = std::make_unique<ClientSession>(
        std::move(*config),
        ClientSession::Limits{.duration = *duration, .waitForServer = parser.isSet(QStringLiteral("wait"))});
    client::publishThrough(session->client(), *host);
    if (const auto added = session->client().addHandlers(std::move(*handlers)); !added)
        return usageError(added.error());
    const bool json = parser.isSet(QStringLiteral("json"));
    const QStringList names = namesOfScripts(parser, session->client());
    ScriptOutput output(json);
    client::ScriptWatcher watcher;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto &binding = loader.scripts()[static_cast<std::size_t>(i)];
        output.add(binding, names.at(i));
        watcher.watch(binding);
    }
    int exitCode = session->run();
    if (deadLetters.isOpen() && !writeDeadLetters(deadLetters, session->client()) && exitCode == Success)
        exitCode = Failure;
    const client::ClientSnapshot snapshot = session->client().snapshot();
    session.reset(); // scripts are stopped with their lanes, and may print and count to the last
    output.print();
    MetricsByHandler metrics;
    for (qsizetype i = 0; i < names.size(); ++i)
        metrics.insert(names.at(i), loader.scripts()[static_cast<std::size_t>(i)]->metrics().figures());
    printReport(snapshot, metrics, json);
    return exitCode;
}

} // namespace topicscope::cli
