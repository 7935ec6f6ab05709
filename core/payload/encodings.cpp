// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "payload/encodings.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "payload/attachments.h"
#include "payload/reader.h"
#include "protocol/jsontext.h"

#include <algorithm>

namespace topicscope::payload {

using base::Encoding;

namespace {

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

//! Whether there is a control character in \a bytes that texts do not have: what has one is UTF-8 by chance.
bool hasControls(std::string_view bytes)
{
    return std::any_of(bytes.begin(), bytes.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20
               && std::string_view("\t\n\r\f\x1b").find(c) == std::string_view::npos;
    });
}

} // namespace

Encoding encodingOfMediaType(std::string_view mediaType)
{
    std::string type(mediaType.substr(0, mediaType.find(';')));
    std::erase_if(type, [](char c) { return c == ' ' || c == '\t'; });
    std::transform(type.begin(), type.end(), type.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    const auto slash = type.find('/');
    if (slash == std::string::npos)
        return Encoding::Unknown;
    const auto plus = type.rfind('+'); // the structured syntax suffix, RFC 6838 section 4.2.8
    const std::string_view format = std::string_view(type).substr((plus == std::string::npos ? slash : plus) + 1);
    if (isOneOf(format, {"json", "geo+json"}))
        return Encoding::Json;
    if (isOneOf(format, {"msgpack", "x-msgpack", "vnd.msgpack", "messagepack", "x-messagepack"}))
        return Encoding::MessagePack;
    if (format == "cbor")
        return Encoding::Cbor;
    return type.starts_with("text/") ? Encoding::Text : Encoding::Unknown;
}

bool isReadableAs(std::string_view bytes, Encoding encoding)
{
    switch (encoding) {
    case Encoding::Unknown:
        return false;
    case Encoding::Json:
        return protocol::validatePayload(bytes).has_value();
    case Encoding::Text:
        return base::validUtf8Prefix(bytes) == bytes.size();
    case Encoding::MessagePack:
    case Encoding::Cbor: {
        Reader reader(bytes, encoding);
        Token token;
        while (reader.next(token)) {
        }
        return reader.isDone();
    }
    case Encoding::Binary:
        return true;
    }
    Q_UNREACHABLE();
}

Encoding encodingOf(std::string_view bytes, std::string_view mediaType, Encoding preferred)
{
    for (const Encoding said : {encodingOfMediaType(mediaType), preferred, Encoding::Json}) {
        if (said != Encoding::Unknown && isReadableAs(bytes, said))
            return said;
    }
    if (!hasControls(bytes) && isReadableAs(bytes, Encoding::Text))
        return Encoding::Text;
    const bool messagePack = isWhole(bytes, Encoding::MessagePack);
    const bool cbor = isWhole(bytes, Encoding::Cbor);
    if (messagePack == cbor)
        return Encoding::Binary; // neither, or nobody can tell
    return cbor ? Encoding::Cbor : Encoding::MessagePack;
}

Encoding encodingOf(const base::Message &message)
{
    Encoding encoding = message.knownEncoding();
    if (encoding == Encoding::Unknown) {
        encoding = encodingOf(message.payload(), message.attribute(base::contentTypeAttribute));
        message.rememberEncoding(encoding);
    }
    return encoding;
}

Body bodyOf(const base::Message &message)
{
    if (const QByteArray *whole = wholeAttachment(message.payload(), message.attachments()))
        return {.bytes = base::viewOf(*whole),
                .encoding = encodingOf(base::viewOf(*whole)),
                .attachments = {},
                .buffer = *whole};
    return {.bytes = message.payload(),
            .encoding = encodingOf(message),
            .attachments = message.attachments(),
            .buffer = message.payloadBuffer()};
}

} // namespace topicscope::payload
