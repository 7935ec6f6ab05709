// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <ctime>

namespace topicscope::bench {

//! \brief Seconds of CPU that this thread has used: what a benchmark takes that stops the clock in between.
//! Unlike the time of day it does not count what other programs did meanwhile.
[[nodiscard]] inline double threadSeconds() noexcept
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

} // namespace topicscope::bench
