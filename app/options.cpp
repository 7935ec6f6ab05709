// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "options.h"

#include "net/settingoption.h"
#include "systems/registry.h"
#include "panels/viewregistry.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>

namespace topicscope::app {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Options", text);
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(tr("Monitor and debug publish/subscribe systems."));
    parser.addOptions({
        {QStringLiteral("demo"), tr("Start a server with example traffic in this program and connect to it.")},
        net::optionOf(*net::fieldOf(systems::allFields(), QStringLiteral("url"))),
        net::optionOf(*net::fieldOf(systems::allFields(), QStringLiteral("consumer"))),
        {QStringLiteral("profile"), tr("Connect as this profile says; the options above and below win over it."),
         QStringLiteral("NAME")},
        {QStringLiteral("topic"), tr("Topic to subscribe to, * for all; may be given several times."),
         QStringLiteral("TOPIC")},
        {QStringLiteral("theme"), tr("Colours: light, dark or system."), QStringLiteral("THEME")},
        {QStringLiteral("size"), tr("Size of the window, such as 1280x800."), QStringLiteral("WxH")},
        {QStringLiteral("panel"),
         tr("Panel or page to open: %1.").arg((Panels::ids() + Pages::ids()).join(QStringLiteral(", "))),
         QStringLiteral("PANEL")},
        {QStringLiteral("screenshot"), tr("Select a message, save a picture of the window to FILE (PNG) and exit."),
         QStringLiteral("FILE")},
        {QStringLiteral("after"), tr("Seconds from the start to the screenshot (5)."), QStringLiteral("SECONDS")},
        {QStringLiteral("print-ledger"),
         tr("Print the ledger of the session that is shown as one line of JSON at the end.")},
        {{QStringLiteral("h"), QStringLiteral("help")}, tr("Show this help.")},
        {{QStringLiteral("v"), QStringLiteral("version")}, tr("Show the version.")},
    });
}

base::Result<QSize> parseSize(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{2,5})x(\\d{2,5})$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return base::failure(base::ErrorCode::InvalidArgument,
                             tr("--size takes a width and a height such as 1280x800, not \"%1\".").arg(text));
    return QSize(match.captured(1).toInt(), match.captured(2).toInt());
}

base::Result<void> checkChoice(const QString &option, const QString &value, const QStringList &choices)
{
    if (value.isEmpty() || choices.contains(value))
        return {};
    return base::failure(base::ErrorCode::InvalidArgument,
                         tr("--%1 takes %2, not \"%3\".").arg(option, choices.join(QStringLiteral(", ")), value));
}

} // namespace

base::Result<Options> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return base::failure(base::ErrorCode::InvalidArgument, parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return base::failure(base::ErrorCode::InvalidArgument,
                             tr("Unexpected argument \"%1\".").arg(parser.positionalArguments().constFirst()));

    Options options;
    options.demo = parser.isSet(QStringLiteral("demo"));
    options.printLedger = parser.isSet(QStringLiteral("print-ledger"));
    options.help = parser.isSet(QStringLiteral("help"));
    options.version = parser.isSet(QStringLiteral("version"));
    options.url = parser.value(QStringLiteral("url"));
    options.profile = parser.value(QStringLiteral("profile"));
    options.consumer = parser.value(QStringLiteral("consumer"));
    options.topics = parser.values(QStringLiteral("topic"));
    options.theme = parser.value(QStringLiteral("theme"));
    options.panel = parser.value(QStringLiteral("panel"));
    options.screenshot = parser.value(QStringLiteral("screenshot"));

    if (options.demo && !options.url.isEmpty())
        return base::failure(base::ErrorCode::InvalidArgument, tr("--demo brings its own server: leave --url out."));
    if (options.demo && !options.profile.isEmpty())
        return base::failure(base::ErrorCode::InvalidArgument,
                             tr("--demo brings its own server: leave --profile out."));
    if (!options.url.isEmpty()) {
        net::ConnectionSettings settings;
        const net::SettingField &field = *net::fieldOf(systems::allFields(), QStringLiteral("url"));
        if (const auto taken = net::takeOption(field, options.url, settings); !taken)
            return tl::unexpected(taken.error());
    }
    if (const auto theme = checkChoice(QStringLiteral("theme"), options.theme,
                                       {QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("system")});
        !theme)
        return tl::unexpected(theme.error());
    const QStringList panels = Panels::ids() + Pages::ids();
    if (const auto panel = checkChoice(QStringLiteral("panel"), options.panel, panels); !panel)
        return tl::unexpected(panel.error());
    if (parser.isSet(QStringLiteral("size"))) {
        const auto size = parseSize(parser.value(QStringLiteral("size")));
        if (!size)
            return tl::unexpected(size.error());
        options.size = *size;
    }
    if (parser.isSet(QStringLiteral("after"))) {
        bool ok = false;
        const double seconds = parser.value(QStringLiteral("after")).toDouble(&ok);
        if (!ok || !(seconds >= 0.0) || seconds > 86'400.0)
            return base::failure(
                base::ErrorCode::InvalidArgument,
                tr("--after takes seconds from 0 to 86400, not \"%1\".").arg(parser.value(QStringLiteral("after"))));
        options.after = std::chrono::milliseconds(static_cast<qint64>(seconds * 1000.0));
    }
    return options;
}

QString helpText()
{
    QCommandLineParser parser;
    describe(parser);
    return parser.helpText();
}

} // namespace topicscope::app
