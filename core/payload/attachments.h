// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

//! Places in a JSON payload that stand for bytes beside it, as Socket.IO's parsers write them (protocol revision 5):
//! `{"_placeholder":true,"num":0}`. Thread: any.
namespace topicscope::payload {

//! \brief A place and the attachment that belongs there.
struct Placeholder {
    std::size_t begin = 0;
    std::size_t end = 0; //!< one past its closing brace
    std::size_t number = 0; //!< of the attachment, from 0
};

//! \brief The placeholder that begins at \a at of the valid \a json; nothing for another value.
[[nodiscard]] std::optional<Placeholder> placeholderAt(std::string_view json, std::size_t at);
//! \brief The next placeholder of the valid \a json from \a at on, of one of the first \a attachments.
//! \a at has to be outside of a string.
[[nodiscard]] std::optional<Placeholder> nextPlaceholder(std::string_view json, std::size_t at,
                                                         std::size_t attachments);
//! \brief The attachment that is all of the valid \a json; null where there is more to it, or another value.
[[nodiscard]] const QByteArray *wholeAttachment(std::string_view json, std::span<const QByteArray> attachments);

} // namespace topicscope::payload
