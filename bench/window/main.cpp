// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/eventloop.h"
#include "dispatch/builtinhandlers.h"
#include "script/scriptengine.h"
#include "window.h"
#include "window/tour.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QJsonDocument>
#include <QQuickWindow>

#include <cstdio>

using namespace topicscope;

namespace {

void parseArguments(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        QStringLiteral("The window as the program builds it, with probes inside. Prints what it measured as JSON."));
    parser.addHelpOption();
    parser.addOptions(
        {{QStringLiteral("url"), QStringLiteral("connect there; without it the window is at rest"),
          QStringLiteral("URL")},
         {QStringLiteral("seconds"), QStringLiteral("at each place"), QStringLiteral("S"), QStringLiteral("10")},
         {QStringLiteral("messages"), QStringLiteral("that the server will send"), QStringLiteral("N"),
          QStringLiteral("0")},
         {QStringLiteral("fill"), QStringLiteral("messages after which the store has to be full"), QStringLiteral("N"),
          QStringLiteral("0")},
         {QStringLiteral("topics"), QStringLiteral("that come; watch the tree take them, and nothing else"),
          QStringLiteral("N")},
         {QStringLiteral("store"), QStringLiteral("bound of the store"), QStringLiteral("MIB"), QStringLiteral("64")}});
    parser.process(*QCoreApplication::instance());
}

int fail(const QString &text)
{
    std::fprintf(stderr, "bench_window: %s\n", qUtf8Printable(text));
    return 1;
}

void print(const QJsonObject &result)
{
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

void play(QQuickWindow &window, app::ClientController &controller, const QCommandLineParser &parser)
{
    bench::Tour tour(window, controller);
    QJsonObject result{{QStringLiteral("qt"), QLatin1String(qVersion())}};
    const std::chrono::seconds seconds(parser.value(QStringLiteral("seconds")).toInt());
    result.insert(QStringLiteral("first_frame_ms"), static_cast<qint64>(tour.awaitFirstFrame().count()));
    if (!parser.isSet(QStringLiteral("url"))) {
        result.insert(QStringLiteral("rest"), tour.restFor(seconds));
        print(result);
        return;
    }
    const auto connect = [&] {
        controller.connectTo(parser.value(QStringLiteral("url")), QStringLiteral("bench"), QStringLiteral("*"));
    };
    if (parser.isSet(QStringLiteral("topics"))) {
        result.insert(QStringLiteral("tree"), tour.takeTopics(parser.value(QStringLiteral("topics")).toInt(), connect));
    } else {
        connect();
        result.insert(QStringLiteral("store_full"), tour.warmUp(parser.value(QStringLiteral("fill")).toULongLong()));
        result.insert(QStringLiteral("visits"), tour.visitAll(seconds));
    }
    tour.awaitEnd(parser.value(QStringLiteral("messages")).toULongLong());
    result.insert(QStringLiteral("ledger"), controller.client().ledger().toJson());
    print(result);
    tour.awaitDisconnection(); // the server counts what it got first
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("Topicscope bench"));
    QCoreApplication::setOrganizationName(QStringLiteral("Topicscope"));
    const QApplication application(argc, argv);
    base::preferQtsEventLoop();
    script::prepareScriptEngines();
    QCommandLineParser parser;
    parseArguments(parser);

    client::ClientConfig config;
    config.dispatch.idempotence = true;
    if (parser.isSet(QStringLiteral("url")))
        config.connection.url = QUrl(parser.value(QStringLiteral("url"))); // which the handler is for
    config.storeMaxBytes = parser.value(QStringLiteral("store")).toULongLong() * 1024 * 1024;
    app::Options options;
    options.size = QSize(1280, 800);
    app::Window window(options, std::move(config));
    auto handler = dispatch::parseHandlerSpec(QStringLiteral("*=builtin:count"));
    if (!handler)
        return fail(handler.error().text);
    if (const auto added = window.workspace().session()->addHandler(std::move(*handler)); !added)
        return fail(added.error().text);
    if (const auto opened = window.open(); !opened)
        return fail(opened.error().text);
    auto *shown = qobject_cast<QQuickWindow *>(QGuiApplication::topLevelWindows().value(0));
    if (!shown)
        return fail(QStringLiteral("there is no window"));
    play(*shown, *window.workspace().session(), parser);
    return 0;
}
