// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/jsontext.h"

#include "protocol/jsonwalk_p.h"

namespace topicscope::protocol {

namespace {

//! The letter of the short escape of \a c, 'u' for a long one, 0 where none is needed.
constexpr char escapeOf(unsigned char c) noexcept
{
    switch (c) {
    case '"':
        return '"';
    case '\\':
        return '\\';
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return c < 0x20 ? 'u' : '\0';
    }
}

} // namespace

char *writeJsonString(char *out, std::string_view utf8) noexcept
{
    constexpr char hex[] = "0123456789abcdef";
    *out++ = '"';
    for (const char letter : utf8) {
        const auto c = static_cast<unsigned char>(letter);
        const char escape = escapeOf(c);
        if (escape == '\0') {
            *out++ = letter;
            continue;
        }
        *out++ = '\\';
        *out++ = escape;
        if (escape == 'u') {
            *out++ = '0';
            *out++ = '0';
            *out++ = hex[c >> 4];
            *out++ = hex[c & 0xf];
        }
    }
    *out++ = '"';
    return out;
}

void appendJsonString(QByteArray &out, std::string_view utf8)
{
    const qsizetype at = out.size();
    out.resize(at + static_cast<qsizetype>(jsonStringRoom(utf8)));
    out.resize(writeJsonString(out.data() + at, utf8) - out.constData());
}

base::Result<void> validatePayload(std::string_view json)
{
    // Inside an array every value is read alike; simdjson treats a scalar at the root differently.
    QByteArray frame;
    frame.reserve(static_cast<qsizetype>(json.size() + 2 + simdjson::SIMDJSON_PADDING));
    frame.append('[').append(json.data(), static_cast<qsizetype>(json.size())).append(']');

    simdjson::ondemand::parser parser;
    json::Document document;
    simdjson::ondemand::array array;
    if (const auto error = json::open(parser, frame, document))
        return tl::unexpected(json::errorOf(error));
    if (const auto error = document.get_array().get(array))
        return tl::unexpected(json::errorOf(error));
    int values = 0;
    for (auto element : array) {
        simdjson::ondemand::value value;
        if (const auto error = element.get(value))
            return tl::unexpected(json::errorOf(error));
        if (const auto fault = json::walk(value, envelopeDepth + 1, json::hasEscapes(json)); fault != json::Fault::None)
            return tl::unexpected(json::errorOf(fault));
        ++values;
    }
    if (values != 1 || !json::isAtEnd(document))
        return tl::unexpected(json::errorOf(json::Fault::Syntax));
    return {};
}

} // namespace topicscope::protocol
