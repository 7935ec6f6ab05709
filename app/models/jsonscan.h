// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>
#include <vector>

//! \brief Walks over JSON text without changing it: values are found by their place, and shown as they were received.
//!
//! The text is expected to be valid JSON (messages are checked when they arrive); anything else ends the walk early and
//! never reads outside the text. Nesting costs no stack.
namespace topicscope::app::jsonscan {

enum class Kind : unsigned char { Object, Array, String, Number, Literal };

//! \brief One value, and the key it has when it stands in an object (with its quotes). Offsets count from the text's start.
struct Value {
    std::size_t begin = 0;
    std::size_t end = 0; //!< one past the last character
    std::size_t keyBegin = 0;
    std::size_t keyEnd = 0; //!< equal to keyBegin when there is no key
    Kind kind = Kind::Literal;
};

//! \brief The value that \a text holds, space around it left out.
[[nodiscard]] Value root(std::string_view text);
//! \brief The values directly inside \a container, in order.
[[nodiscard]] std::vector<Value> children(std::string_view text, const Value &container);
//! \brief Number of values directly inside \a container.
[[nodiscard]] std::size_t childCount(std::string_view text, const Value &container);
//! \brief The text of a JSON string with its escapes resolved; \a quoted includes the quotes.
[[nodiscard]] std::string unescaped(std::string_view quoted);

} // namespace topicscope::app::jsonscan
