// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/scripthandler.h"

#include "base/bytes.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace topicscope::script {

ScriptBinding::ScriptBinding(std::shared_ptr<ScriptHost> host, ScriptProgramPtr program, ScriptIdentity identity,
                             ScriptLimits limits)
    : m_host(std::move(host)), m_identity(std::move(identity)), m_limits(limits), m_program(std::move(program))
{
}

dispatch::HandlerSpec ScriptBinding::handlerSpec(const dispatch::RetryPolicy &retry)
{
    return {.name = m_identity.name,
            .pattern = m_identity.pattern,
            .parallel = m_identity.parallel,
            .factory = [binding = shared_from_this()]() -> base::Result<std::unique_ptr<dispatch::Handler>> {
                return std::make_unique<ScriptHandler>(binding);
            },
            .retry = retry,
            .owner = this};
}

void ScriptBinding::setProgram(ScriptProgramPtr program)
{
    resume();
    m_failuresInRow.store(0, std::memory_order_relaxed); // they were those of the version before
    m_latestCalls.store(0, std::memory_order_relaxed);
    const std::lock_guard lock(m_mutex);
    m_program = std::move(program);
    ++m_version;
    // The lanes' jobs are posted under the lock: a handler is attached as long as it is in the list.
    for (const auto &[handler, lane] : m_lanes) {
        lane->post([handler = handler, alive = std::weak_ptr<bool>(handler->m_alive)] {
            if (!alive.expired())
                handler->takeVersion();
        });
    }
}

ScriptProgramPtr ScriptBinding::program() const
{
    return current().first;
}

std::pair<ScriptProgramPtr, quint64> ScriptBinding::current() const
{
    const std::lock_guard lock(m_mutex);
    return {m_program, m_version};
}

void ScriptBinding::attach(ScriptHandler &handler, dispatch::LaneContext &lane)
{
    const std::lock_guard lock(m_mutex);
    m_lanes.emplace_back(&handler, &lane);
}

void ScriptBinding::detach(ScriptHandler &handler)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_lanes, [&handler](const auto &entry) { return entry.first == &handler; });
}

void ScriptBinding::tookOver(quint64 version, const std::optional<ScriptFault> &refused)
{
    {
        const std::lock_guard lock(m_mutex);
        if (version != m_version)
            return;
        m_refused = refused;
        m_latestFault = refused;
        if (std::exchange(m_announced, version) == version && !refused)
            return; // another lane has told already, or it is the first version
    }
    if (refused)
        m_console.append(
            ConsoleLevel::Error,
            QStringLiteral("Version %1 cannot run, the one before goes on: %2").arg(version).arg(refused->toString()),
            *refused);
    else
        m_console.append(ConsoleLevel::Notice, QStringLiteral("Version %1 has taken over.").arg(version));
}

void ScriptBinding::resume()
{
    m_timeoutsInRow.store(0, std::memory_order_relaxed);
    if (m_paused.exchange(false, std::memory_order_relaxed))
        m_console.append(ConsoleLevel::Notice, QStringLiteral("Resumed."));
}

ScriptBinding::Status ScriptBinding::status() const
{
    const std::lock_guard lock(m_mutex);
    const quint64 calls = m_latestCalls.load(std::memory_order_relaxed);
    return {.version = m_version,
            .refused = m_refused,
            .latestFault = m_latestFault,
            .paused = isPaused(),
            .timeouts = m_timeouts.load(std::memory_order_relaxed),
            .failuresInRow = m_failuresInRow.load(std::memory_order_relaxed),
            .latestCalls = static_cast<int>(calls >> callsLookedAt),
            .latestFailures = std::popcount(static_cast<quint32>(calls))};
}

void ScriptBinding::noteCall(bool failed) noexcept
{
    static_assert(callsLookedAt == 32, "a bit for each in half of 64");
    quint64 before = m_latestCalls.load(std::memory_order_relaxed);
    quint64 after = 0;
    do {
        const quint64 count = std::min<quint64>((before >> callsLookedAt) + 1, callsLookedAt);
        after = (count << callsLookedAt) | static_cast<quint32>(before << 1U) | (failed ? 1U : 0U);
        // Calls that all succeed write nothing here that lanes would wait for each other for.
    } while (after != before && !m_latestCalls.compare_exchange_weak(before, after, std::memory_order_relaxed));
}

void ScriptBinding::callSucceeded() noexcept
{
    if (m_timeoutsInRow.load(std::memory_order_relaxed) != 0)
        m_timeoutsInRow.store(0, std::memory_order_relaxed);
    if (m_failuresInRow.load(std::memory_order_relaxed) != 0)
        m_failuresInRow.store(0, std::memory_order_relaxed);
    noteCall(false);
}

void ScriptBinding::callFailed(const ScriptFault &fault, const base::Message *message)
{
    m_failuresInRow.fetch_add(1, std::memory_order_relaxed);
    noteCall(true);
    if (message)
        m_console.appendFailure(fault, base::textOf(message->topic()), base::textOf(message->id()),
                                message->sequence());
    else
        m_console.append(ConsoleLevel::Error, fault.toString(), fault);
    {
        const std::lock_guard lock(m_mutex);
        m_latestFault = fault;
    }
    if (fault.code != base::ErrorCode::Timeout)
        return;
    m_timeouts.fetch_add(1, std::memory_order_relaxed);
    if (m_timeoutsInRow.fetch_add(1, std::memory_order_relaxed) + 1 != m_limits.pauseAfter)
        return;
    m_paused.store(true, std::memory_order_relaxed);
    const QString text = QStringLiteral("Paused after %1 calls in a row that took too long. Its messages fail, and "
                                        "wait among the dead letters, until the script is changed or resumed.")
                             .arg(m_limits.pauseAfter);
    m_console.append(ConsoleLevel::Notice, text);
    m_host->alert(m_identity.name, text);
}

void ScriptBinding::print(ConsoleLevel level, const QString &text)
{
    m_console.append(level, text);
    if (level == ConsoleLevel::Alert)
        m_host->alert(m_identity.name, text);
}

base::Result<void> ScriptBinding::publish(ScriptPublication publication)
{
    if (publication.producer.isEmpty())
        publication.producer = m_identity.name;
    return m_host->publish(publication, [weak = weak_from_this(),
                                         topic = publication.topic](const base::Result<void> &result) {
        if (const auto self = weak.lock(); self && !result)
            self->m_console.append(ConsoleLevel::Error,
                                   QStringLiteral("Publishing to \"%1\" failed: %2").arg(topic, result.error().text));
    });
}

base::Result<void> ScriptBinding::metric(const QString &name, double value)
{
    return m_metrics.record(name, value);
}

} // namespace topicscope::script
