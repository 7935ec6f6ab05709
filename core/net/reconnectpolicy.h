// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <optional>

namespace topicscope::net {

//! \brief Waiting times between two attempts to connect (see ReconnectPolicy).
struct ReconnectSettings {
    bool enabled = true;
    int attempts = 0; //!< 0: for ever
    std::chrono::milliseconds delay{2'000};
    std::chrono::milliseconds delayMax{10'000};

    friend bool operator==(const ReconnectSettings &, const ReconnectSettings &) = default;
};

//! \brief How long to wait before the next attempt: twice as long each time, up to a bound, with jitter.
//!
//! The jitter of a quarter either way keeps the clients of a restarted server from coming back all at once.
//! Holds no clock and no timer. Thread: one at a time.
class ReconnectPolicy
{
public:
    explicit ReconnectPolicy(ReconnectSettings settings);

    //! \brief The wait before the next attempt, which counts as made; nothing when no more is allowed.
    //! \a random is in [0, 1): 0 shortens the wait by a quarter, 0.5 leaves it.
    [[nodiscard]] std::optional<std::chrono::milliseconds> next(double random);
    //! \brief After a success: the next failure begins anew.
    void reset() noexcept { m_made = 0; }
    //! \brief Attempts since the last success.
    [[nodiscard]] int attemptsMade() const noexcept { return m_made; }

private:
    ReconnectSettings m_settings;
    int m_made = 0;
};

} // namespace topicscope::net
