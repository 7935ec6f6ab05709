// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/script.h"

#include "common/figuretext.h"
#include "scripts/scriptfile.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace topicscope::app {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("topicscope::app::Script", text);
}

// Failed calls from when on a script does not pass for one that runs: its latest two, or three among others.
constexpr int failingInARow = 2;
constexpr int failing = 3;

using Status = script::ScriptBinding::Status;

bool failsInARow(const Status &status)
{
    return status.failuresInRow >= failingInARow;
}

//! Whether failures are more than an exception.
bool failsOften(const Status &status)
{
    return status.latestFailures >= failing;
}

bool failsMostly(const Status &status)
{
    return failsOften(status) && 2 * status.latestFailures >= status.latestCalls;
}

} // namespace

base::Result<ScriptPtr> Script::open(const QString &path)
{
    auto text = readScriptFile(path);
    if (!text)
        return tl::unexpected(text.error());
    const QFileInfo info(path);
    auto script = std::make_shared<Script>();
    script->path = info.absoluteFilePath();
    script->name = info.completeBaseName();
    script->windowsLines = text->contains(QStringLiteral("\r\n"));
    script->saved = text->replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    script->draft = script->saved;
    return script;
}

base::Result<void> Script::save()
{
    // Once it is said that somebody else changed the file, the user knows what saving does.
    const auto onDisk = open(path);
    if (onDisk && ((*onDisk)->saved != saved || !draftBase.isEmpty()) && !std::exchange(overwrite, true))
        return base::failure(
            base::ErrorCode::InputOutput,
            tr("Another program has changed %1 meanwhile. Save again to overwrite it, or revert to read it.")
                .arg(path));
    overwrite = false;
    QString text = draft;
    if (windowsLines)
        text.replace(QLatin1Char('\n'), QStringLiteral("\r\n"));
    const auto written = writeScriptFile(path, text.toUtf8());
    if (written)
        saved = draft;
    return written;
}

bool Script::readAgain()
{
    if (!QFileInfo::exists(path))
        saved.clear(); // it can be saved, and is kept as a draft
    const auto onDisk = open(path);
    if (!onDisk || isModified() || (*onDisk)->saved == saved)
        return false;
    saved = draft = (*onDisk)->saved;
    return true;
}

bool Script::isUnsaved() const
{
    return isModified() || !QFileInfo::exists(path);
}

std::optional<script::ScriptFault> Script::shownFault() const
{
    return fault ? fault : binding ? binding->status().latestFault : std::nullopt;
}

int Script::faultLine() const
{
    const auto shown = shownFault();
    return shown && path.endsWith(QLatin1Char('/') + shown->file) ? shown->line : 0;
}

QString Script::faultText() const
{
    const auto shown = shownFault();
    return !shown ? QString() : faultLine() > 0 ? shown->message : shown->toString();
}

ScriptState Script::state() const
{
    const auto plain = [](const QString &text, Tone::Value tone) { return ScriptState{text, text, tone}; };
    if (compiling && !active)
        return plain(tr("Checking"), Tone::Neutral);
    if (!active)
        return fault ? plain(tr("Error"), Tone::Danger) : plain(tr("Stopped"), Tone::Neutral);
    const auto status = binding->status();
    if (status.paused)
        return plain(tr("Paused"), Tone::Warning);
    if (failsInARow(status))
        return {tr("Failing, %1 in a row").arg(countText(status.failuresInRow)), tr("Failing"), Tone::Danger};
    if (failsMostly(status))
        return {tr("Failing, %1 of %2").arg(status.latestFailures).arg(status.latestCalls), tr("Failing"),
                Tone::Danger};
    if (fault || status.refused)
        return {tr("Running, old version"), tr("Old version"), Tone::Warning};
    if (failsOften(status))
        return {tr("%1 of %2 failed").arg(status.latestFailures).arg(status.latestCalls), tr("Some failed"),
                Tone::Warning};
    return plain(tr("Running"), Tone::Success);
}

} // namespace topicscope::app
