// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loadserver/loadrun.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <ctime>

namespace topicscope::bench {

namespace {

constexpr std::chrono::milliseconds settleTime{200}; // client and scheduler come to rest before a phase
constexpr std::chrono::milliseconds graceTime{150}; // for acknowledgements that should not come

std::chrono::nanoseconds cpuTime()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

double seconds(std::chrono::nanoseconds duration)
{
    return static_cast<double>(duration.count()) / 1e9;
}

double microseconds(std::chrono::nanoseconds duration)
{
    return static_cast<double>(duration.count()) / 1e3;
}

} // namespace

LoadRun::LoadRun(const Options &options)
    : m_options(options),
      m_source(options.topics, options.duplicatesPercent),
      m_acknowledgements(options.warmup + options.count, m_source.payload())
{
}

void LoadRun::subscribed(Clock::time_point now)
{
    if (m_phase != Phase::Waiting)
        return;
    m_limit = now + m_options.limit;
    if (m_options.mode == Mode::Idle)
        begin(Phase::Measuring, 0, now);
    else
        begin(m_options.warmup > 0 ? Phase::WarmUp : Phase::Measuring,
              m_options.warmup > 0 ? m_options.warmup : m_options.count, now + settleTime);
}

void LoadRun::begin(Phase phase, std::uint32_t messages, Clock::time_point now)
{
    m_phase = phase;
    m_phaseStart = now;
    m_wanted = messages;
    m_generated = 0;
    m_uniqueBefore = m_source.uniqueCount();
    m_acknowledgements.restart();
    m_cpuBefore = cpuTime();
}

void LoadRun::fail(const QString &why, Clock::time_point now)
{
    if (m_phase == Phase::Done)
        return;
    m_error = why;
    if (m_phase != Phase::Grace)
        end(now);
    m_phase = Phase::Done;
}

void LoadRun::end(Clock::time_point now)
{
    m_complete = m_generated == m_wanted && allAcknowledged() && m_error.isEmpty() && m_phase == Phase::Measuring;
    m_end = m_complete && m_wanted > 0 ? m_acknowledgements.last() : now;
    m_cpu = cpuTime() - m_cpuBefore;
    m_phaseStart = std::min(m_phaseStart, m_end);
}

bool LoadRun::allAcknowledged() const
{
    return m_acknowledgements.count() >= m_source.uniqueCount() - m_uniqueBefore;
}

void LoadRun::advance(Clock::time_point now)
{
    const bool late = now >= m_limit;
    if (m_phase == Phase::Grace) {
        if (now >= m_end + graceTime)
            m_phase = Phase::Done;
    } else if (m_phase == Phase::Pause) {
        if (now >= m_phaseStart)
            begin(Phase::Measuring, m_options.count, now);
    } else if (isSending() && late) {
        if (m_options.mode != Mode::Idle)
            m_error = QStringLiteral("not done within %1 s").arg(m_options.limit.count());
        end(now);
        m_phase = Phase::Done;
    } else if (isSending() && m_options.mode != Mode::Idle && m_generated == m_wanted && allAcknowledged()) {
        if (m_phase == Phase::WarmUp) {
            m_phase = Phase::Pause;
            m_phaseStart = now + settleTime;
        } else {
            end(now);
            m_phase = Phase::Grace;
        }
    }
}

std::optional<Clock::time_point> LoadRun::deadline() const
{
    switch (m_phase) {
    case Phase::Waiting:
    case Phase::Done:
        return std::nullopt;
    case Phase::Pause:
        return m_phaseStart;
    case Phase::Grace:
        return m_end + graceTime;
    case Phase::WarmUp:
    case Phase::Measuring:
        break;
    }
    if (m_generated == 0 && m_wanted > 0)
        return std::min(m_limit, m_phaseStart);
    if (m_options.mode == Mode::Paced && m_generated < m_wanted)
        return std::min(m_limit,
                        m_phaseStart
                            + std::chrono::nanoseconds(std::uint64_t{m_generated} * 1'000'000'000 / m_options.rate));
    return m_limit;
}

std::size_t LoadRun::due(Clock::time_point now) const
{
    if (!isSending() || now < m_phaseStart)
        return 0;
    std::uint64_t allowed = m_wanted;
    if (m_options.mode == Mode::Paced)
        allowed = std::min<std::uint64_t>(
            allowed, static_cast<std::uint64_t>((now - m_phaseStart).count()) * m_options.rate / 1'000'000'000 + 1);
    std::uint64_t count = allowed > m_generated ? allowed - m_generated : 0;
    if (m_options.window > 0) {
        const std::uint64_t open = m_source.uniqueCount() - m_uniqueBefore - m_acknowledgements.count();
        count = std::min<std::uint64_t>(count, m_options.window > open ? m_options.window - open : 0);
    }
    return std::min<std::uint64_t>(count, MessageSource::maxBatch);
}

MessageSource::Batch LoadRun::next(Clock::time_point now)
{
    const auto batch = m_source.next(due(now));
    m_generated += static_cast<std::uint32_t>(batch.numbers.size());
    return batch;
}

QJsonObject LoadRun::result()
{
    const auto elapsed = seconds(m_end - m_phaseStart);
    const std::uint32_t unique = m_source.uniqueCount() - m_uniqueBefore;
    const auto acknowledged = static_cast<double>(m_acknowledgements.count());
    // Of a run that was cut off only what was acknowledged counts.
    const double messages = m_complete ? m_generated : acknowledged;
    QJsonObject object{
        {QStringLiteral("mode"), QString::fromStdString(nameOf(m_options.mode))},
        {QStringLiteral("complete"), m_complete},
        {QStringLiteral("messages"), static_cast<qint64>(m_generated)},
        {QStringLiteral("unique"), static_cast<qint64>(unique)},
        {QStringLiteral("acknowledged"), acknowledged},
        {QStringLiteral("seconds"), elapsed},
        {QStringLiteral("per_second"), elapsed > 0 ? messages / elapsed : 0.0},
        {QStringLiteral("repeated_acks"), static_cast<qint64>(m_acknowledgements.repeated())},
        {QStringLiteral("foreign_acks"), static_cast<qint64>(m_acknowledgements.foreign())},
        {QStringLiteral("altered_acks"), static_cast<qint64>(m_acknowledgements.altered())},
        {QStringLiteral("server_cpu"), elapsed > 0 ? seconds(m_cpu) / elapsed : 0.0},
    };
    if (!m_error.isEmpty())
        object.insert(QStringLiteral("error"), m_error);
    static constexpr std::array percents{50.0, 90.0, 99.0, 99.9, 100.0};
    static constexpr std::array names{"p50_us", "p90_us", "p99_us", "p999_us", "max_us"};
    const auto values = m_acknowledgements.percentiles(percents);
    for (std::size_t i = 0; i < names.size(); ++i)
        object.insert(QLatin1String(names[i]), microseconds(values[i]));
    return object;
}

} // namespace topicscope::bench
