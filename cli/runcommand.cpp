// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runcommand.h"

#include "clientoptions.h"
#include "clientsession.h"
#include "commandline.h"
#include "client/handlerloader.h"
#include "dispatch/builtinhandlers.h"

#include <QJsonArray>
#include <QSaveFile>

namespace topicscope::cli {

namespace {

double microseconds(std::chrono::nanoseconds duration)
{
    return static_cast<double>(duration.count()) / 1000.0;
}

QJsonObject toJson(const client::HandlerFigures &handler)
{
    return {
        {QStringLiteral("name"), handler.name},
        {QStringLiteral("pattern"), handler.pattern},
        {QStringLiteral("parallel"), handler.parallel},
        {QStringLiteral("calls"), static_cast<qint64>(handler.calls)},
        {QStringLiteral("failures"), static_cast<qint64>(handler.failures)},
        {QStringLiteral("retry"), handler.retry.toString()},
        {QStringLiteral("retries"), static_cast<qint64>(handler.retries)},
        {QStringLiteral("p50_us"), microseconds(handler.latency.percentile(50))},
        {QStringLiteral("p99_us"), microseconds(handler.latency.percentile(99))},
        {QStringLiteral("max_us"), microseconds(handler.latency.max())},
        {QStringLiteral("last_error"), handler.lastError},
    };
}

void report(const client::ClientSnapshot &snapshot, bool json)
{
    if (!json) {
        for (const client::HandlerFigures &handler : snapshot.handlers) {
            printLine(QStringLiteral("%1 on %2: %3 calls, %4 failures, p50 %5 us, p99 %6 us, max %7 us")
                          .arg(handler.name, handler.pattern)
                          .arg(handler.calls)
                          .arg(handler.failures)
                          .arg(microseconds(handler.latency.percentile(50)), 0, 'f', 1)
                          .arg(microseconds(handler.latency.percentile(99)), 0, 'f', 1)
                          .arg(microseconds(handler.latency.max()), 0, 'f', 1)
                          .toUtf8());
        }
        printLedgerNote(snapshot.ledger, false);
        return;
    }
    QJsonArray handlers;
    for (const client::HandlerFigures &handler : snapshot.handlers)
        handlers.append(toJson(handler));
    printJson({
        {QStringLiteral("ledger"), snapshot.ledger.toJson()},
        {QStringLiteral("handlers"), handlers},
        {QStringLiteral("ack_p50_us"), microseconds(snapshot.ackLatency.percentile(50))},
        {QStringLiteral("ack_p99_us"), microseconds(snapshot.ackLatency.percentile(99))},
        {QStringLiteral("duplicate_hits"), static_cast<qint64>(snapshot.filter.hits)},
    });
}

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
    const auto window = numberOf(parser, QStringLiteral("idempotence"), 0, 1, dispatch::DispatchSettings::maxIdempotenceWindow);
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

    const QString overflow = parser.value(QStringLiteral("overflow"));
    if (overflow == QLatin1String("drop-newest") || overflow == QLatin1String("drop"))
        settings.overflow = dispatch::OverflowPolicy::DropNewest;
    else if (overflow == QLatin1String("drop-oldest"))
        settings.overflow = dispatch::OverflowPolicy::DropOldest;
    else if (overflow != QLatin1String("block"))
        return base::failure(base::ErrorCode::InvalidArgument, QStringLiteral("--overflow is \"%1\", but has to be block, drop-newest or drop-oldest.").arg(overflow));
    return {};
}

base::Result<std::vector<dispatch::HandlerSpec>> handlersOf(const QCommandLineParser &parser, client::HandlerLoader &loader)
{
    std::vector<dispatch::HandlerSpec> specs;
    for (const QString &text : parser.values(QStringLiteral("handler"))) {
        auto spec = loader.load(text, parser.isSet(QStringLiteral("parallel")));
        if (!spec)
            return tl::unexpected(spec.error());
        specs.push_back(std::move(*spec));
    }
    if (specs.empty())
        return base::failure(base::ErrorCode::InvalidArgument, QStringLiteral("No handler is given. Add one, such as --handler '*=builtin:count'."));
    return specs;
}

} // namespace

int runHandlers(const QStringList &arguments)
{
    QCommandLineParser parser;
    QString builtins;
    for (const dispatch::BuiltinInfo &info : dispatch::builtinHandlers())
        builtins += QStringLiteral("\n  builtin:%1%2  %3").arg(info.name, info.argument.isEmpty() ? QString() : QLatin1Char('=') + info.argument, info.description);
    parser.setApplicationDescription(QStringLiteral("Runs handlers on what comes and acknowledges what they handled.\n"
                                                    "Ends after --duration or at Ctrl-C; the last line tells the ledger and the handlers.\n\nHandlers:")
                                     + builtins);
    addClientOptions(parser);
    parser.addOptions({
        {QStringLiteral("handler"), QStringLiteral("A handler for a topic or pattern; may be repeated. With ;retry=ATTEMPTS,FIRST,MAX,JITTER% at its end, such as "
                                                       "'*=builtin:require=total;retry=5,100ms,5s', a message that failed is handled again after a wait."), QStringLiteral("TOPIC=HANDLER")},
        {QStringLiteral("parallel"), QStringLiteral("Run each handler on every lane; messages may overtake each other.")},
        {QStringLiteral("lanes"), QStringLiteral("Handler workers (default 10)."), QStringLiteral("N")},
        {QStringLiteral("idempotence"), QStringLiteral("Filter duplicates among the latest N ids."), QStringLiteral("N")},
        {QStringLiteral("overflow"), QStringLiteral("When lanes are full: block (stop reading), drop-newest or drop-oldest."), QStringLiteral("POLICY"), QStringLiteral("block")},
        {QStringLiteral("dead-letters"), QStringLiteral("At the end, write the messages that failed for good to FILE, one line of JSON each."), QStringLiteral("FILE")},
        {QStringLiteral("duration"), QStringLiteral("End after this time (seconds, or 300ms)."), QStringLiteral("TIME")},
        {QStringLiteral("json"), QStringLiteral("The report as one line of JSON.")},
    });
    if (const auto exitCode = parse(parser, arguments))
        return *exitCode;

    auto config = clientConfigOf(parser);
    if (!config)
        return usageError(config.error());
    if (const auto read = readDispatchOptions(parser, config->dispatch); !read)
        return usageError(read.error());
    const auto host = std::make_shared<script::ScriptHost>(script::Watchdog::defaultMemoryBytes);
    client::HandlerLoader loader(host);
    auto handlers = handlersOf(parser, loader);
    if (!handlers)
        return usageError(handlers.error());
    const auto duration = durationOf(parser, QStringLiteral("duration"));
    if (!duration)
        return usageError(duration.error());

    // Opened now: a report that cannot be written should not be found out about at the end.
    QSaveFile deadLetters(parser.value(QStringLiteral("dead-letters")));
    if (parser.isSet(QStringLiteral("dead-letters")) && !deadLetters.open(QIODevice::WriteOnly)) {
        printError(QStringLiteral("Cannot write to \"%1\": %2.").arg(deadLetters.fileName(), deadLetters.errorString()));
        return Failure;
    }

    // The report needs counts, not messages: a small store is enough.
    config->storeMaxBytes = 1024 * 1024;
    ClientSession session(std::move(*config), {.duration = *duration, .waitForServer = parser.isSet(QStringLiteral("wait"))});
    client::publishThrough(session.client(), *host);
    if (const auto added = session.client().addHandlers(std::move(*handlers)); !added)
        return usageError(added.error());
    int exitCode = session.run();
    if (deadLetters.isOpen() && !writeDeadLetters(deadLetters, session.client()) && exitCode == Success)
        exitCode = Failure;
    report(session.client().snapshot(), parser.isSet(QStringLiteral("json")));
    return exitCode;
}

} // namespace topicscope::cli
