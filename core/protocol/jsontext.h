// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>

#include <string_view>

namespace topicscope::protocol {

//! \brief Deepest nesting of arrays and objects that is accepted, in levels, the envelope included.
inline constexpr int maxJsonDepth = 512;
//! \brief Levels that the envelope of a message takes: the event's array and the message object.
inline constexpr int envelopeDepth = 2;

//! \brief Appends \a utf8 to \a out as a JSON string, quotes included (RFC 8259, section 7). A lone surrogate, as
//! appendUnescaped() leaves it, becomes the escape it was. Thread: any.
void appendJsonString(QByteArray &out, std::string_view utf8);

//! \brief Bytes that writeJsonString() needs at most for \a utf8.
[[nodiscard]] constexpr std::size_t jsonStringRoom(std::string_view utf8) noexcept
{
    return 2 + 6 * utf8.size();
}
//! \brief Writes \a utf8 to \a out as appendJsonString() does, and returns the end of what it wrote.
[[nodiscard]] char *writeJsonString(char *out, std::string_view utf8) noexcept;

//! \brief Appends what the \a inside of a JSON string stands for. A lone surrogate keeps its number, in the three bytes
//! that UTF-8 would have for it (WTF-8), so that it stays apart from others and can be sent back; an escape that is
//! none becomes U+FFFD or its letter. Never longer than \a inside, if its escapes are valid. Thread: any.
void appendUnescaped(QByteArray &out, std::string_view inside);

//! \brief The valid \a json without line breaks, for files that hold one value a line. Thread: any.
[[nodiscard]] QByteArray onOneLine(std::string_view json);

//! \brief Whether \a json can be the payload of a message: any one JSON value, scalars too, that leaves room for its
//! envelope. Errors: InvalidUtf8, which names the byte, InvalidJson, TooDeep. Thread: any.
[[nodiscard]] base::Result<void> validatePayload(std::string_view json);

//! \brief Whether \a json is an object with a field \a key (UTF-8). False for another value. Reads whatever
//! validatePayload() takes: numbers of any size, and lone surrogates. Errors: as validatePayload(). Thread: any.
[[nodiscard]] base::Result<bool> hasField(std::string_view json, std::string_view key);
//! \brief The text of the field \a key of the object \a json; empty where there is none or it is no text, as for
//! another value. Of a key that comes twice the last one counts. A lone surrogate keeps its number, in three bytes.
//! Reads and errors: as hasField(). Thread: any.
[[nodiscard]] base::Result<QByteArray> fieldText(std::string_view json, std::string_view key);
//! \brief The element \a index of the array \a json, as it stands there; empty where there is none, as for another
//! value. Reads and errors: as hasField(). Thread: any.
[[nodiscard]] base::Result<std::string_view> elementOf(std::string_view json, std::size_t index);

} // namespace topicscope::protocol
