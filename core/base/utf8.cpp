// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/utf8.h"

#include <QStringDecoder>

#include <simdjson.h>

namespace topicscope::base {

std::size_t validUtf8Prefix(std::string_view text) noexcept
{
    if (simdjson::validate_utf8(text.data(), text.size()))
        return text.size();
    std::size_t at = 0;
    while (at < text.size()) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (at + length > text.size() || !simdjson::validate_utf8(text.data() + at, length))
            break;
        at += length;
    }
    return at;
}

std::string_view cutAtCharacter(std::string_view utf8, std::size_t limit) noexcept
{
    if (utf8.size() <= limit)
        return utf8;
    // Bytes 10xxxxxx continue a character, which has at most three of them.
    std::size_t end = limit;
    while (end > 0 && limit - end < 3 && (static_cast<unsigned char>(utf8[end]) & 0xC0U) == 0x80U)
        --end;
    return utf8.substr(0, end);
}

QByteArray textOfFile(QByteArray bytes)
{
    const auto encoding = QStringConverter::encodingForData(bytes);
    if (!encoding)
        return bytes;
    if (*encoding == QStringConverter::Utf8) // its bytes may be what they like
        return bytes.sliced(3);
    QStringDecoder decoder(*encoding);
    return QString(decoder(bytes)).toUtf8();
}

} // namespace topicscope::base
