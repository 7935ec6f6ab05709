// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scripttrial.h"

#include "common/figuretext.h"
#include "script/dryrun.h"

#include <QCoreApplication>

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

} // namespace topicscope::app
