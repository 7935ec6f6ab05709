// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace topicscope::bench {

enum class Mode : std::uint8_t {
    Throughput, //!< as fast as the socket takes them
    Paced, //!< evenly, a given number a second
    Raw, //!< as Throughput, over the bare socket: every frame comes back as it was sent
    Idle, //!< nothing is sent
};

//! \brief What one run of the load server does.
struct Options {
    Mode mode = Mode::Throughput;
    std::uint32_t count = 100'000; //!< messages sent while it is measured
    std::uint32_t warmup = 0; //!< messages sent and acknowledged before
    std::uint32_t window = 0; //!< messages without acknowledgement at most; 0: no bound but the socket's
    std::uint32_t rate = 1'000; //!< messages a second, when paced
    std::uint32_t topics = 10;
    std::uint32_t duplicatesPercent = 0;
    std::chrono::seconds limit{60}; //!< what is not done by then is reported as incomplete
};

//! \brief Reads the command line; prints the usage or what is wrong, and returns nothing, where there is nothing to
//! run.
[[nodiscard]] std::optional<Options> parseOptions(int argc, char **argv, int &exitCode);

//! \brief The mode as on the command line and in the result.
[[nodiscard]] std::string nameOf(Mode mode);

} // namespace topicscope::bench
