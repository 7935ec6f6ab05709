// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <compare>
#include <string>
#include <string_view>

namespace topicscope::dispatch {

//! \brief A topic, or a pattern over topics.
//!
//! - `*` alone: every topic.
//! - `*` within a pattern: any run of characters, possibly empty, without the separators `/` and `.` (`orders/*`).
//! - `**` at the end of a pattern, after a separator: one or more segments of any kind (`orders.**`).
//! - anything else: that topic exactly.
//!
//! A plain value; thread: any.
class TopicPattern
{
public:
    static constexpr qsizetype maxLength = 1024;

    enum class Kind : quint8 { Any, Pattern, Exact };

    //! \brief Reads \a text. Errors: InvalidArgument for an empty or over-long text, and for `**` in another place than
    //! the end.
    [[nodiscard]] static base::Result<TopicPattern> parse(const QString &text);

    [[nodiscard]] bool matches(std::string_view topic) const noexcept;

    [[nodiscard]] Kind kind() const noexcept { return m_kind; }
    //! \brief The pattern as written, UTF-8.
    [[nodiscard]] const std::string &text() const noexcept { return m_text; }

    //! \brief Greater is more specific: exact before pattern before `*`; then more literal characters, then no `**`,
    //! then fewer wildcards.
    [[nodiscard]] std::strong_ordering compareSpecificity(const TopicPattern &other) const noexcept;

private:
    std::string m_text;
    std::string m_glob; // m_text without a final **
    Kind m_kind = Kind::Any;
    bool m_tail = false; // ends with **
    int m_literals = 0;
    int m_wildcards = 0;
};

} // namespace topicscope::dispatch
