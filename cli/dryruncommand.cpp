// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dryruncommand.h"

#include "base/bytes.h"
#include "base/terminationsignals.h"
#include "capture/messagefile.h"
#include "commandline.h"
#include "dryrunreport.h"
#include "scriptcheck.h"
#include "scriptoutput.h"
#include "standardinput.h"
#include "terminal.h"

#include <QCoreApplication>

#include <cstdio>
#include <limits>
#include <utility>
#include <unistd.h>

namespace topicscope::cli {

using capture::MessageFileReader;

namespace {

constexpr std::chrono::milliseconds breathInterval{50}; // signals and the terminal get their turn
constexpr quint64 mostMalformedShown = 10;
constexpr quint64 mostLinesShown = 1000;

struct Options {
    QString script;
    QString before; // empty: none
    QString from;
    QString pattern;
    std::chrono::milliseconds timeout{};
    qint64 limit = -1; // messages; negative: none
    bool json = false;
    bool quiet = false;
};

base::Result<Options> optionsOf(const QCommandLineParser &parser)
{
    Options options{.script = parser.positionalArguments().value(0),
                    .before = parser.value(QStringLiteral("before")),
                    .from = parser.value(QStringLiteral("from")),
                    .pattern = parser.value(QStringLiteral("topic")),
                    .json = parser.isSet(QStringLiteral("json")),
                    .quiet = parser.isSet(QStringLiteral("quiet"))};
    if (parser.positionalArguments().size() != 1 || options.script.isEmpty())
        return base::failure(base::ErrorCode::InvalidArgument,
                             QStringLiteral("Name one script: topicscope-cli dry-run FILE.js --from FILE"));
    if (options.from.isEmpty())
        return base::failure(base::ErrorCode::InvalidArgument,
                             QStringLiteral("Say with --from which file has the messages."));
    if (const auto pattern = dispatch::TopicPattern::parse(options.pattern); !pattern)
        return base::failure(pattern.error().code, QStringLiteral("--topic: %1").arg(pattern.error().text));
    const auto timeout = timeoutOf(parser, QStringLiteral("timeout"), script::ScriptEngine::defaultLimit);
    if (!timeout)
        return tl::unexpected(timeout.error());
    options.timeout = *timeout;
    const auto limit = numberOf(parser, QStringLiteral("limit"), -1, 1, std::numeric_limits<qint64>::max());
    if (!limit)
        return tl::unexpected(limit.error());
    options.limit = *limit;
    return options;
}

//! Yields the messages, and lets the user know how it goes.
class Input
{
public:
    explicit Input(const Options &options)
        : m_options(options),
          m_name(options.from == QLatin1String("-") ? QStringLiteral("standard input") : options.from),
          m_showsProgress(!options.quiet && ::isatty(STDERR_FILENO) == 1)
    {
        QObject::connect(&m_signals, &base::TerminationSignals::received, &m_signals,
                         [this] { m_figures.interrupted = true; });
        m_figures.compared = !options.before.isEmpty();
    }

    base::Result<void> open()
    {
        if (m_options.from == QLatin1String("-")) {
            m_reader = MessageFileReader::readLines(
                std::make_unique<StandardInput>([this] { return m_figures.interrupted; }));
            return {};
        }
        auto reader = MessageFileReader::open(m_options.from);
        if (!reader)
            return tl::unexpected(reader.error());
        m_reader = std::move(*reader);
        return {};
    }

    //! Null at the end of the file, at the limit, at Ctrl-C and at an error.
    base::MessagePtr next()
    {
        breathe();
        if (m_figures.interrupted || static_cast<qint64>(m_figures.read) == m_options.limit)
            return {};
        auto message = m_reader->next();
        if (!message)
            m_error = base::Error{message.error().code, QStringLiteral("%1: %2").arg(m_name, message.error().text)};
        if (!message || !*message || m_figures.interrupted)
            return {};
        ++m_figures.read;
        if ((*message)->outcome().state == base::MessageState::Malformed && ++m_figures.malformed <= mostMalformedShown
            && !m_options.quiet)
            note(QStringLiteral("%1: %2").arg(m_name, (*message)->error().text));
        return *message;
    }

    void tell(const QString &name, const base::Message *message, const script::DryRunOutcome &outcome)
    {
        if (m_options.quiet)
            return;
        for (const auto &[level, text] : outcome.lines)
            tell(name, level, text);
        if (outcome.state != base::MessageState::Handled && message)
            tell(name, script::ConsoleLevel::Error,
                 QStringLiteral("%1 %2: %3")
                     .arg(base::textOf(message->topic()), base::textOf(message->id()), outcome.fault));
    }

    //! Says what was left out.
    void finish()
    {
        clearProgress();
        if (m_options.quiet)
            return;
        if (m_figures.malformed > mostMalformedShown)
            note(QStringLiteral("%1: %2 further messages cannot be read.")
                     .arg(m_name, QString::number(m_figures.malformed - mostMalformedShown)));
        if (m_reader && m_reader->unreadableTimes() > 0)
            note(QStringLiteral("%1: %2 messages have a time that cannot be read, and were given that of the one "
                                "before. Known are ISO 8601 and Unix time.")
                     .arg(m_name, QString::number(m_reader->unreadableTimes())));
        if (m_lines > mostLinesShown)
            note(QStringLiteral("%1 further lines of the script are not printed.").arg(m_lines - mostLinesShown));
        if (m_figures.interrupted)
            note(QStringLiteral("Interrupted: these are the figures so far."));
        else if (m_figures.read == 0 && !m_error)
            note(QStringLiteral("%1: no messages.").arg(m_name));
    }

    [[nodiscard]] const DryRunInput &figures() const { return m_figures; }
    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }

private:
    void tell(const QString &name, script::ConsoleLevel level, const QString &text)
    {
        if (++m_lines > mostLinesShown)
            return;
        clearProgress();
        printScriptLine(name, {.number = 0, .at = {}, .level = level, .text = text}, m_options.json);
    }

    void note(const QString &text)
    {
        clearProgress();
        printNote(text);
    }

    void breathe()
    {
        const base::SteadyTime now = base::SteadyClock::now();
        if (now - m_breathedAt < breathInterval)
            return;
        m_breathedAt = now;
        QCoreApplication::processEvents();
        if (!m_showsProgress || m_figures.read == 0)
            return;
        std::fprintf(stderr, "\r%llu messages", static_cast<unsigned long long>(m_figures.read));
        m_hasProgress = true;
    }

    void clearProgress()
    {
        if (std::exchange(m_hasProgress, false))
            std::fprintf(stderr, "\r\x1b[K");
    }

    const Options &m_options;
    const QString m_name; // of where the messages are
    const bool m_showsProgress;
    base::TerminationSignals m_signals;
    std::unique_ptr<MessageFileReader> m_reader;
    DryRunInput m_figures;
    std::optional<base::Error> m_error;
    base::SteadyTime m_breathedAt;
    quint64 m_lines = 0;
    bool m_hasProgress = false;
};

int run(const Options &options)
{
    const auto program = loadAndTry(options.script);
    if (!program) {
        printError(compilerText(options.script, program.error()));
        return Failure;
    }
    script::ScriptProgramPtr before;
    if (!options.before.isEmpty()) {
        const auto loaded = loadAndTry(options.before);
        if (!loaded) {
            printError(compilerText(options.before, loaded.error()));
            return Failure;
        }
        before = *loaded;
    }
    Input input(options);
    if (const auto opened = input.open(); !opened) {
        printError(opened.error().text);
        return Failure;
    }
    const QString name = (*program)->name();
    const auto comparison = script::dryRun(
        before, *program, {.name = name, .pattern = options.pattern, .parallel = false},
        {.timeout = options.timeout, .pauseAfter = 0}, [&input] { return input.next(); }, {},
        [&input, &name](const base::Message &message, const script::DryRunOutcome &outcome) {
            input.tell(name, &message, outcome);
        });
    if (comparison)
        input.tell(name, nullptr, comparison->rest);
    input.finish();
    if (!comparison) {
        printError(compilerText(options.script, comparison.error()));
        return Failure;
    }
    printReport(*comparison, input.figures(), options.json);
    if (input.error())
        printError(input.error()->text);
    else if (input.figures().read > 0 && input.figures().malformed == input.figures().read)
        printError(QStringLiteral("%1: none of it is a message. Files have one JSON object a line with topic, "
                                  "message_id, message and producer, or are recordings.")
                       .arg(options.from));
    else
        return Success;
    return Failure;
}

} // namespace

int dryRunScript(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Runs a script over messages of a file, publishes and acknowledges nothing, and tells what it "
                       "did. With --before, an\n"
                       "older version runs beside it, and the messages that both treat differently are listed.\n"
                       "Files have a message a line (tail --json, builtin:append, --dead-letters), or are recordings. "
                       "Ends at Ctrl-C, too."));
    parser.addOptions({
        {QStringLiteral("from"), QStringLiteral("Where the messages are; - reads lines of standard input."),
         QStringLiteral("FILE")},
        {QStringLiteral("topic"), QStringLiteral("Topic or pattern that the script is for (default *)."),
         QStringLiteral("PATTERN"), QStringLiteral("*")},
        {QStringLiteral("before"), QStringLiteral("An older version, to compare with."), QStringLiteral("FILE.js")},
        {QStringLiteral("timeout"), QStringLiteral("How long one call may take (default 1000); also 250ms or 2s."),
         QStringLiteral("MS")},
        {QStringLiteral("limit"), QStringLiteral("Read this many messages at most."), QStringLiteral("N")},
        {QStringLiteral("quiet"),
         QStringLiteral("Print the report only: no progress, nothing of what the script prints or cannot handle.")},
        {QStringLiteral("json"), QStringLiteral("The report as one line of JSON.")},
    });
    if (const auto exitCode = parse(parser, arguments, QStringLiteral("FILE.js")))
        return *exitCode;
    const auto options = optionsOf(parser);
    return options ? run(*options) : usageError(options.error());
}

} // namespace topicscope::cli
