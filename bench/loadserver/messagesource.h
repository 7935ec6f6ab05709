// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace topicscope::bench {

//! \brief The messages of a run: frames encoded once, with id and topic patched in place.
//!
//! Each is a WebSocket text frame of the event `42["message",{...}]`, 200 bytes of text behind 4 bytes of header.
class MessageSource
{
public:
    static constexpr std::size_t textSize = 200;
    static constexpr std::size_t headerSize = 4;
    static constexpr std::size_t frameSize = headerSize + textSize;
    static constexpr std::size_t idSize = 36;
    //! \brief What all ids start with; eight hexadecimal digits with the message's number follow.
    static constexpr std::string_view idPrefix = "5c0beb5e-1f2a-4d3c-8b4a-0000";
    static constexpr std::size_t idOffset = 50; //!< in the text

    //! \brief \a duplicatesPercent of the messages repeat one of the 500 before them. Topics take turns by number.
    MessageSource(std::uint32_t topics, std::uint32_t duplicatesPercent);

    struct Batch {
        std::string_view bytes; //!< whole frames; valid until the next call
        std::span<const std::uint32_t> numbers; //!< the number in each frame's id
    };
    //! \brief The next \a count messages, at most maxBatch.
    [[nodiscard]] Batch next(std::size_t count);
    static constexpr std::size_t maxBatch = 320; // 64 KiB

    //! \brief Different ids handed out so far: their numbers are 0 up to, not including, this.
    [[nodiscard]] std::uint32_t uniqueCount() const noexcept { return m_unique; }
    //! \brief The payload that every message carries.
    [[nodiscard]] const std::string &payload() const noexcept { return m_payload; }

    //! \brief Writes the id with \a number over the idSize bytes at \a at.
    static void writeId(char *at, std::uint32_t number) noexcept;

private:
    [[nodiscard]] std::uint32_t nextNumber();

    std::uint32_t m_topics;
    std::uint32_t m_duplicatesPercent;
    std::string m_payload;
    std::vector<char> m_frames;
    std::vector<std::uint32_t> m_numbers;
    std::vector<std::string> m_topicDigits;
    std::uint32_t m_unique = 0;
    std::uint32_t m_owed = 0; // percent of a duplicate
    std::uint32_t m_random = 1;
};

} // namespace topicscope::bench
