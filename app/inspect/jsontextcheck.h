// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

namespace topicscope::app {

//! \brief What is wrong with a JSON text, and where.
struct JsonFault {
    QString text; //!< a sentence for the user
    int line = 1; //!< from 1
    int column = 1; //!< in characters, from 1
    qsizetype position = 0; //!< in characters of the text, from 0
};

//! \brief Longest text that is checked, in characters.
inline constexpr qsizetype maxJsonTextLength = 4 * 1024 * 1024;

//! \brief Nothing when \a text is one JSON value of any kind (RFC 8259); otherwise its first fault. Thread: any.
[[nodiscard]] std::optional<JsonFault> findJsonFault(const QString &text);

//! \brief \a text with one member or element a line, indented by \a indent spaces. Strings, numbers and the order of
//! members stay as they are. \a text must be valid. Thread: any.
[[nodiscard]] QString formattedJson(const QString &text, int indent = 2);

} // namespace topicscope::app
