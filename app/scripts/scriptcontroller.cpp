// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptcontroller.h"

#include "client/handlerloader.h"
#include "dispatch/topicpattern.h"
#include "common/figuretext.h"
#include "scripts/scripttrial.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QThreadPool>

#include <algorithm>

namespace topicscope::app {

using script::ScriptProgram;

namespace {

const QString emptyScript = QStringLiteral(
    "// What is done with each message. docs/scripting.md has what msg and ctx offer.\n"
    "function onMessage(msg, ctx) {\n    ctx.log(msg.topic, msg.payload);\n}\n");

//! Where the file is gone, what is here is the only copy.
bool isUnsaved(const Script &script)
{
    return script.isModified() || !QFileInfo::exists(script.path);
}

} // namespace

ScriptController::ScriptController(QObject *parent)
    : MetricSource(parent), m_host(std::make_shared<script::ScriptHost>())
{
    connect(&m_watcher, &client::ScriptWatcher::reloaded, this,
            [this](const auto &binding) { fileChanged(binding, std::nullopt); });
    connect(&m_watcher, &client::ScriptWatcher::refused, this,
            [this](const auto &binding, const script::ScriptFault &fault) { fileChanged(binding, fault); });
    m_host->setAlertListener([this] { // on a lane
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (const auto alert = m_host->takeAlert())
                    Q_EMIT alertRaised(alert->handler, alert->text);
            },
            Qt::QueuedConnection);
    });
}

ScriptController::~ScriptController()
{
    m_host->setAlertListener({});
    m_host->setPublisher({});
}

void ScriptController::setClient(ClientController *client)
{
    if (m_client == client)
        return;
    if (m_client) {
        m_client->disconnect(this);
        m_client->undoStack()->disconnect(this);
    }
    m_client = client;
    m_registeredAt = 0;
    if (m_client) {
        connect(m_client->undoStack(), &UndoStack::changed, this, &ScriptController::forgetUndone);
        connect(m_client, &ClientController::snapshotTaken, this, &ScriptController::takeSnapshot);
        connect(m_client, &ClientController::clientChanged, this, &ScriptController::connectPublisher);
    }
    connectPublisher();
    Q_EMIT clientChanged();
}

void ScriptController::connectPublisher()
{
    if (m_client)
        client::publishThrough(m_client->client(), *m_host);
    else
        m_host->setPublisher({});
}

void ScriptController::setSettings(SettingsStore *settings)
{
    if (m_settings == settings)
        return;
    m_settings = settings;
    std::vector<Script> scripts = ScriptShelf(settings).restore();
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

QStringList ScriptController::beginnings() const
{
    QStringList titles{tr("An empty handler")};
    for (const ScriptShelf::Sample &sample : ScriptShelf::samples())
        titles << sample.title;
    return titles;
}

const Script *ScriptController::current() const
{
    return m_currentRow < 0 ? nullptr : &m_scripts.scripts()[static_cast<std::size_t>(m_currentRow)];
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

std::optional<base::HandlerId> ScriptController::handlerOf(const Script &script)
{
    if (!m_client || !script.binding)
        return std::nullopt;
    // A thousand scripts do not look through a thousand handlers each, and none of them four times a second.
    if (const ClientHandlers &handlers = m_client->handlers();
        std::exchange(m_registeredAt, handlers.revision()) != handlers.revision()) {
        m_registered.clear();
        for (const HandlerRegistration &handler : handlers.registered()) {
            if (handler.owner)
                m_registered.insert(handler.owner, handler.id);
        }
    }
    const auto at = m_registered.constFind(script.binding.get());
    return at == m_registered.constEnd() ? std::nullopt : std::optional(*at);
}

QString ScriptController::freeName(const QString &name, const Script *except) const
{
    const auto isTaken = [this, except](const QString &wanted) {
        // Its own handler, stopped, does not stand in its way: it takes its place.
        const void *own = except ? except->binding.get() : nullptr;
        const auto hasName = [&wanted, own](const HandlerRegistration &handler) {
            return handler.spec.name == wanted && (!own || handler.owner != own);
        };
        const auto isOfOther = [&wanted, except](const Script &other) {
            return &other != except && other.name == wanted;
        };
        return std::any_of(m_scripts.scripts().begin(), m_scripts.scripts().end(), isOfOther)
               || (m_client
                   && (std::any_of(m_client->handlers().registered().begin(), m_client->handlers().registered().end(),
                                   hasName)
                       || std::any_of(m_client->stoppedHandlers().begin(), m_client->stoppedHandlers().end(),
                                      hasName)));
    };
    QString free = name;
    for (int number = 2; isTaken(free); ++number)
        free = QStringLiteral("%1-%2").arg(name, QString::number(number));
    return free;
}

int ScriptController::add(Script script, int row)
{
    script.name = freeName(script.name, nullptr);
    const int place = m_scripts.insert(std::move(script), row);
    if (place <= m_currentRow)
        ++m_currentRow;
    ScriptShelf(m_settings).remember(m_scripts.scripts());
    return place;
}

QString ScriptController::pathFor(const QString &name, int sample) const
{
    const auto &samples = ScriptShelf::samples();
    const bool fromSample = sample >= 0 && sample < static_cast<int>(samples.size());
    const QString fallback = fromSample ? samples[static_cast<std::size_t>(sample)].file.chopped(3)
                                        : QStringLiteral("handler");
    return ScriptShelf::pathFor(name.trimmed().isEmpty() ? fallback : name);
}

bool ScriptController::create(const QString &name, const QString &pattern, int sample)
{
    const auto &samples = ScriptShelf::samples();
    const bool fromSample = sample >= 0 && sample < static_cast<int>(samples.size());
    const QString text = fromSample ? samples[static_cast<std::size_t>(sample)].text : emptyScript;
    if (const auto parsed = dispatch::TopicPattern::parse(pattern.trimmed()); !parsed) {
        setErrorText(parsed.error().text, Field::Pattern);
        return false;
    }
    auto script = ScriptShelf::create(pathFor(name, sample), text);
    if (!script) {
        setErrorText(script.error().text, Field::Name);
        return false;
    }
    script->pattern = pattern.trimmed();
    setErrorText({});
    setCurrentRow(add(std::move(*script)));
    return true;
}

bool ScriptController::showListed(const QString &path)
{
    const auto &scripts = m_scripts.scripts();
    const auto known = std::find_if(scripts.begin(), scripts.end(),
                                    [&path](const Script &script) { return script.path == path; });
    if (known == scripts.end())
        return false;
    setCurrentRow(static_cast<int>(known - scripts.begin()));
    return true;
}

bool ScriptController::open(const QUrl &file)
{
    const QString path = file.toLocalFile();
    if (showListed(path))
        return true;
    auto script = ScriptShelf::open(path);
    setErrorText(script ? QString() : script.error().text);
    if (script)
        setCurrentRow(add(std::move(*script)));
    return script.has_value();
}

void ScriptController::setDraft(const QString &text)
{
    Script *script = edited();
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
    Script *script = edited();
    if (!script)
        return false;
    // Once it is said that somebody else changed the file, the user knows what saving does.
    const auto onDisk = ScriptShelf::open(script->path);
    if (onDisk && (onDisk->saved != script->saved || !script->draftBase.isEmpty())
        && !std::exchange(script->overwrite, true)) {
        setErrorText(tr("Another program has changed %1 meanwhile. Save again to overwrite it, or revert to read it.")
                         .arg(script->path));
        return false;
    }
    script->overwrite = false;
    if (const auto saved = ScriptShelf::save(*script); !saved) {
        setErrorText(saved.error().text);
        return false;
    }
    setErrorText({});
    // A broken one is told in the console by the watcher, as one that another program wrote is.
    compile(*script, [](Script &saved, const script::ScriptProgramPtr &program) {
        if (saved.active)
            saved.binding->setProgram(program);
    });
    noteChange();
    return script->compiling || !script->fault;
}

QString ScriptController::modifiedNames() const
{
    constexpr qsizetype named = 3;
    QStringList names;
    for (const Script &script : m_scripts.scripts()) {
        if (isUnsaved(script))
            names << script.name;
    }
    const QString first = names.mid(0, named).join(QStringLiteral(", "));
    return names.size() > named ? tr("%1 and %2 more").arg(first, countText(static_cast<quint64>(names.size() - named)))
                                : first;
}

bool ScriptController::saveAll()
{
    for (int row = 0; row < m_scripts.count(); ++row) {
        if (!isUnsaved(m_scripts.at(row)))
            continue;
        setCurrentRow(row);
        static_cast<void>(save()); // a text that is broken is saved all the same
        if (isUnsaved(m_scripts.at(row)))
            return false;
    }
    return true;
}

void ScriptController::revert()
{
    Script *script = edited();
    if (!script)
        return;
    const auto onDisk = ScriptShelf::open(script->path);
    if (!onDisk) { // what is here may be the only copy
        setErrorText(onDisk.error().text);
        return;
    }
    if (m_client && script->draft != onDisk->saved) {
        m_client->undoStack()->push(tr("Undo revert script %1").arg(script->name), this,
                                    [this, path = script->path, draft = script->draft] {
                                        if (!showListed(path))
                                            return false;
                                        setDraft(draft);
                                        Q_EMIT sourceChanged();
                                        return true;
                                    });
    }
    script->saved = onDisk->saved;
    script->overwrite = false;
    setErrorText({});
    script->draft = script->saved;
    noteChange();
    Q_EMIT sourceChanged();
}

bool ScriptController::isPaused() const
{
    return isActive() && current()->binding->status().paused;
}

QString ScriptController::stateText() const
{
    return current() ? ScriptListModel::stateOf(*current()).text : QString();
}

QString ScriptController::shortStateText() const
{
    return current() ? ScriptListModel::stateOf(*current()).shortText : QString();
}

Tone::Value ScriptController::tone() const
{
    return current() ? ScriptListModel::stateOf(*current()).tone : Tone::Neutral;
}

int ScriptController::faultLine() const
{
    const Script *script = current();
    if (!script)
        return 0;
    const auto fault = script->fault     ? script->fault
                       : script->binding ? script->binding->status().latestFault
                                         : std::nullopt;
    return fault && script->path.endsWith(QLatin1Char('/') + fault->file) ? fault->line : 0;
}

int ScriptController::faultColumn() const
{
    return current() && current()->fault ? current()->fault->column : 0;
}

QString ScriptController::faultText() const
{
    const Script *script = current();
    if (!script)
        return {};
    if (script->fault)
        return faultLine() > 0 ? script->fault->message : script->fault->toString();
    const auto fault = script->binding ? script->binding->status().latestFault : std::nullopt;
    return !fault ? QString() : faultLine() > 0 ? fault->message : fault->toString();
}

void ScriptController::remove()
{
    Script *script = edited();
    if (!script)
        return;
    if (script->isModified()) {
        setErrorText(
            tr("%1 has changes that are not saved. Save or revert them before you remove it.").arg(script->name));
        return;
    }
    const bool ran = script->active;
    stopScript(*script);
    const int row = m_currentRow;
    Script removed = m_scripts.take(row);
    ScriptShelf(m_settings).remember(m_scripts.scripts());
    m_currentRow = -1;
    setCurrentRow(std::min(row, m_scripts.count() - 1));
    if (m_scripts.count() == 0) {
        Q_EMIT currentChanged();
        Q_EMIT sourceChanged();
        Q_EMIT stateChanged();
    }
    m_removedName = removed.name;
    if (m_client) {
        m_removal = m_client->undoStack()->push(
            tr("Undo remove script %1").arg(m_removedName), this,
            [this, removed = std::move(removed), row, ran, server = m_client->server()] {
                // elsewhere nobody asked for it
                return bringBack(removed, row, ran && m_client->server() == server);
            });
    }
    Q_EMIT removedChanged();
}

bool ScriptController::bringBack(const Script &removed, int row, bool ran)
{
    if (showListed(removed.path)) // opened again meanwhile: two would write one file
        return true;
    setCurrentRow(add(removed, std::min(row, m_scripts.count())));
    if (ran && !start() && m_client) { // Ctrl+Z works on every page
        const QString reason = current()->fault ? current()->fault->toString() : errorText();
        m_client->noteProblem(tr("Script %1 is back, and could not be started. %2").arg(name(), reason));
    }
    return true;
}

void ScriptController::undoRemove()
{
    if (m_client)
        m_client->undoStack()->undo(m_removal);
}

void ScriptController::forgetUndone()
{
    if (m_removal != 0 && !m_client->undoStack()->contains(m_removal))
        dismissUndo();
}

void ScriptController::dismissUndo()
{
    m_removal = 0;
    m_removedName.clear();
    Q_EMIT removedChanged();
}

void ScriptController::tryOn(StreamViewport *viewport)
{
    const Script *script = current();
    const base::MessagePtr message = viewport ? viewport->current() : base::MessagePtr();
    if (!script || !message) {
        Q_EMIT tried(tr("Select a message in the stream first: the script is run on that one."), false);
        return;
    }
    // The pattern is not asked: the user wants to know what the script does with this very message.
    const script::ScriptIdentity identity{
        .name = script->name, .pattern = QStringLiteral("*"), .parallel = script->parallel};
    // A script may take as long as its limit lets it, and a long one to compile: not on this thread.
    QThreadPool::globalInstance()->start([self = QPointer<ScriptController>(this), draft = script->draft,
                                          path = script->path, identity, limits = trialLimitsOf(*script), message] {
        const auto [text, ok] = trial(draft, path, identity, limits, message);
        QMetaObject::invokeMethod(
            qApp,
            [self, text = text, ok = ok] {
                if (self)
                    Q_EMIT self->tried(text, ok);
            },
            Qt::QueuedConnection);
    });
}

void ScriptController::takeSnapshot(const client::ClientSnapshot &snapshot)
{
    if (m_scripts.count() == 0)
        return;
    bool stopped = false;
    for (int row = 0; row < m_scripts.count(); ++row) {
        Script &script = m_scripts.at(row);
        // Removed, brought back or started elsewhere: the list of handlers has buttons for that, too.
        if (const bool runs = handlerOf(script).has_value(); script.active != runs) {
            script.active = runs;
            stopped = true;
        }
    }
    m_scripts.refreshStates();
    m_console.update();
    if (const Script *script = current()) {
        const auto id = handlerOf(*script);
        // by id, from 1
        const client::HandlerFigures *handler = id && id->value <= snapshot.handlers.size()
                                                    ? &snapshot.handlers[id->value - 1]
                                                    : nullptr;
        m_figures.update(handler, script->binding ? script->binding->metrics().figures()
                                                  : std::vector<script::ScriptMetrics::Figures>());
        if (script->active || stopped)
            Q_EMIT stateChanged();
    }
}

std::vector<MetricHistory::Totals> ScriptController::metricTotals() const
{
    std::vector<MetricHistory::Totals> totals;
    for (const Script &script : m_scripts.scripts()) {
        if (!script.binding)
            continue;
        for (const script::ScriptMetrics::Figures &metric : script.binding->metrics().figures())
            totals.push_back({.label = QStringLiteral("%1: %2").arg(script.name, metric.name),
                              .count = metric.count,
                              .sum = metric.sum});
    }
    return totals;
}

void ScriptController::fileChanged(const std::shared_ptr<script::ScriptBinding> &binding,
                                   const std::optional<script::ScriptFault> &fault)
{
    for (int row = 0; row < m_scripts.count(); ++row) {
        Script &script = m_scripts.at(row);
        if (script.binding != binding)
            continue;
        script.fault = fault;
        if (!QFileInfo::exists(script.path) && !script.saved.isEmpty()) {
            script.saved.clear(); // it can be saved, and is kept as a draft
            m_drafts.noteEdit();
        }
        // What is being edited here is not thrown away for what somebody else wrote.
        if (const auto onDisk = ScriptShelf::open(script.path);
            onDisk && !script.isModified() && onDisk->saved != script.saved) {
            script.saved = script.draft = onDisk->saved;
            if (row == m_currentRow)
                Q_EMIT sourceChanged();
        }
        m_scripts.changed(row);
        if (row == m_currentRow) {
            m_console.update();
            Q_EMIT stateChanged();
        }
    }
}

void ScriptController::noteChange()
{
    m_scripts.changed(m_currentRow);
    if (Script *script = edited(); script && !script->isModified()) { // saved or discarded
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
