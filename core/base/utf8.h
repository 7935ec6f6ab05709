// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <string_view>

namespace topicscope::base {

//! \brief How many bytes of \a text, from its beginning, are valid UTF-8 (RFC 3629): all of them, or the place of the
//! first that is not. Thread: any.
[[nodiscard]] std::size_t validUtf8Prefix(std::string_view text) noexcept;

//! \brief Bytes of \a utf8 up to \a limit, cut where a character ends. Thread: any.
[[nodiscard]] std::string_view cutAtCharacter(std::string_view utf8, std::size_t limit) noexcept;

//! \brief Appends \a code, which may be half of a surrogate pair, to a QByteArray or std::string. Thread: any.
template<typename Bytes>
void appendWtf8(Bytes &out, char32_t code)
{
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
        return;
    }
    if (code < 0x800) {
        put(0xc0U | (code >> 6));
    } else {
        if (code < 0x10000) {
            put(0xe0U | (code >> 12));
        } else {
            put(0xf0U | (code >> 18));
            put(0x80U | ((code >> 12) & 0x3fU));
        }
        put(0x80U | ((code >> 6) & 0x3fU));
    }
    put(0x80U | (code & 0x3fU));
}

//! \brief What a text file that begins with \a bytes holds, as UTF-8: editors mark a file's encoding with a byte order
//! mark, which is no part of its text. A mark of UTF-8 is taken off, UTF-16 and UTF-32 that are marked are converted;
//! the rest stays as it is. Thread: any.
[[nodiscard]] QByteArray textOfFile(QByteArray bytes);

} // namespace topicscope::base
