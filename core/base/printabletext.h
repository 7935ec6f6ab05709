// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <string_view>

//! What others sent, made fit for a terminal or a log of one line each. Thread: any.
namespace topicscope::base {

//! \brief \a utf8 without anything that could steer a terminal, begin a line, turn text around or hide: C0, DEL and C1
//! control characters become visible (`\x1b`), as does all else that leaves no mark of its own (`\u202e`; VisibleWalker
//! knows which), and what is no UTF-8 becomes U+FFFD.
[[nodiscard]] QByteArray printableText(std::string_view utf8);

//! \brief The JSON value \a json as printable text on one line. It may be spread over lines; a tab or line break
//! outside of strings is only white space, and becomes a space; inside of strings it is escaped already.
[[nodiscard]] QByteArray printableJson(std::string_view json);

//! \brief The beginning of \a utf8 as printable text, for a sentence that names it.
[[nodiscard]] QString shortText(std::string_view utf8);

} // namespace topicscope::base
