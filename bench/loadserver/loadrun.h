// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "loadserver/acknowledgements.h"
#include "loadserver/messagesource.h"
#include "loadserver/options.h"

#include <QJsonObject>

#include <optional>

namespace topicscope::bench {

//! \brief The plan and the figures of a run: what is due when, and what came of it. Knows no socket.
class LoadRun
{
public:
    explicit LoadRun(const Options &options);

    enum class Phase : std::uint8_t { Waiting, WarmUp, Pause, Measuring, Grace, Done };
    [[nodiscard]] Phase phase() const noexcept { return m_phase; }

    //! \brief A client has subscribed.
    void subscribed(Clock::time_point now);
    //! \brief The client has gone, or spoke what is not understood: the run ends.
    void fail(const QString &why, Clock::time_point now);
    //! \brief Moves on to the next phase when it is time; call it whenever something has happened.
    void advance(Clock::time_point now);
    //! \brief When advance() or next() has something to do without a message from the client.
    [[nodiscard]] std::optional<Clock::time_point> deadline() const;

    //! \brief True when next() has messages now.
    [[nodiscard]] bool hasDue(Clock::time_point now) const { return due(now) > 0; }
    //! \brief The messages that are due, as many as a batch holds.
    [[nodiscard]] MessageSource::Batch next(Clock::time_point now);

    [[nodiscard]] Acknowledgements &acknowledgements() noexcept { return m_acknowledgements; }
    //! \brief All that was measured, once the phase is Done.
    [[nodiscard]] QJsonObject result();

private:
    [[nodiscard]] std::size_t due(Clock::time_point now) const;
    [[nodiscard]] bool isSending() const noexcept { return m_phase == Phase::WarmUp || m_phase == Phase::Measuring; }
    [[nodiscard]] bool allAcknowledged() const;
    void begin(Phase phase, std::uint32_t messages, Clock::time_point now);
    void end(Clock::time_point now);

    Options m_options;
    MessageSource m_source;
    Acknowledgements m_acknowledgements;
    Phase m_phase = Phase::Waiting;
    Clock::time_point m_phaseStart;
    Clock::time_point m_limit;
    Clock::time_point m_end;
    std::uint32_t m_wanted = 0; // messages of this phase
    std::uint32_t m_generated = 0; // of those
    std::uint32_t m_uniqueBefore = 0; // ids handed out before this phase
    std::chrono::nanoseconds m_cpuBefore{};
    std::chrono::nanoseconds m_cpu{};
    bool m_complete = false;
    QString m_error;
};

} // namespace topicscope::bench
