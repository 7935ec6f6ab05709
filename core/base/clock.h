// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace topicscope::base {

//! \brief The clock of every latency and deadline.
using SteadyClock = std::chrono::steady_clock;
using SteadyTime = SteadyClock::time_point;

//! \brief Time of day in microseconds since 1970-01-01 UTC: for display only, never for a difference.
using WallTime = std::chrono::sys_time<std::chrono::microseconds>;

//! \brief The time of day now. Thread: any.
[[nodiscard]] inline WallTime wallNow() noexcept
{
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

//! \brief One moment on both clocks.
struct Moment {
    SteadyTime steady;
    WallTime wall;

    [[nodiscard]] static Moment now() noexcept { return {.steady = SteadyClock::now(), .wall = wallNow()}; }
};

} // namespace topicscope::base
