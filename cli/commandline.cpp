// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "commandline.h"

#include "dispatch/builtinhandlers.h"
#include "terminal.h"

namespace topicscope::cli {

std::optional<int> parse(QCommandLineParser &parser, const QStringList &arguments, const QString &operands)
{
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments)) {
        printError(QStringLiteral("%1 Try topicscope-cli %2 --help.").arg(parser.errorText(), arguments.first()));
        return Usage;
    }
    if (operands.isEmpty() && !parser.positionalArguments().isEmpty()) {
        printError(QStringLiteral("\"%1\" is no option. Try topicscope-cli %2 --help.")
                       .arg(parser.positionalArguments().first(), arguments.first()));
        return Usage;
    }
    if (parser.isSet(help)) {
        // The parser's first line names the program's path; people type the command.
        const QString text = parser.helpText();
        const QString usage = operands.isEmpty() ? QStringLiteral("[OPTIONS]")
                                                 : QStringLiteral("[OPTIONS] ") + operands;
        printLine(QStringLiteral("Usage: topicscope-cli %1 %2\n%3")
                      .arg(arguments.first(), usage, text.section(QLatin1Char('\n'), 1).trimmed())
                      .toLocal8Bit());
        return Success;
    }
    return std::nullopt;
}

base::Result<qint64> numberOf(const QCommandLineParser &parser, const QString &option, qint64 fallback, qint64 min,
                              qint64 max)
{
    if (!parser.isSet(option))
        return fallback;
    bool ok = false;
    const qint64 number = parser.value(option).toLongLong(&ok);
    if (!ok || number < min || number > max) {
        return base::failure(base::ErrorCode::InvalidArgument,
                             QStringLiteral("--%1 is \"%2\", but has to be a whole number from %3 to %4.")
                                 .arg(option, parser.value(option), QString::number(min), QString::number(max)));
    }
    return number;
}

base::Result<std::chrono::milliseconds> timeoutOf(const QCommandLineParser &parser, const QString &option,
                                                  std::chrono::milliseconds fallback)
{
    if (!parser.isSet(option))
        return fallback;
    const QString given = parser.value(option);
    const bool isPlain = !given.isEmpty() && given.back().isDigit();
    const auto duration = dispatch::parseDuration(isPlain ? given + QStringLiteral("ms") : given);
    const auto timeout = duration ? std::chrono::duration_cast<std::chrono::milliseconds>(*duration)
                                  : std::chrono::milliseconds::zero();
    if (timeout.count() < 1) {
        return base::failure(base::ErrorCode::InvalidArgument,
                             QStringLiteral("--%1 is \"%2\", but has to be from 1 to 3600000 milliseconds, or a time "
                                            "with a unit, such as 250ms or 2s.")
                                 .arg(option, given));
    }
    return timeout;
}

base::Result<std::optional<std::chrono::milliseconds>> durationOf(const QCommandLineParser &parser,
                                                                  const QString &option)
{
    using Milliseconds = std::chrono::milliseconds;
    if (!parser.isSet(option))
        return std::optional<Milliseconds>();
    QString text = parser.value(option);
    if (!text.isEmpty() && text.back().isDigit())
        text += QLatin1Char('s');
    return dispatch::parseDuration(text)
        .map([](std::chrono::microseconds duration) {
            return std::optional(std::chrono::duration_cast<Milliseconds>(duration));
        })
        .map_error([&](const base::Error &error) {
            return base::Error{error.code, QStringLiteral("--%1: %2").arg(option, error.text)};
        });
}

} // namespace topicscope::cli
