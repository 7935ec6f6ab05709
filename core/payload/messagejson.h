// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"

#include <QByteArray>

#include <string_view>

//! Messages as JSON, for files and terminals: what is written here, capture::MessageFileReader reads. Thread: any.
namespace topicscope::payload {

//! \brief Appends `"topic":...,"message_id":...,"producer":...`; the latter two where the message has them.
void appendNames(QByteArray &out, const base::Message &message);

//! \brief Appends `,"message":...`, on one line: the payload, JSON as it came. Another encoding is said before it: a
//! text is written as one (`,"encoding":"text"`), MessagePack and CBOR as JSON has them, bytes as null, and with these
//! three come the bytes themselves (`,"bytes":"<base64>"`). `,"attributes":{...}` and `,"attachments":["<base64>"]`
//! come before it, where there are any; placeholders stay in the payload.
void appendPayload(QByteArray &out, const base::Message &message);

//! \brief `{"name":"value"}`. An attribute that comes more than once has an array of its values, and a value that is no
//! text is `{"base64":"..."}`.
[[nodiscard]] QByteArray attributesJson(const base::Message &message);

//! \brief What \a message carries (bodyOf()), for a line of a terminal: in the notation of payload/notation.h,
//! attachments in their places, control characters made visible.
[[nodiscard]] QByteArray printableLine(const base::Message &message);

//! \brief What \a message carries as JSON (jsonOf()); a view of its payload where that is JSON already, else of \a
//! kept. Errors: as jsonOf(), where it is not what it is known to be.
[[nodiscard]] base::Result<std::string_view> jsonOf(const base::Message &message, QByteArray &kept);

} // namespace topicscope::payload
