// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scripttrial.h"

#include "common/figuretext.h"
#include "script/dryrun.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>

namespace topicscope::app {

namespace {

constexpr std::chrono::milliseconds longestTrial{5000}; // of one call

} // namespace

script::ScriptLimits trialLimitsOf(const Script &script)
{
    return {.timeout = std::min(script.timeout, longestTrial), .pauseAfter = 0};
}

std::pair<QString, bool> trial(const QString &source, const QString &path, const script::ScriptIdentity &identity,
                               const script::ScriptLimits &limits, const base::MessagePtr &message)
{
    const auto program = script::ScriptProgram::fromText(source, path);
    if (!program)
        return {program.error().toString(), false};
    script::DryRunOutcome outcome;
    const auto run = script::dryRun(
        {}, *program, identity, limits,
        [message, given = false]() mutable { return std::exchange(given, true) ? base::MessagePtr() : message; }, {},
        [&outcome](const base::Message &, const script::DryRunOutcome &told) { outcome = told; });
    if (!run)
        return {run.error().toString(), false};
    QStringList lines{QCoreApplication::translate("topicscope::app::ScriptController", "%1, in %2.")
                          .arg(outcome.summary(), durationText(outcome.latency))};
    for (const auto &[level, text] : outcome.lines) {
        if (level == script::ConsoleLevel::Log)
            lines << text;
    }
    return {lines.join(QLatin1Char('\n')), outcome.state == base::MessageState::Handled};
}

void tryInBackground(const Script &script, const base::MessagePtr &message, QObject *context,
                     std::function<void(const QString &, bool)> then)
{
    // The pattern is not asked: the user wants to know what the script does with this very message.
    const script::ScriptIdentity identity{
        .name = script.name, .pattern = QStringLiteral("*"), .parallel = script.parallel};
    // A script may take as long as its limit lets it, and a long one to compile: not on this thread.
    QThreadPool::globalInstance()->start([context = QPointer(context), then = std::move(then), draft = script.draft,
                                          path = script.path, identity, limits = trialLimitsOf(script), message] {
        const auto [text, ok] = trial(draft, path, identity, limits, message);
        QMetaObject::invokeMethod(
            qApp,
            [context, then, text = text, ok = ok] {
                if (context)
                    then(text, ok);
            },
            Qt::QueuedConnection);
    });
}

} // namespace topicscope::app
