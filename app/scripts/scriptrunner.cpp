// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptrunner.h"

#include "client/handlerloader.h"

#include <QCoreApplication>
#include <QSet>
#include <QThreadPool>

#include <algorithm>

namespace topicscope::app {

using script::ScriptProgram;

ScriptRunner::ScriptRunner(ScriptListModel &scripts, QObject *parent)
    : QObject(parent), m_scripts(scripts), m_host(std::make_shared<script::ScriptHost>())
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

ScriptRunner::~ScriptRunner()
{
    m_host->setAlertListener({});
    m_host->setPublisher({});
}

void ScriptRunner::setClient(ClientController *client)
{
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    m_registeredAt = 0;
    if (m_client)
        connect(m_client, &ClientController::clientChanged, this, &ScriptRunner::connectPublisher);
    connectPublisher();
}

void ScriptRunner::connectPublisher()
{
    if (m_client)
        client::publishThrough(m_client->client(), *m_host);
    else
        m_host->setPublisher({});
}

std::optional<base::HandlerId> ScriptRunner::handlerOf(const Script &script)
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

QString ScriptRunner::freeName(const QString &name, const Script *except) const
{
    const auto isTaken = [this, except](const QString &wanted) {
        // Its own handler, stopped, does not stand in its way: it takes its place.
        const void *own = except ? except->binding.get() : nullptr;
        const auto hasName = [&wanted, own](const HandlerRegistration &handler) {
            return handler.spec.name == wanted && (!own || handler.owner != own);
        };
        const auto isOfOther = [&wanted, except](const ScriptPtr &other) {
            return other.get() != except && other->name == wanted;
        };
        return std::any_of(m_scripts.rows().begin(), m_scripts.rows().end(), isOfOther)
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

bool ScriptRunner::noteHandlers()
{
    bool changed = false;
    for (const ScriptPtr &script : m_scripts.rows()) {
        const bool runs = handlerOf(*script).has_value();
        changed = std::exchange(script->active, runs) != runs || changed;
    }
    return changed;
}

void ScriptRunner::take(Script &script, const script::ScriptResult<script::ScriptProgramPtr> &program,
                        const Taken &then)
{
    script.fault = program ? std::nullopt : std::optional(program.error());
    if (program)
        then(script, *program);
}

void ScriptRunner::compile(const ScriptPtr &script, const Taken &then)
{
    const int number = ++script->compilations;
    script->compiling = script->saved.size() > compiledAtOnce;
    if (!script->compiling) {
        take(*script, ScriptProgram::load(script->path), then);
        return;
    }
    QThreadPool::globalInstance()->start(
        [self = QPointer<ScriptRunner>(this), weak = std::weak_ptr(script), path = script->path, number, then] {
            auto program = ScriptProgram::load(path);
            QMetaObject::invokeMethod(
                qApp,
                [self, weak, number, then, program = std::move(program)] {
                    const ScriptPtr compiled = weak.lock();
                    if (!self || !compiled || compiled->compilations != number)
                        return; // removed, stopped, or compiled anew
                    compiled->compiling = false;
                    take(*compiled, program, then);
                    Q_EMIT self->changed(compiled.get());
                },
                Qt::QueuedConnection);
        });
}

bool ScriptRunner::start(const ScriptPtr &script)
{
    compile(script, [this](Script &starting, const script::ScriptProgramPtr &program) {
        if (m_client && !starting.active)
            static_cast<void>(registerScript(starting, program)); // why not, is told
    });
    return script->active || script->compiling;
}

void ScriptRunner::reload(const ScriptPtr &script)
{
    // A broken one is told in the console by the watcher, as one that another program wrote is.
    compile(script, [](Script &saved, const script::ScriptProgramPtr &program) {
        if (saved.active)
            saved.binding->setProgram(program);
    });
}

bool ScriptRunner::restart(Script &script)
{
    if (!script.active)
        return true;
    const std::shared_ptr<script::ScriptBinding> before = script.binding;
    stop(script);
    if (registerScript(script, before->program()))
        return true;
    script.active = m_client->addHandler(before->handlerSpec(), before.get()).has_value();
    return false;
}

bool ScriptRunner::registerScript(Script &script, const script::ScriptProgramPtr &program)
{
    // Servers tell consumers apart by name.
    script.name = freeName(script.name, &script);
    auto binding = std::make_shared<script::ScriptBinding>(
        m_host, program,
        script::ScriptIdentity{.name = script.name, .pattern = script.pattern, .parallel = script.parallel},
        script::ScriptLimits{.timeout = script.timeout});
    const auto added = m_client->addHandler(binding->handlerSpec(), binding.get());
    Q_EMIT told(added ? QString() : added.error().text);
    if (!added)
        return false;
    forgetStopped(script); // of the binding before
    script.binding = std::move(binding);
    script.active = true;
    m_watcher.watch(script.binding);
    return true;
}

void ScriptRunner::stop(Script &script)
{
    forgetStopped(script);
    if (std::exchange(script.compiling, false))
        ++script.compilations; // what comes of it is wanted no longer
    if (!std::exchange(script.active, false) || !m_client)
        return;
    if (const auto id = handlerOf(script))
        static_cast<void>(m_client->removeHandler(*id)); // it may be gone already, which is what is wanted
}

void ScriptRunner::forgetStopped(const Script &script)
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

void ScriptRunner::fileChanged(const std::shared_ptr<script::ScriptBinding> &binding,
                               const std::optional<script::ScriptFault> &fault)
{
    const auto &scripts = m_scripts.rows();
    const auto script = std::find_if(scripts.begin(), scripts.end(),
                                     [&](const ScriptPtr &each) { return each->binding == binding; });
    if (script == scripts.end())
        return;
    (*script)->fault = fault;
    Q_EMIT fileWritten(script->get());
}

} // namespace topicscope::app
