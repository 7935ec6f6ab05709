// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "brokercommand.h"

#include "base/terminationsignals.h"
#include "broker/broker.h"
#include "commandline.h"
#include "terminal.h"

#include <QCoreApplication>
#include <QTimer>

namespace topicscope::cli {

namespace {

QJsonObject toJson(const broker::BrokerCounts &counts)
{
    const auto number = [](quint64 value) { return static_cast<qint64>(value); };
    return {
        {QStringLiteral("published"), number(counts.published)},
        {QStringLiteral("delivered"), number(counts.delivered)},
        {QStringLiteral("consumed"), number(counts.consumed)},
        {QStringLiteral("refused"), number(counts.refused)},
        {QStringLiteral("slowClients"), number(counts.slowClients)},
    };
}

base::Result<broker::BrokerSettings> settingsOf(const QCommandLineParser &parser)
{
    broker::BrokerSettings settings;
    const auto port = numberOf(parser, QStringLiteral("port"), 5000, 0, 65535);
    if (!port)
        return tl::unexpected(port.error());
    settings.port = static_cast<quint16>(*port);
    if (!settings.address.setAddress(parser.value(QStringLiteral("host")))) {
        return base::failure(base::ErrorCode::InvalidArgument,
                             QStringLiteral("--host is \"%1\", but has to be an IP address of this machine.")
                                 .arg(parser.value(QStringLiteral("host"))));
    }
    const auto history = numberOf(parser, QStringLiteral("history"), settings.historyLimit, 0, 10'000);
    if (!history)
        return tl::unexpected(history.error());
    settings.historyLimit = static_cast<int>(*history);
    settings.demoTraffic = parser.isSet(QStringLiteral("demo"));
    return settings;
}

} // namespace

int serveBroker(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Serves the publish/subscribe contract (Socket.IO and HTTP) until Ctrl-C."));
    parser.addOptions({
        {QStringLiteral("port"), QStringLiteral("Port to listen on; 0 for any free one (default 5000)."),
         QStringLiteral("PORT")},
        {QStringLiteral("host"), QStringLiteral("Address to listen on (default 127.0.0.1, this machine only)."),
         QStringLiteral("ADDRESS"), QStringLiteral("127.0.0.1")},
        {QStringLiteral("history"), QStringLiteral("Messages and consumptions kept for GET (default 1000)."),
         QStringLiteral("N")},
        {QStringLiteral("demo"), QStringLiteral("Publish demo traffic.")},
        {QStringLiteral("duration"), QStringLiteral("End after this time (seconds, or 300ms)."),
         QStringLiteral("TIME")},
        {QStringLiteral("json"), QStringLiteral("The URL, and at the end the counts, as lines of JSON.")},
    });
    if (const auto exitCode = parse(parser, arguments))
        return *exitCode;
    const auto settings = settingsOf(parser);
    if (!settings)
        return usageError(settings.error());
    const auto duration = durationOf(parser, QStringLiteral("duration"));
    if (!duration)
        return usageError(duration.error());

    broker::Broker broker(*settings);
    const auto url = broker.start();
    if (!url) {
        printError(url.error().text);
        return Failure;
    }
    const bool json = parser.isSet(QStringLiteral("json"));
    if (json)
        printJson({{QStringLiteral("url"), url->toString()}});
    else
        printLine(QStringLiteral("Serving at %1").arg(url->toString()).toUtf8());

    base::TerminationSignals signalWatcher;
    QObject::connect(&signalWatcher, &base::TerminationSignals::received, qApp,
                     [] { QCoreApplication::exit(Success); });
    if (*duration)
        QTimer::singleShot(**duration, qApp, [] { QCoreApplication::exit(Success); });
    const int exitCode = QCoreApplication::exec();
    const broker::BrokerCounts counts = broker.counts();
    broker.stop();
    if (json)
        printJson({{QStringLiteral("counts"), toJson(counts)}});
    else
        printNote(QStringLiteral("%1 published, %2 delivered, %3 consumed, %4 refused")
                      .arg(counts.published)
                      .arg(counts.delivered)
                      .arg(counts.consumed)
                      .arg(counts.refused));
    return exitCode;
}

} // namespace topicscope::cli
