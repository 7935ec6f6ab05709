// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loadserver/options.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <string_view>

namespace topicscope::bench {

namespace {

constexpr std::uint32_t maxCount = 50'000'000;

constexpr const char *usage = R"(Usage: bench_loadserver [OPTION VALUE]...
Sends messages to the first client that subscribes and measures its acknowledgements.
Prints {"url":...}, a line for each phase, and the result; ends when its standard input closes.

  --mode throughput|paced|raw|idle
  --count N        messages while it is measured (100000)
  --warmup N       messages before that (0)
  --window N       messages without acknowledgement at most (0: no bound)
  --rate N         messages a second, paced (1000)
  --topics N       1 to 100000 (10)
  --duplicates P   percent of messages that repeat an earlier id, 0 to 90 (0)
  --limit S        seconds after which it ends in any case (60)
)";

struct Number {
    std::string_view name;
    std::uint32_t *target;
    std::uint32_t min;
    std::uint32_t max;
};

constexpr std::array<std::string_view, 4> modes{"throughput", "paced", "raw", "idle"};

bool readMode(std::string_view text, Mode &mode)
{
    for (std::size_t i = 0; i < modes.size(); ++i) {
        if (modes[i] == text) {
            mode = static_cast<Mode>(i);
            return true;
        }
    }
    return false;
}

bool readNumber(std::string_view text, const Number &number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number.target);
    return error == std::errc() && end == text.data() + text.size() && *number.target >= number.min
           && *number.target <= number.max;
}

} // namespace

std::string nameOf(Mode mode)
{
    return std::string(modes[static_cast<std::size_t>(mode)]);
}

std::optional<Options> parseOptions(int argc, char **argv, int &exitCode)
{
    Options options;
    auto limit = static_cast<std::uint32_t>(options.limit.count());
    const std::array<Number, 7> numbers{{{"--count", &options.count, 1, maxCount},
                                         {"--warmup", &options.warmup, 0, maxCount},
                                         {"--window", &options.window, 0, maxCount},
                                         {"--rate", &options.rate, 1, 1'000'000},
                                         {"--topics", &options.topics, 1, 100'000},
                                         {"--duplicates", &options.duplicatesPercent, 0, 90},
                                         {"--limit", &limit, 1, 3'600}}};
    exitCode = 2;
    for (int i = 1; i < argc; i += 2) {
        const std::string_view name = argv[i];
        if (name == "--help" || name == "-h") {
            std::fputs(usage, stdout);
            exitCode = 0;
            return std::nullopt;
        }
        const std::string_view value = i + 1 < argc ? argv[i + 1] : "";
        bool read = name == "--mode" && readMode(value, options.mode);
        for (const Number &number : numbers)
            read = read || (number.name == name && readNumber(value, number));
        if (!read) {
            std::fprintf(stderr, "bench_loadserver: %s \"%.*s\" cannot be used; see --help.\n", argv[i],
                         int(value.size()), value.data());
            return std::nullopt;
        }
    }
    options.limit = std::chrono::seconds(limit);
    exitCode = 0;
    return options;
}

} // namespace topicscope::bench
