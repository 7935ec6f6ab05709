// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/echoservice.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>

#include <cstdio>
#include <optional>

#include <unistd.h>

namespace {

using topicscope::test::EchoService;

constexpr int badUsage = 2;
constexpr int maxRunningTime = 24 * 3'600; // seconds

std::optional<int> numberOf(const QCommandLineParser &parser, const QString &option, int low, int high)
{
    bool ok = false;
    const int number = parser.value(option).toInt(&ok);
    if (ok && number >= low && number <= high)
        return number;
    std::fprintf(stderr, "echoserver: --%s takes a number from %d to %d\n", qPrintable(option), low, high);
    return std::nullopt;
}

//! Ends the program once nobody holds the other end of its standard input any more.
void endWithInput(QCoreApplication &application)
{
    auto *input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, &application);
    QObject::connect(input, &QSocketNotifier::activated, &application, [input] {
        char bytes[256];
        if (::read(STDIN_FILENO, bytes, sizeof bytes) > 0)
            return;
        input->setEnabled(false);
        QCoreApplication::quit();
    });
}

} // namespace

//! The echo service as a program, for test suites that are programs of their own.
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("echoserver"));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Echoes Socket.IO events at /socket.io/, or Engine.IO messages at /engine.io/, for the public "
                       "protocol test suites:\n"
                       "ping interval 300 ms, ping timeout 200 ms, at most 1,000,000 bytes, connect timeout 1 s. It "
                       "listens on loopback only.\n"
                       "The first line on standard output is {\"url\":\"http://127.0.0.1:PORT\"}."));
    parser.addHelpOption();
    parser.addOptions({
        {QStringLiteral("port"), QStringLiteral("Listen on <number>; 0, the default, takes any free port."),
         QStringLiteral("number"), QStringLiteral("0")},
        {QStringLiteral("engine-only"), QStringLiteral("Speak Engine.IO alone, at /engine.io/.")},
        {QStringLiteral("max-seconds"), QStringLiteral("End after <number> seconds, 600 by default."),
         QStringLiteral("number"), QStringLiteral("600")},
        {QStringLiteral("until-input-ends"),
         QStringLiteral("End when standard input is closed too, and so with the program that holds it.")},
    });
    parser.process(application);

    const auto port = numberOf(parser, QStringLiteral("port"), 0, 65'535);
    const auto seconds = numberOf(parser, QStringLiteral("max-seconds"), 1, maxRunningTime);
    if (!port || !seconds)
        return badUsage;

    EchoService service(parser.isSet(QStringLiteral("engine-only")) ? EchoService::Layer::EngineOnly
                                                                    : EchoService::Layer::SocketIo);
    const auto url = service.listen(static_cast<quint16>(*port));
    if (!url) {
        std::fprintf(stderr, "echoserver: %s\n", qPrintable(url.error().text));
        return EXIT_FAILURE;
    }
    std::printf("{\"url\":\"%s\"}\n", qPrintable(url->toString()));
    std::fflush(stdout);

    QTimer::singleShot(std::chrono::seconds(*seconds), &application, &QCoreApplication::quit);
    if (parser.isSet(QStringLiteral("until-input-ends")))
        endWithInput(application);
    return QCoreApplication::exec();
}
