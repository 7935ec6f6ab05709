// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/dryrun.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace topicscope::script {

using base::MessageState;

namespace {

constexpr std::size_t maxEffects = 1000; // of one call that are kept; all are counted

bool isEffect(const std::pair<ConsoleLevel, QString> &line)
{
    return line.first == ConsoleLevel::Warning || line.first == ConsoleLevel::Alert;
}

std::vector<std::pair<ConsoleLevel, QString>> effectsOf(const DryRunOutcome &outcome)
{
    std::vector<std::pair<ConsoleLevel, QString>> effects;
    std::copy_if(outcome.lines.begin(), outcome.lines.end(), std::back_inserter(effects), isEffect);
    return effects;
}

bool arePublicationsSame(const ScriptPublication &a, const ScriptPublication &b)
{
    return a.topic == b.topic && a.payload == b.payload && a.producer == b.producer;
}

} // namespace

QString DryRunOutcome::summary() const
{
    QString text = state == MessageState::Handled
                       ? (acknowledged ? QStringLiteral("acknowledged") : QStringLiteral("withheld"))
                       : (state == MessageState::TimedOut ? QStringLiteral("timed out: ") : QStringLiteral("failed: "))
                             + fault;
    for (const ScriptPublication &publication : publications)
        text += QStringLiteral("; published to %1: %2").arg(publication.topic, QString::fromUtf8(publication.payload));
    for (const auto &[level, line] : effectsOf(*this))
        text += (level == ConsoleLevel::Alert ? QStringLiteral("; alert: ") : QStringLiteral("; warning: ")) + line;
    return text;
}

bool DryRunOutcome::isSameAs(const DryRunOutcome &other) const
{
    return state == other.state && acknowledged == other.acknowledged && reason == other.reason
           && std::equal(publications.begin(), publications.end(), other.publications.begin(), other.publications.end(),
                         arePublicationsSame)
           && effectsOf(*this) == effectsOf(other);
}

DryRun::DryRun(Watchdog &watchdog) : m_engine(watchdog) {}

DryRun::~DryRun() = default;

ScriptResult<std::unique_ptr<DryRun>> DryRun::start(ScriptProgramPtr program, const ScriptIdentity &identity,
                                                    const ScriptLimits &limits, Watchdog &watchdog)
{
    std::unique_ptr<DryRun> run(new DryRun(watchdog));
    const auto pattern = dispatch::TopicPattern::parse(identity.pattern);
    if (!pattern)
        return tl::unexpected(ScriptFault{
            .file = {}, .line = 0, .column = 0, .message = pattern.error().text, .code = pattern.error().code});
    run->m_pattern = *pattern;
    auto instance = run->m_engine.instantiate(std::move(program), identity, *run, limits.timeout);
    if (!instance)
        return tl::unexpected(std::move(instance.error()));
    run->m_instance = std::move(*instance);
    run->note(run->m_instance->start());
    return run;
}

bool DryRun::takes(const base::Message &message) const
{
    return message.outcome().state != MessageState::Malformed && m_pattern->matches(message.topic());
}

DryRunOutcome DryRun::handle(const base::Message &message)
{
    tickUntil(message.receivedWallTime());
    const base::SteadyTime begin = base::SteadyClock::now();
    const auto handled = m_instance->handle(message);
    m_outcome.latency = base::SteadyClock::now() - begin;
    ++m_report.messages;
    m_report.latency.record(m_outcome.latency);
    if (handled) {
        m_outcome.acknowledged = *handled;
        ++(*handled ? m_report.acknowledged : m_report.withheld);
    } else {
        const bool late = handled.error().code == base::ErrorCode::Timeout;
        m_outcome.state = late ? MessageState::TimedOut : MessageState::Failed;
        m_outcome.fault = handled.error().toString();
        m_outcome.reason = handled.error().message;
        m_report.lastFault = m_outcome.fault;
        ++(late ? m_report.timedOut : m_report.failed);
    }
    return std::exchange(m_outcome, {});
}

void DryRun::tickUntil(base::WallTime time)
{
    const auto interval = m_instance->tickInterval();
    if (!interval)
        return;
    if (!m_nextTick)
        m_nextTick = time + *interval;
    for (int ticks = 0; *m_nextTick <= time; ++ticks) {
        if (ticks == maxTicksInARow) {
            m_nextTick = time + *interval;
            break;
        }
        note(m_instance->tick());
        *m_nextTick += *interval;
    }
}

DryRunOutcome DryRun::finish()
{
    note(m_instance->stop());
    m_instance.reset();
    return std::exchange(m_outcome, {});
}

void DryRun::note(const ScriptResult<void> &result)
{
    if (!result)
        m_report.lastFault = result.error().toString();
}

DryRunReport DryRun::report() const
{
    DryRunReport report = m_report;
    report.metrics = m_metrics.figures();
    return report;
}

void DryRun::print(ConsoleLevel level, const QString &text)
{
    m_report.warnings += level == ConsoleLevel::Warning ? 1 : 0;
    m_report.alerts += level == ConsoleLevel::Alert ? 1 : 0;
    if (m_outcome.lines.size() < maxEffects)
        m_outcome.lines.emplace_back(level, text);
}

base::Result<void> DryRun::publish(ScriptPublication publication)
{
    ++m_report.publications;
    if (m_outcome.publications.size() < maxEffects)
        m_outcome.publications.push_back(std::move(publication));
    return {};
}

ScriptResult<DryRunComparison> dryRun(ScriptProgramPtr before, ScriptProgramPtr after, const ScriptIdentity &identity,
                                      const ScriptLimits &limits, const MessageSource &source,
                                      const DryRunProgress &progress,
                                      const std::function<void(const base::Message &, const DryRunOutcome &)> &outcome)
{
    Watchdog watchdog;
    auto newer = DryRun::start(std::move(after), identity, limits, watchdog);
    if (!newer)
        return tl::unexpected(std::move(newer.error()));
    std::unique_ptr<DryRun> older;
    if (before) {
        auto made = DryRun::start(std::move(before), identity, limits, watchdog);
        if (!made)
            return tl::unexpected(std::move(made.error()));
        older = std::move(*made);
    }
    DryRunComparison comparison;
    quint64 done = 0;
    while (const base::MessagePtr message = source()) {
        if (progress && !progress(done++))
            break;
        if (!(*newer)->takes(*message)) {
            (*newer)->skip();
            if (older)
                older->skip();
            continue;
        }
        const DryRunOutcome now = (*newer)->handle(*message);
        if (outcome)
            outcome(*message, now);
        if (!older)
            continue;
        DryRunOutcome then = older->handle(*message);
        if (then.isSameAs(now))
            continue;
        if (++comparison.differences <= DryRunComparison::maxDifferences)
            comparison.first.push_back({message, std::move(then), now});
    }
    comparison.rest = (*newer)->finish();
    comparison.after = (*newer)->report();
    if (older) {
        older->finish();
        comparison.before = older->report();
    }
    return comparison;
}

} // namespace topicscope::script
