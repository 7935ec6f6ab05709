// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <string_view>

namespace topicscope::base {

//! \brief How many bytes of \a text, from its beginning, are valid UTF-8 (RFC 3629): all of them, or the place of the
//! first that is not. Thread: any.
[[nodiscard]] std::size_t validUtf8Prefix(std::string_view text) noexcept;

//! \brief What a text file that begins with \a bytes holds, as UTF-8: editors mark a file's encoding with a byte order
//! mark, which is no part of its text. A mark of UTF-8 is taken off, UTF-16 and UTF-32 that are marked are converted;
//! the rest stays as it is. Thread: any.
[[nodiscard]] QByteArray textOfFile(QByteArray bytes);

} // namespace topicscope::base
