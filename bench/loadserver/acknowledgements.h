// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace topicscope::bench {

using Clock = std::chrono::steady_clock;

//! \brief Which messages were sent and acknowledged when, exactly: every latency is kept.
class Acknowledgements
{
public:
    //! \brief For messages numbered below \a messages, all with \a payload.
    Acknowledgements(std::uint32_t messages, std::string payload);

    //! \brief The message goes out now. A repeated number keeps its first time.
    void sent(std::uint32_t number, Clock::time_point at);
    //! \brief Takes an acknowledgement: the text of a `consumed` event, or a raw frame that came back.
    void received(std::string_view text, Clock::time_point at);
    //! \brief Forgets what was measured so far; messages sent before count no more.
    void restart();

    [[nodiscard]] std::uint64_t count() const noexcept { return m_latencies.size(); }
    [[nodiscard]] std::uint64_t repeated() const noexcept { return m_repeated; } //!< a message acknowledged twice
    //! without an id of ours, or not sent yet
    [[nodiscard]] std::uint64_t foreign() const noexcept { return m_foreign; }
    [[nodiscard]] std::uint64_t altered() const noexcept { return m_altered; } //!< without the payload as it was sent
    [[nodiscard]] Clock::time_point last() const noexcept { return m_last; } //!< when the latest came
    //! \brief Latencies from sent to acknowledged that each of \a percents does not exceed (nearest rank).
    [[nodiscard]] std::vector<std::chrono::nanoseconds> percentiles(std::span<const double> percents);

private:
    [[nodiscard]] static std::size_t find(std::string_view text, std::string_view wanted, std::size_t &hint);

    std::string m_payload;
    std::vector<Clock::time_point> m_sentAt; // by number; never or done where it is the epoch
    std::vector<std::uint8_t> m_done; // by number
    std::vector<std::chrono::nanoseconds> m_latencies;
    std::size_t m_idHint = 0; // where the last one stood: a client's acknowledgements look alike
    std::size_t m_payloadHint = 0;
    std::uint64_t m_repeated = 0;
    std::uint64_t m_foreign = 0;
    std::uint64_t m_altered = 0;
    Clock::time_point m_last;
};

} // namespace topicscope::bench
