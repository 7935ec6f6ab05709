// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"

#include <string_view>

//! What the bytes of a payload are. Thread: any.
namespace topicscope::payload {

//! \brief What a message carries: its payload, or the one attachment that stands for all of it. Lives as the message.
struct Body {
    std::string_view bytes;
    base::Encoding encoding = base::Encoding::Unknown;
    std::span<const QByteArray> attachments; //!< that JSON has places for
    QByteArray buffer; //!< keeps the bytes, for who wants them longer
};

//! \brief The encoding that a media type names ("application/json; charset=utf-8", "application/vnd.x+cbor"); Unknown
//! for one that says nothing of the kind, application/octet-stream included: that is what senders call whatever they
//! have.
[[nodiscard]] base::Encoding encodingOfMediaType(std::string_view mediaType);

//! \brief How \a bytes are to be read: as \a mediaType says, else as \a preferred, else as JSON, UTF-8 text without
//! control characters (but white space and escapes of terminals), or the one map or array of MessagePack or CBOR that
//! they are. Both of those at once, and the rest, are Binary. What they are said to be is believed where they can be
//! read so. Looks at all bytes. Never Unknown.
[[nodiscard]] base::Encoding encodingOf(std::string_view bytes, std::string_view mediaType = {},
                                        base::Encoding preferred = base::Encoding::Unknown);

//! \brief How the payload of \a message is to be read; found once, by whoever asks first.
[[nodiscard]] base::Encoding encodingOf(const base::Message &message);

//! \brief Whether \a bytes can be read as \a encoding.
[[nodiscard]] bool isReadableAs(std::string_view bytes, base::Encoding encoding);

//! \brief What \a message carries. Of a message with attachments it looks whether its payload is one of them, and then
//! at the bytes of that one each time.
[[nodiscard]] Body bodyOf(const base::Message &message);

} // namespace topicscope::payload
