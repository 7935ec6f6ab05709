// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"

#include <chrono>
#include <optional>

namespace topicscope::net {

//! \brief Waiting times between two attempts to connect (see ReconnectPolicy).
struct ReconnectSettings {
    bool enabled = true;
    int attempts = 0; //!< 0: for ever
    std::chrono::milliseconds delay{2'000};
    std::chrono::milliseconds delayMax{10'000};
    bool awaitServer = false; //!< a server that refuses us before there was a connection is asked again, too

    friend bool operator==(const ReconnectSettings &, const ReconnectSettings &) = default;
};

//! \brief How long to wait before the next attempt: twice as long each time, up to a bound, with jitter.
//!
//! A connection that did not last is one more failed attempt: a server that lets everybody in and throws them out at
//! once is not asked faster and faster, nor for ever where attempts are counted. The jitter of a quarter either way
//! keeps the clients of a restarted server from coming back all at once. Holds no clock and no timer. Thread: one at a
//! time.
class ReconnectPolicy
{
public:
    explicit ReconnectPolicy(ReconnectSettings settings);

    //! \brief The wait before the next attempt, which counts as made; nothing when no more is allowed.
    //! \a random is in [0, 1): 0 shortens the wait by a quarter, 0.5 leaves it.
    [[nodiscard]] std::optional<std::chrono::milliseconds> next(double random);
    //! \brief Begins anew.
    void reset() noexcept;
    //! \brief An attempt led to a connection, at \a now.
    void noteConnected(base::SteadyTime now) noexcept { m_connectedAt = now; }
    //! \brief It was lost at \a now. After one that lasted longer than the longest wait (but at least five seconds, and
    //! at most a minute) the next failure begins anew. Does nothing where there was none.
    void noteLost(base::SteadyTime now) noexcept;
    //! \brief Attempts since the last connection that lasted.
    [[nodiscard]] int attemptsMade() const noexcept { return m_made; }

private:
    ReconnectSettings m_settings;
    std::optional<base::SteadyTime> m_connectedAt;
    int m_made = 0;
};

} // namespace topicscope::net
