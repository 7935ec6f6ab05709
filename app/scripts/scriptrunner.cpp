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
    m_client = client;
    m_registered.clear();
    m_handlersSeen = 0;
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
    const auto &handlers = m_client->snapshot().handlers; // by id, from 1
    for (; m_handlersSeen < handlers.size(); ++m_handlersSeen) {
        if (const void *owner = handlers[m_handlersSeen].owner)
            m_registered.insert(owner, handlers[m_handlersSeen].id);
    }
    const auto at = m_registered.constFind(script.binding.get());
    return at == m_registered.constEnd() || handlers[at->value - 1].removed ? std::nullopt : std::optional(*at);
}

QString ScriptRunner::freeName(const QString &name, const Script *except) const
{
    const auto isTaken = [this, except](const QString &wanted) {
        const auto hasName = [&wanted](const client::HandlerFigures &handler) {
            return !handler.removed && handler.name == wanted;
        };
        const auto isOfOther = [&wanted, except](const ScriptPtr &other) {
            return other.get() != except && other->name == wanted;
        };
        return std::any_of(m_scripts.rows().begin(), m_scripts.rows().end(), isOfOther)
               || (m_client
                   && std::any_of(m_client->snapshot().handlers.begin(), m_client->snapshot().handlers.end(), hasName));
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
    script.active = m_client->addHandler(before->handlerSpec()).has_value();
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
    const auto added = m_client->addHandler(binding->handlerSpec());
    Q_EMIT told(added ? QString() : added.error().text);
    if (!added)
        return false;
    script.binding = std::move(binding);
    script.active = true;
    m_watcher.watch(script.binding);
    return true;
}

void ScriptRunner::stop(Script &script)
{
    if (std::exchange(script.compiling, false))
        ++script.compilations; // what comes of it is wanted no longer
    if (!std::exchange(script.active, false) || !m_client)
        return;
    if (const auto id = handlerOf(script))
        static_cast<void>(m_client->removeHandler(*id)); // it may be gone already, which is what is wanted
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
