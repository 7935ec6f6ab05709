// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

//! \brief Walks over JSON text, and payload/notation.h, without changing it: values are found by their place, and shown
//! as they were received.
//!
//! The text is expected to be valid (messages are checked when they arrive); anything else ends the walk early and
//! never reads outside the text. Nesting costs no stack. Thread: any.
namespace topicscope::payload::jsonscan {

enum class Kind : unsigned char {
    Object,
    Array,
    String,
    Number,
    Literal,
    Bytes, //!< `h'00ff'`
    Tagged, //!< `1(...)`: holds the one value
};

//! \brief One value, and the key it has when it stands in an object (a string with its quotes, as a rule). Offsets
//! count from the text's start.
struct Value {
    std::size_t begin = 0;
    std::size_t end = 0; //!< one past the last character
    std::size_t keyBegin = 0;
    std::size_t keyEnd = 0; //!< equal to keyBegin when there is no key
    Kind kind = Kind::Literal;

    [[nodiscard]] bool isContainer() const
    {
        return kind == Kind::Object || kind == Kind::Array || kind == Kind::Tagged;
    }
    [[nodiscard]] bool hasKey() const { return keyEnd > keyBegin; }
    //! \brief Where its key begins, or itself when it has none.
    [[nodiscard]] std::size_t place() const { return hasKey() ? keyBegin : begin; }
};

[[nodiscard]] std::size_t skipSpace(std::string_view text, std::size_t at);
//! \brief The value that begins at \a at. \a end is where it ends, 0 when that is not known.
[[nodiscard]] Value valueAt(std::string_view text, std::size_t at, std::size_t end = 0);

//! \brief One past the "1(" that begins a tagged value at \a at; 0 for another value.
[[nodiscard]] std::size_t tagHead(std::string_view text, std::size_t at);
//! \brief Where what \a container holds begins.
[[nodiscard]] std::size_t insideOf(std::string_view text, const Value &container);

//! \brief Calls take(value) for the values directly inside \a container, in order, until it returns false. \a from is
//! where one of them begins, 0 for the first; endOf(begin) is where a value ends, 0 when that is not known.
template<typename EndOf, typename Take>
void forEachChild(std::string_view text, const Value &container, std::size_t from, EndOf endOf, Take take);

//! \brief Number of values directly inside \a container.
[[nodiscard]] std::size_t childCount(std::string_view text, const Value &container);
//! \brief The text of a JSON string with its escapes resolved; \a quoted includes the quotes. Half a pair of surrogates
//! keeps its number, in three bytes (see base::visibleText()).
[[nodiscard]] std::string unescaped(std::string_view quoted);

template<typename EndOf, typename Take>
void forEachChild(std::string_view text, const Value &container, std::size_t from, EndOf endOf, Take take)
{
    std::size_t at = from > 0 ? from : insideOf(text, container);
    while (at < container.end && text[at] != '}' && text[at] != ']' && text[at] != ')') {
        const std::size_t keyBegin = at;
        std::size_t keyEnd = at;
        if (container.kind == Kind::Object) {
            keyEnd = valueAt(text, at, endOf(at)).end;
            if (keyEnd == at)
                return;
            at = skipSpace(text, keyEnd);
            if (at >= container.end || text[at] != ':')
                return;
            at = skipSpace(text, at + 1);
        }
        Value value = valueAt(text, at, endOf(at));
        if (value.end == at)
            return;
        value.keyBegin = keyBegin;
        value.keyEnd = keyEnd;
        if (!take(value))
            return;
        at = skipSpace(text, value.end);
        if (at < container.end && text[at] == ',')
            at = skipSpace(text, at + 1);
    }
}

} // namespace topicscope::payload::jsonscan
