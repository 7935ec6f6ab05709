// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/broker.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>

#include <cstdio>
#include <unistd.h>

//! Nothing but the embedded broker, with what the tests want to set. Prints its URL as JSON and ends with its standard input.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption ping(QStringLiteral("ping"), QStringLiteral("Heartbeat interval and timeout."), QStringLiteral("ms"), QStringLiteral("25000"));
    const QCommandLineOption demo(QStringLiteral("demo"), QStringLiteral("With demo traffic."));
    parser.addOptions({ping, demo});
    parser.process(application);

    topicscope::broker::BrokerSettings settings;
    settings.pingInterval = settings.pingTimeout = std::chrono::milliseconds(parser.value(ping).toInt());
    settings.demoTraffic = parser.isSet(demo);
    topicscope::broker::Broker broker(settings);
    const auto url = broker.start();
    if (!url) {
        std::fprintf(stderr, "%s\n", qPrintable(url.error().text));
        return 1;
    }
    const QJsonObject line{{QStringLiteral("url"), url->toString()}};
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);

    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, [&application] {
        char byte = 0;
        if (::read(STDIN_FILENO, &byte, 1) <= 0)
            application.quit();
    });
    return application.exec();
}
