// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <string_view>

namespace topicscope::protocol {

//! \brief Deepest nesting of arrays and objects that is accepted, in levels, the envelope included.
inline constexpr int maxJsonDepth = 512;

//! \brief Appends \a utf8 to \a out as a JSON string, quotes included (RFC 8259, section 7). Thread: any.
void appendJsonString(QByteArray &out, std::string_view utf8);

} // namespace topicscope::protocol
