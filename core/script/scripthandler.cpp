// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/scripthandler.h"

namespace topicscope::script {

using base::ErrorCode;

ScriptHandler::ScriptHandler(std::shared_ptr<ScriptBinding> binding) : m_binding(std::move(binding)) {}

ScriptEngine &ScriptHandler::engine()
{
    struct Owned {
        std::shared_ptr<ScriptHost> host; // its watchdog is to outlive the engine
        std::unique_ptr<ScriptEngine> engine; // the last, so that it goes first
    };
    // All scripts of a lane share one.
    thread_local Owned owned;
    if (!owned.engine) {
        // With the lane, and not with its thread: nobody waits for what a thread does after its lane has ended.
        m_lane->atEnd([] {
            owned.engine.reset();
            owned.host.reset();
        });
        owned.host = m_binding->m_host;
        owned.engine = std::make_unique<ScriptEngine>(owned.host->watchdog());
    }
    return *owned.engine;
}

void ScriptHandler::start(dispatch::LaneContext &lane)
{
    m_lane = &lane;
    m_alive = std::make_shared<bool>(true);
    m_binding->attach(*this, lane);
    // Ten thousand scripts that only wait for messages need no instance before one comes.
    if (m_binding->program()->hasLife())
        takeVersion();
}

void ScriptHandler::stop()
{
    m_binding->detach(*this);
    m_alive.reset();
    m_lane = nullptr;
    if (m_instance) {
        if (const auto stopped = m_instance->stop(); !stopped)
            m_binding->callFailed(stopped.error());
    }
    m_instance.reset();
}

void ScriptHandler::takeVersion()
{
    const auto [program, version] = m_binding->current();
    if (version == m_version)
        return;
    m_version = version;
    auto made = engine().instantiate(program, m_binding->m_identity, *m_binding, m_binding->m_limits.timeout,
                                     m_instance ? m_instance->state() : QJSValue());
    if (!made) {
        if (!m_instance)
            m_refused = made.error();
        m_binding->tookOver(version, made.error());
        return;
    }
    if (m_instance) {
        if (const auto stopped = m_instance->stop(); !stopped)
            m_binding->callFailed(stopped.error());
    }
    m_instance = std::move(*made);
    m_refused.reset();
    m_binding->tookOver(version, std::nullopt);
    if (const auto started = m_instance->start(); !started)
        m_binding->callFailed(started.error());
    scheduleTick();
}

base::Result<dispatch::Verdict> ScriptHandler::handle(const base::Message &message)
{
    if (m_version == 0)
        takeVersion();
    if (m_binding->isPaused())
        return base::failure(
            ErrorCode::HandlerPaused,
            QStringLiteral("The handler is paused: it took too long again and again. Change the script or resume it."));
    if (!m_instance)
        return m_refused ? tl::unexpected(m_refused->toError())
                         : base::failure(ErrorCode::HandlerFailed, QStringLiteral("The script is not running."));
    const auto handled = m_instance->handle(message);
    if (!handled) {
        m_binding->callFailed(handled.error(), &message);
        return tl::unexpected(handled.error().toError());
    }
    m_binding->callSucceeded();
    return *handled ? dispatch::Verdict::Acknowledge : dispatch::Verdict::Withhold;
}

void ScriptHandler::scheduleTick()
{
    if (const auto interval = m_instance->tickInterval(); interval && m_lane) {
        m_lane->postAt(base::SteadyClock::now() + *interval,
                       [this, alive = std::weak_ptr<bool>(m_alive), version = m_version] {
                           if (!alive.expired())
                               tick(version);
                       });
    }
}

void ScriptHandler::tick(quint64 version)
{
    if (version != m_version)
        return; // the next version has a timer of its own
    if (!m_binding->isPaused()) {
        if (const auto ticked = m_instance->tick(); !ticked)
            m_binding->callFailed(ticked.error());
        else
            m_binding->callSucceeded();
    }
    scheduleTick();
}

} // namespace topicscope::script
