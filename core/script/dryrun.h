// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"
#include "dispatch/topicpattern.h"
#include "script/scriptconsole.h"
#include "script/scripthandler.h"
#include "stats/latencyhistogram.h"

#include <functional>
#include <utility>

namespace topicscope::script {

//! \brief What a script did with one message, and in onStart() and onTimer() since the one before.
struct DryRunOutcome {
    base::MessageState state = base::MessageState::Handled; //!< Handled, Failed or TimedOut
    bool acknowledged = false;
    QString fault; //!< why it failed, with the place
    QString reason; //!< the same without the place, which moves when a line is added
    std::chrono::nanoseconds latency{}; //!< running time
    std::vector<ScriptPublication> publications; //!< what it would have published
    std::vector<std::pair<ConsoleLevel, QString>> lines; //!< what it printed

    //! \brief "acknowledged", "withheld", "failed: ...", with what it published and alerted; for people.
    [[nodiscard]] QString summary() const;
    //! \brief Whether both did the same: outcome, reason of a failure, publications (ids made up aside), warnings and
    //! alerts. Not how fast, nor what was logged.
    [[nodiscard]] bool isSameAs(const DryRunOutcome &other) const;
};

//! \brief What a script did with many messages.
struct DryRunReport {
    quint64 messages = 0; //!< handed to the script
    quint64 acknowledged = 0;
    quint64 withheld = 0;
    quint64 failed = 0;
    quint64 timedOut = 0;
    quint64 skipped = 0; //!< malformed ones, and those whose topic the script is not for
    quint64 publications = 0;
    quint64 warnings = 0;
    quint64 alerts = 0;
    stats::LatencyHistogram latency; //!< running times
    std::vector<ScriptMetrics::Figures> metrics;
    QString lastFault;
};

//! \brief Runs a script over messages that were received before, and keeps what it does to itself: nothing is published
//! or acknowledged. onTimer() is called by the clock of the messages. Thread: the one that makes it.
class DryRun : private ScriptSink
{
public:
    //! \brief Ticks between two messages at most, however long the time between them.
    static constexpr int maxTicksInARow = 1000;

    //! \brief Makes an instance and has onStart() called. \a watchdog outlives the run. Faults: those of the script.
    [[nodiscard]] static ScriptResult<std::unique_ptr<DryRun>> start(ScriptProgramPtr program,
                                                                     const ScriptIdentity &identity,
                                                                     const ScriptLimits &limits, Watchdog &watchdog);
    ~DryRun() override;

    //! \brief Whether the script is for \a message: a pattern of its topic, and not malformed.
    [[nodiscard]] bool takes(const base::Message &message) const;
    //! \brief Runs \a message, which takes() is true for.
    DryRunOutcome handle(const base::Message &message);
    //! \brief Counts a message that takes() is false for.
    void skip() { ++m_report.skipped; }
    //! \brief Has onStop() called; further calls are not allowed. What it published and printed, with what came after
    //! the latest message.
    DryRunOutcome finish();
    //! \brief Everything so far.
    [[nodiscard]] DryRunReport report() const;

private:
    explicit DryRun(Watchdog &watchdog);

    void print(ConsoleLevel level, const QString &text) override;
    [[nodiscard]] base::Result<void> publish(ScriptPublication publication) override;
    [[nodiscard]] base::Result<void> metric(const QString &name, double value) override
    {
        return m_metrics.record(name, value);
    }
    void tickUntil(base::WallTime time);
    //! Counts a fault outside of a message.
    void note(const ScriptResult<void> &result);

    ScriptEngine m_engine;
    std::unique_ptr<ScriptInstance> m_instance;
    std::optional<dispatch::TopicPattern> m_pattern;
    ScriptMetrics m_metrics;
    DryRunReport m_report;
    DryRunOutcome m_outcome; // of the call now, and of what came since the one before
    std::optional<base::WallTime> m_nextTick;
};

//! \brief A message that two versions of a script treat differently.
struct DryRunDifference {
    base::MessagePtr message;
    DryRunOutcome before;
    DryRunOutcome after;
};

//! \brief Two versions of a script over the same messages.
struct DryRunComparison {
    static constexpr std::size_t maxDifferences = 1000;

    DryRunReport before;
    DryRunReport after;
    DryRunOutcome rest; //!< of after, at the end: onStop()
    quint64 differences = 0;
    std::vector<DryRunDifference> first; //!< of them, at most maxDifferences
};

//! \brief Yields the messages of a run, one after the other; null at the end.
using MessageSource = std::function<base::MessagePtr()>;
//! \brief Asked before each message how far the run is; false ends it with what it has so far.
using DryRunProgress = std::function<bool(quint64 messages)>;

//! \brief Runs \a after, and beside it \a before where there is one, over what \a source yields. \a outcome is told of
//! each message. Faults: a script that cannot be started. Thread: any, which it keeps busy.
[[nodiscard]] ScriptResult<DryRunComparison> dryRun(
    ScriptProgramPtr before, ScriptProgramPtr after, const ScriptIdentity &identity, const ScriptLimits &limits,
    const MessageSource &source, const DryRunProgress &progress,
    const std::function<void(const base::Message &, const DryRunOutcome &)> &outcome = {});

} // namespace topicscope::script
