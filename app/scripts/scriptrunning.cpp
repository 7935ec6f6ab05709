// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/topicpattern.h"
#include "scripts/scriptcontroller.h"

#include <QCoreApplication>
#include <QSet>
#include <QThreadPool>

#include <algorithm>

//! How scripts are compiled, become handlers, and are registered anew when they are to run otherwise.
namespace topicscope::app {

using script::ScriptProgram;

void ScriptController::compile(Script &script, std::function<void(Script &, const script::ScriptProgramPtr &)> then)
{
    const auto take = [then = std::move(then)](Script &compiled,
                                               const script::ScriptResult<script::ScriptProgramPtr> &program) {
        compiled.fault = program ? std::nullopt : std::optional(program.error());
        if (program)
            then(compiled, *program);
    };
    const int number = ++script.compilations;
    script.compiling = script.saved.size() > compiledAtOnce;
    if (!script.compiling) {
        take(script, ScriptProgram::load(script.path));
        return;
    }
    QThreadPool::globalInstance()->start([self = QPointer<ScriptController>(this), path = script.path, number, take] {
        auto program = ScriptProgram::load(path);
        QMetaObject::invokeMethod(
            qApp,
            [self, path, number, take, program = std::move(program)] {
                if (self)
                    self->compiled(path, number, [&take, &program](Script &read) { take(read, program); });
            },
            Qt::QueuedConnection);
    });
}

void ScriptController::compiled(const QString &path, int number, const std::function<void(Script &)> &take)
{
    for (int row = 0; row < m_scripts.count(); ++row) {
        Script &script = m_scripts.at(row);
        if (script.path != path || script.compilations != number)
            continue; // removed, or compiled anew
        script.compiling = false;
        take(script);
        m_scripts.changed(row);
        if (row == m_currentRow) {
            m_console.setBinding(script.binding);
            Q_EMIT stateChanged();
        }
    }
}

bool ScriptController::registerScript(Script &script, const script::ScriptProgramPtr &program)
{
    // Consumers are told apart by name, and a handler is found again by it: in the next client it has another number.
    script.name = freeName(script.name, &script);
    auto binding = std::make_shared<script::ScriptBinding>(
        m_host, program,
        script::ScriptIdentity{.name = script.name, .pattern = script.pattern, .parallel = script.parallel},
        script::ScriptLimits{.timeout = script.timeout});
    const auto added = m_client->addHandler(binding->handlerSpec(), binding.get());
    setErrorText(added ? QString() : added.error().text);
    if (!added)
        return false;
    forgetStopped(script); // of the binding before
    script.binding = std::move(binding);
    script.active = true;
    m_watcher.watch(script.binding);
    return true;
}

bool ScriptController::startScript(Script &script)
{
    compile(script, [this](Script &starting, const script::ScriptProgramPtr &program) {
        if (m_client && !starting.active)
            static_cast<void>(registerScript(starting, program)); // why not, is told
    });
    return script.active || script.compiling;
}

bool ScriptController::start()
{
    Script *script = edited();
    if (!script || script->active || (script->isModified() && !save()))
        return false;
    const bool started = startScript(*script);
    m_console.setBinding(script->binding);
    noteChange();
    return started;
}

void ScriptController::stopScript(Script &script)
{
    forgetStopped(script);
    if (std::exchange(script.compiling, false))
        ++script.compilations; // what comes of it is wanted no longer
    if (!std::exchange(script.active, false) || !m_client)
        return;
    if (const auto id = handlerOf(script))
        static_cast<void>(m_client->removeHandler(*id)); // it may be gone already, which is what is wanted
}

void ScriptController::forgetStopped(const Script &script)
{
    if (!m_client || !script.binding)
        return;
    QSet<qsizetype> places;
    const auto &stopped = m_client->stoppedHandlers();
    for (std::size_t place = 0; place < stopped.size(); ++place) {
        if (stopped[place].owner == script.binding.get())
            places.insert(static_cast<qsizetype>(place));
    }
    if (!places.isEmpty())
        m_client->takeStopped(places);
}

void ScriptController::stop()
{
    if (Script *script = edited()) {
        stopScript(*script);
        noteChange();
    }
}

void ScriptController::resume()
{
    if (const Script *script = current(); script && script->binding) {
        script->binding->resume();
        m_console.update();
        noteChange();
    }
}

bool ScriptController::restart()
{
    Script *script = edited();
    bool restarted = true;
    if (script->active) {
        // With the version that runs: what is in the file may be broken.
        const std::shared_ptr<script::ScriptBinding> before = script->binding;
        stopScript(*script);
        restarted = registerScript(*script, before->program());
        if (!restarted) {
            const QString reason = errorText();
            script->active = m_client->addHandler(before->handlerSpec(), before.get()).has_value();
            setErrorText(reason);
        }
        m_console.setBinding(script->binding);
    }
    return restarted;
}

void ScriptController::setPattern(const QString &pattern)
{
    Script *script = edited();
    const QString wanted = pattern.trimmed();
    if (!script || script->pattern == wanted)
        return;
    if (const auto parsed = dispatch::TopicPattern::parse(wanted); !parsed) {
        setErrorText(parsed.error().text);
        noteChange(); // the field shows what counts again
        return;
    }
    setErrorText({});
    const QString before = std::exchange(script->pattern, wanted);
    if (!restart())
        script->pattern = before;
    ScriptShelf(m_settings).remember(m_scripts.scripts());
    noteChange();
}

void ScriptController::setParallel(bool parallel)
{
    if (Script *script = edited(); script && script->parallel != parallel) {
        script->parallel = parallel;
        if (!restart())
            script->parallel = !parallel;
        ScriptShelf(m_settings).remember(m_scripts.scripts());
        noteChange();
    }
}

void ScriptController::setTimeout(int milliseconds)
{
    Script *script = edited();
    const std::chrono::milliseconds wanted(std::clamp(milliseconds, 1, 3'600'000));
    if (script && script->timeout != wanted) {
        const auto before = std::exchange(script->timeout, wanted);
        if (!restart())
            script->timeout = before;
        ScriptShelf(m_settings).remember(m_scripts.scripts());
        noteChange();
    }
}

} // namespace topicscope::app
