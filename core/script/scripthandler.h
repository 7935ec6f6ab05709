// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dispatch/handler.h"
#include "script/scriptconsole.h"
#include "script/scriptengine.h"
#include "script/scripthost.h"
#include "script/scriptmetrics.h"

#include <utility>

namespace topicscope::script {

class ScriptHandler;

//! \brief When a call of a script is too long, and what follows.
struct ScriptLimits {
    std::chrono::milliseconds timeout = ScriptEngine::defaultLimit; //!< of one call
    int pauseAfter = 3; //!< time-outs in a row after which the handler is paused; 0: never

    friend bool operator==(const ScriptLimits &, const ScriptLimits &) = default;
};

//! \brief A script bound to a topic: the version that runs, its console, its metrics, and whether it is paused.
//!
//! Shared by the handler's instances, one a lane, and by who edits the script: a new version takes over on each lane
//! between two messages, and keeps ctx.state. Thread: any.
class ScriptBinding : public ScriptSink, public std::enable_shared_from_this<ScriptBinding>
{
public:
    //! \brief How the script is.
    struct Status {
        quint64 version = 1; //!< of the program set last, counted from 1
        std::optional<ScriptFault> refused; //!< why a lane could not run that version: it runs the one before, or none
        std::optional<ScriptFault> latestFault; //!< what that version threw last, if anything
        bool paused = false;
        quint64 timeouts = 0; //!< in all
        quint64 failuresInRow = 0; //!< calls that failed since the last one that did not
        int latestCalls = 0; //!< of that version, at most callsLookedAt
        int latestFailures = 0; //!< of them
    };

    //! \brief How many of the latest calls tell whether the script works.
    static constexpr int callsLookedAt = 32;

    ScriptBinding(std::shared_ptr<ScriptHost> host, ScriptProgramPtr program, ScriptIdentity identity,
                  ScriptLimits limits = {});

    //! \brief What registers the script with a client. The binding lives on in it.
    [[nodiscard]] dispatch::HandlerSpec handlerSpec(const dispatch::RetryPolicy &retry = {});

    //! \brief Has \a program take over; it has been checked already. A paused handler goes on with it.
    void setProgram(ScriptProgramPtr program);
    [[nodiscard]] ScriptProgramPtr program() const;
    //! \brief Goes on after a pause.
    void resume();
    [[nodiscard]] Status status() const;

    [[nodiscard]] const ScriptIdentity &identity() const noexcept { return m_identity; }
    [[nodiscard]] const ScriptLimits &limits() const noexcept { return m_limits; }
    [[nodiscard]] ScriptConsole &console() noexcept { return m_console; }
    [[nodiscard]] const ScriptMetrics &metrics() const noexcept { return m_metrics; }

    void print(ConsoleLevel level, const QString &text) override;
    [[nodiscard]] base::Result<void> publish(ScriptPublication publication) override;
    [[nodiscard]] base::Result<void> metric(const QString &name, double value) override;

private:
    friend class ScriptHandler;

    void attach(ScriptHandler &handler, dispatch::LaneContext &lane);
    void detach(ScriptHandler &handler);
    //! The program that takes over, with its version.
    [[nodiscard]] std::pair<ScriptProgramPtr, quint64> current() const;
    void tookOver(quint64 version, const std::optional<ScriptFault> &refused);
    void callSucceeded() noexcept;
    void callFailed(const ScriptFault &fault, const base::Message *message = nullptr);
    void noteCall(bool failed) noexcept;
    [[nodiscard]] bool isPaused() const noexcept { return m_paused.load(std::memory_order_relaxed); }

    const std::shared_ptr<ScriptHost> m_host;
    const ScriptIdentity m_identity;
    const ScriptLimits m_limits;
    ScriptConsole m_console;
    ScriptMetrics m_metrics;
    std::atomic<quint64> m_failuresInRow{0};
    // how many in the upper half; in the lower one a bit for each, set where it failed
    std::atomic<quint64> m_latestCalls{0};
    std::atomic<bool> m_paused{false};
    std::atomic<int> m_timeoutsInRow{0};
    std::atomic<quint64> m_timeouts{0};
    mutable std::mutex m_mutex; // everything below
    ScriptProgramPtr m_program;
    quint64 m_version = 1;
    quint64 m_announced = 1; // the latest version that a lane has said it runs
    std::optional<ScriptFault> m_refused;
    std::optional<ScriptFault> m_latestFault;
    std::vector<std::pair<ScriptHandler *, dispatch::LaneContext *>> m_lanes;
};

//! \brief A script on one lane. Its instance is made there and released there: engines belong to their thread.
class ScriptHandler : public dispatch::Handler
{
public:
    explicit ScriptHandler(std::shared_ptr<ScriptBinding> binding);

    [[nodiscard]] base::Result<dispatch::Verdict> handle(const base::Message &message) override;
    [[nodiscard]] bool hasLife() const noexcept override { return true; }
    void start(dispatch::LaneContext &lane) override;
    void stop() override;

private:
    friend class ScriptBinding;

    //! The engine of this thread, made when it is first asked for.
    [[nodiscard]] ScriptEngine &engine();
    //! Makes an instance of the current version, unless it runs already.
    void takeVersion();
    void scheduleTick();
    void tick(quint64 version);

    std::shared_ptr<ScriptBinding> m_binding;
    dispatch::LaneContext *m_lane = nullptr; // while started
    std::unique_ptr<ScriptInstance> m_instance;
    quint64 m_version = 0; // taken last; it may have been refused
    std::optional<ScriptFault> m_refused; // why there is no instance
    std::shared_ptr<bool> m_alive; // for timed jobs
};

} // namespace topicscope::script
