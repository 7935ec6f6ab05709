// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/eventloop.h"
#include "client/arguments.h"
#include "client/pubsubclient.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>

using namespace topicscope;

namespace {

int fail(const base::Error &error)
{
    std::fprintf(stderr, "bench_client: %s\n", qUtf8Printable(error.text));
    return 2;
}

double microseconds(std::chrono::nanoseconds duration)
{
    return static_cast<double>(duration.count()) / 1000.0;
}

QJsonObject resultOf(const client::ClientSnapshot &snapshot)
{
    quint64 calledHandlers = 0;
    for (const client::HandlerFigures &handler : snapshot.handlers)
        calledHandlers += handler.calls > 0 ? 1 : 0;
    return {
        {QStringLiteral("ledger"), snapshot.ledger.toJson()},
        {QStringLiteral("called_handlers"), static_cast<qint64>(calledHandlers)},
        {QStringLiteral("handler_p50_us"), microseconds(snapshot.handlerLatency.percentile(50))},
        {QStringLiteral("handler_p99_us"), microseconds(snapshot.handlerLatency.percentile(99))},
        {QStringLiteral("ack_p50_us"), microseconds(snapshot.ackLatency.percentile(50))},
        {QStringLiteral("ack_p99_us"), microseconds(snapshot.ackLatency.percentile(99))},
        {QStringLiteral("last_problem"), snapshot.lastProblem},
        {QStringLiteral("qt"), QString::fromLatin1(qVersion())},
    };
}

} // namespace

int main(int argc, char **argv)
{
    base::preferQtsEventLoop(); // as topicscope-cli does
    script::prepareScriptEngines();
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    bench::parseArguments(parser);
    auto config = bench::configOf(parser);
    if (!config)
        return fail(config.error());
    const base::SteadyTime begin = base::SteadyClock::now();
    client::HandlerLoader scripts(std::make_shared<script::ScriptHost>());
    auto handlers = bench::handlersOf(parser, scripts);
    if (!handlers)
        return fail(handlers.error());

    client::PubSubClient client(std::move(*config));
    if (const auto added = client.addHandlers(std::move(*handlers)); !added)
        return fail(added.error());
    const auto registration = base::SteadyClock::now() - begin;
    bool wasConnected = false;
    QObject::connect(&client, &client::PubSubClient::statusChanged, &application,
                     [&](const net::ConnectionStatus &status) {
                         wasConnected = wasConnected || status.state == net::ConnectionState::Connected;
                         if (status.state != net::ConnectionState::Disconnected)
                             return;
                         if (!wasConnected && status.error)
                             fail(*status.error);
                         QCoreApplication::exit(wasConnected ? 0 : 3);
                     });
    client.start();
    const int exitCode = QCoreApplication::exec();
    QJsonObject result = resultOf(client.snapshot());
    result.insert(QStringLiteral("registration_ms"), microseconds(registration) / 1000.0);
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    return exitCode;
}
