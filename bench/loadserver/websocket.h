// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

//! The server's half of RFC 6455, as far as a load server needs it.
namespace topicscope::bench::websocket {

enum class Opcode : std::uint8_t { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

//! \brief Frames over this are refused: nothing that a client of ours sends comes near it.
inline constexpr std::size_t maxFrame = 1024 * 1024;

//! \brief A frame as it came, unmasked in place.
struct Frame {
    Opcode opcode{};
    bool final = true;
    std::string_view payload;
};

enum class ParseStatus : std::uint8_t { Complete, Incomplete, Broken };

struct Parsed {
    ParseStatus status = ParseStatus::Incomplete;
    std::size_t consumed = 0; //!< bytes of the frame, when it is complete
    Frame frame;
};

//! \brief Reads one client frame at the start of \a bytes and unmasks it there.
//! Broken: not masked, reserved bits, an over-long payload, or a control frame that breaks the rules of section 5.5.
[[nodiscard]] Parsed parseFrame(std::span<char> bytes);

//! \brief A whole server frame (not masked).
[[nodiscard]] std::string encodeFrame(Opcode opcode, std::string_view payload);

//! \brief Sec-WebSocket-Accept for \a key (section 4.2.2).
[[nodiscard]] std::string acceptKey(std::string_view key);

//! \brief The value of a header, without blanks around it; empty when it is absent. Names are compared without case.
[[nodiscard]] std::string_view headerValue(std::string_view request, std::string_view name);

} // namespace topicscope::bench::websocket
