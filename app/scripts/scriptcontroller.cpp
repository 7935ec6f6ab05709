// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptcontroller.h"

#include "dispatch/topicpattern.h"
#include "scripts/scripttrial.h"

#include <algorithm>

namespace topicscope::app {

ScriptController::ScriptController(QObject *parent) : MetricSource(parent)
{
    connect(&m_runner, &ScriptRunner::changed, this, &ScriptController::takeChange);
    connect(&m_runner, &ScriptRunner::fileWritten, this, &ScriptController::takeFile);
    connect(&m_runner, &ScriptRunner::told, this, [this](const QString &problem) { setErrorText(problem); });
    connect(&m_runner, &ScriptRunner::alertRaised, this, &ScriptController::alertRaised);
}

void ScriptController::setClient(ClientController *client)
{
    if (m_client == client)
        return;
    if (m_client) {
        m_client->disconnect(this);
    }
    m_client = client;
    m_runner.setClient(client);
    m_removal.setUndoStack(client ? client->undoStack() : nullptr);
    if (m_client) {
        connect(m_client, &ClientController::snapshotTaken, this, &ScriptController::takeSnapshot);
    }
    Q_EMIT clientChanged();
}

void ScriptController::setSettings(SettingsStore *settings)
{
    if (m_settings == settings)
        return;
    m_settings = settings;
    std::vector<ScriptPtr> scripts = ScriptShelf(settings).restore();
    m_restoredCount = settings && settings->isPersistent() ? m_drafts.restore(scripts) : 0;
    m_scripts.setScripts(std::move(scripts));
    if (const QStringList away = ScriptShelf(settings).away(); !away.isEmpty())
        setErrorText(tr("Not found: %1. A script whose file is away is remembered, and is in the list again when the "
                        "file is back.")
                         .arg(away.join(QStringLiteral(", "))));
    m_currentRow = -1;
    setCurrentRow(m_scripts.count() > 0 ? 0 : -1);
    Q_EMIT settingsChanged();
    Q_EMIT restoredChanged();
}

void ScriptController::dismissRestored()
{
    m_restoredCount = 0;
    Q_EMIT restoredChanged();
}

ScriptPtr ScriptController::current() const
{
    return m_currentRow < 0 ? nullptr : m_scripts.rows()[static_cast<std::size_t>(m_currentRow)];
}

void ScriptController::setCurrentRow(int row)
{
    const int wanted = row < m_scripts.count() ? row : -1;
    if (wanted == m_currentRow && current() != nullptr)
        return;
    m_currentRow = wanted;
    m_console.setBinding(current() ? current()->binding : nullptr);
    m_figures.clear();
    if (m_client)
        takeSnapshot(m_client->snapshot());
    Q_EMIT currentChanged();
    Q_EMIT sourceChanged();
    Q_EMIT stateChanged();
}

void ScriptController::add(const ScriptPtr &script, int row)
{
    script->name = m_runner.freeName(script->name, nullptr);
    const int place = m_scripts.insert(script, row);
    if (place <= m_currentRow)
        ++m_currentRow;
    ScriptShelf(m_settings).remember(m_scripts.rows());
    setCurrentRow(place);
}

bool ScriptController::create(const QString &name, const QString &pattern, int sample)
{
    if (const auto parsed = dispatch::TopicPattern::parse(pattern.trimmed()); !parsed) {
        setErrorText(parsed.error().text, Field::Pattern);
        return false;
    }
    const auto script = ScriptShelf::create(name, sample);
    if (!script) {
        setErrorText(script.error().text, Field::Name);
        return false;
    }
    (*script)->pattern = pattern.trimmed();
    setErrorText({});
    add(*script);
    return true;
}

bool ScriptController::open(const QUrl &file)
{
    const QString path = file.toLocalFile();
    if (const ScriptPtr listed = m_scripts.ofFile(path)) {
        showScript(listed);
        return true;
    }
    const auto script = Script::open(path);
    setErrorText(script ? QString() : script.error().text);
    if (script)
        add(*script);
    return script.has_value();
}

void ScriptController::setDraft(const QString &text)
{
    const ScriptPtr script = current();
    if (!script)
        return;
    const bool wasModified = script->isModified();
    script->draft = text;
    m_drafts.noteEdit();
    if (script->isModified() != wasModified) // nothing else follows from the text that is typed
        noteChange();
}

bool ScriptController::save()
{
    const ScriptPtr script = current();
    if (!script)
        return false;
    const auto saved = script->save();
    setErrorText(saved ? QString() : saved.error().text);
    if (!saved)
        return false;
    m_runner.reload(script);
    noteChange();
    return script->compiling || !script->fault;
}

bool ScriptController::saveAll()
{
    const auto scripts = m_scripts.rows();
    return std::all_of(scripts.begin(), scripts.end(), [this](const ScriptPtr &script) {
        if (!script->isUnsaved())
            return true;
        showScript(script);
        static_cast<void>(save()); // a text that is broken is saved all the same
        return !script->isUnsaved();
    });
}

void ScriptController::revert()
{
    const ScriptPtr script = current();
    if (!script)
        return;
    const auto onDisk = Script::open(script->path);
    if (!onDisk) { // what is here may be the only copy
        setErrorText(onDisk.error().text);
        return;
    }
    if (m_client && script->draft != (*onDisk)->saved) {
        m_client->undoStack()->push(tr("Undo revert script %1").arg(script->name), this,
                                    [this, path = script->path, draft = script->draft] {
                                        const ScriptPtr listed = m_scripts.ofFile(path);
                                        if (!listed)
                                            return false;
                                        showScript(listed);
                                        setDraft(draft);
                                        Q_EMIT sourceChanged();
                                        return true;
                                    });
    }
    script->saved = (*onDisk)->saved;
    script->overwrite = false;
    setErrorText({});
    script->draft = script->saved;
    noteChange();
    Q_EMIT sourceChanged();
}

void ScriptController::remove()
{
    const ScriptPtr script = current();
    if (!script)
        return;
    if (script->isModified()) {
        setErrorText(
            tr("%1 has changes that are not saved. Save or revert them before you remove it.").arg(script->name));
        return;
    }
    const bool ran = script->active;
    m_runner.stop(*script);
    const int row = m_currentRow;
    m_scripts.remove(row);
    ScriptShelf(m_settings).remember(m_scripts.rows(), script->path);
    m_currentRow = -1;
    setCurrentRow(std::min(row, m_scripts.count() - 1));
    if (m_scripts.count() == 0) {
        Q_EMIT currentChanged();
        Q_EMIT sourceChanged();
        Q_EMIT stateChanged();
    }
    m_removal.note(script->name, tr("Undo remove script %1").arg(script->name),
                   [this, script, row, ran] { return bringBack(script, row, ran); });
}

bool ScriptController::bringBack(const ScriptPtr &removed, int row, bool ran)
{
    if (const ScriptPtr listed = m_scripts.ofFile(removed->path)) { // opened again meanwhile: two would write one file
        showScript(listed);
        return true;
    }
    add(removed, row);
    if (ran && !start() && m_client) { // Ctrl+Z works on every page
        const QString reason = current()->fault ? current()->fault->toString() : errorText();
        m_client->noteProblem(tr("Script %1 is back, and could not be started. %2").arg(name(), reason));
    }
    return true;
}

void ScriptController::tryOn(StreamViewport *viewport)
{
    const ScriptPtr script = current();
    const base::MessagePtr message = viewport ? viewport->current() : base::MessagePtr();
    if (!script || !message) {
        Q_EMIT tried(tr("Select a message in the stream first: the script is run on that one."), false);
        return;
    }
    tryInBackground(*script, message, this, [this](const QString &text, bool ok) { Q_EMIT tried(text, ok); });
}

void ScriptController::takeSnapshot(const client::ClientSnapshot &snapshot)
{
    if (m_scripts.count() == 0)
        return;
    const bool otherwise = m_runner.noteHandlers();
    m_scripts.refreshStates();
    m_console.update();
    if (const ScriptPtr script = current()) {
        const auto id = m_runner.handlerOf(*script);
        // by id, from 1
        const client::HandlerFigures *handler = id && id->value <= snapshot.handlers.size()
                                                    ? &snapshot.handlers[id->value - 1]
                                                    : nullptr;
        m_figures.update(handler, script->binding ? script->binding->metrics().figures()
                                                  : std::vector<script::ScriptMetrics::Figures>());
        if (script->active || otherwise)
            Q_EMIT stateChanged();
    }
}

bool ScriptController::start()
{
    const ScriptPtr script = current();
    if (!script || script->active || (script->isModified() && !save()))
        return false;
    const bool started = m_runner.start(script);
    m_console.setBinding(script->binding);
    noteChange();
    return started;
}

void ScriptController::stop()
{
    if (const ScriptPtr script = current()) {
        m_runner.stop(*script);
        noteChange();
    }
}

void ScriptController::resume()
{
    if (const ScriptPtr script = current(); script && script->binding) {
        script->binding->resume();
        m_console.update();
        noteChange();
    }
}

template<typename Value>
void ScriptController::describe(Value Script::*member, const Value &value)
{
    const ScriptPtr script = current();
    if (!script || (*script).*member == value)
        return;
    const Value before = std::exchange((*script).*member, value);
    if (!m_runner.restart(*script))
        (*script).*member = before;
    m_console.setBinding(script->binding);
    ScriptShelf(m_settings).remember(m_scripts.rows());
    noteChange();
}

void ScriptController::setPattern(const QString &pattern)
{
    const QString wanted = pattern.trimmed();
    if (!current() || current()->pattern == wanted)
        return;
    if (const auto parsed = dispatch::TopicPattern::parse(wanted); !parsed) {
        setErrorText(parsed.error().text);
        noteChange(); // the field shows what counts again
        return;
    }
    setErrorText({});
    describe(&Script::pattern, wanted);
}

void ScriptController::setParallel(bool parallel)
{
    describe(&Script::parallel, parallel);
}

void ScriptController::setTimeout(int milliseconds)
{
    describe(&Script::timeout, std::chrono::milliseconds(std::clamp(milliseconds, 1, 3'600'000)));
}

void ScriptController::takeChange(Script *script)
{
    m_scripts.changed(*script);
    if (script == current().get()) {
        m_console.setBinding(script->binding);
        Q_EMIT stateChanged();
    }
}

void ScriptController::takeFile(Script *script)
{
    const bool isCurrent = script == current().get();
    if (script->readAgain() && isCurrent)
        Q_EMIT sourceChanged();
    if (script->isModified()) // also because its file is gone
        m_drafts.noteEdit();
    m_scripts.changed(*script);
    if (isCurrent) {
        m_console.update();
        Q_EMIT stateChanged();
    }
}

void ScriptController::noteChange()
{
    const ScriptPtr script = current();
    m_scripts.changed(*script);
    if (!script->isModified()) { // saved or discarded
        script->draftBase.clear();
        m_drafts.settle();
    }
    Q_EMIT stateChanged();
}

void ScriptController::setErrorText(const QString &text, Field field)
{
    if (m_errorText == text && m_errorField == field)
        return;
    m_errorText = text;
    m_errorField = field;
    Q_EMIT errorTextChanged();
}

} // namespace topicscope::app
