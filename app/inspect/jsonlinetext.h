// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <string>
#include <string_view>

//! The strings of a JSON text as a line of a tree has them. All take them with their quotes. Thread: any.
namespace topicscope::app {

//! \brief What stands between the quotes, its escapes resolved.
[[nodiscard]] std::string unquoted(std::string_view quoted);
//! \brief A string for its line: in quotes, with marks for what cannot be seen, and cut when it is long.
[[nodiscard]] QString shownString(std::string_view quoted);
//! \brief A key for its line. One that is empty or has quotes of its own stands in quotes, as it was received.
[[nodiscard]] QString shownKey(std::string_view quoted);
//! \brief Bytes (`h'00ff'`) for their line: how many, and the first of them, "2 bytes: 00 ff".
[[nodiscard]] QString shownBytes(std::string_view notation);
//! \brief Whether \a key, without quotes, needs none in a path.
[[nodiscard]] bool isWord(const QString &key);

} // namespace topicscope::app
