// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>

#include <simdjson.h>

#include <optional>
#include <string_view>

//! Full validation on top of simdjson's On-Demand API, which by itself checks only what is asked for.
//! Its first stage validates UTF-8 and finds the tokens of the whole text; walk() checks each of them.
//! Beyond simdjson, numbers of any size and lone surrogate escapes are accepted: RFC 8259 allows them, and a
//! monitor has to show what its peers can send. Thread: any.
namespace topicscope::protocol::json {

using Document = simdjson::ondemand::document;

enum class Fault : quint8 { None, Syntax, TooDeep };

//! \brief Runs the first stage over \a frame, which has simdjson's padding behind it. \a document lives as long as the
//! walk.
[[nodiscard]] simdjson::error_code open(simdjson::ondemand::parser &parser, const QByteArray &frame,
                                        Document &document);

//! \brief Reads \a value and everything in it. \a level is the nesting level it has if it is an array or an object,
//! from 1. \a escapes is what hasEscapes() says of the text.
[[nodiscard]] Fault walk(simdjson::ondemand::value value, int level, bool escapes);
//! \brief walk(), and the text of \a value. \a document is where it is read from, and \a value not all of it.
[[nodiscard]] base::Result<std::string_view> textOf(Document &document, simdjson::ondemand::value value, int level,
                                                    bool escapes);
//! \brief Whether there is any escape in \a text: most have none, and are read faster.
[[nodiscard]] inline bool hasEscapes(std::string_view text) noexcept
{
    return text.find('\\') != std::string_view::npos;
}
//! \brief True when nothing follows what was read of \a document.
[[nodiscard]] bool isAtEnd(Document &document);

//! \brief \a text without the white space at its end.
[[nodiscard]] inline std::string_view trimmed(std::string_view text) noexcept
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

//! \brief The inside of the string whose first byte after the opening quote is at \a begin; nothing when an escape is
//! broken. The text must have passed the first stage, so that a closing quote exists.
[[nodiscard]] std::optional<std::string_view> insideOfString(const char *begin) noexcept;

[[nodiscard]] base::Error errorOf(Fault fault);
[[nodiscard]] base::Error errorOf(simdjson::error_code error);

} // namespace topicscope::protocol::json
