// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

//! A second opinion about JSON: RFC 8259 written down as plainly as possible, one character after the other.
namespace topicscope::fuzz::reference {

//! A member of an object, or an element of an array (without a key). The views point into the text that was read.
struct Item {
    std::string key; //!< unescaped
    std::string_view value; //!< raw, without the white space around it
};

//! The value at the root of a text.
struct Root {
    char kind = 0; //!< its first character
    int depth = 0; //!< levels of arrays and objects
    bool hasLoneSurrogates = false; //!< in a string anywhere
    //! a number too large or too near to zero for a double, or an integer beyond 64 bits
    bool hasExtremeNumbers = false;
    std::vector<Item> items; //!< of an array or an object
};

//! Whether one half of a surrogate pair may stand alone: what JSON can write as an escape, and UTF-8 can not (WTF-8).
enum class HalfSurrogates { Refused, Kept };

//! Well-formed UTF-8 (RFC 3629), or with half surrogates besides.
[[nodiscard]] bool isUtf8(std::string_view text, HalfSurrogates halves = HalfSurrogates::Refused);
//! The whole of \a text as one value; nothing when it is not JSON in UTF-8.
[[nodiscard]] std::optional<Root> read(std::string_view text);
//! What the string \a raw, quotes included, stands for; a lone surrogate keeps its number.
[[nodiscard]] std::string unescaped(std::string_view raw);

} // namespace topicscope::fuzz::reference
