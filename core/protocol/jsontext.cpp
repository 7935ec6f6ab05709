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

void appendJsonString(QByteArray &out, std::string_view utf8)
{
    constexpr char hex[] = "0123456789abcdef";
    out.append('"');
    std::size_t clean = 0; // start of the run that needs no escape
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        const char escape = escapeOf(c);
        if (escape == '\0')
            continue;
        out.append(utf8.data() + clean, static_cast<qsizetype>(i - clean)).append('\\').append(escape);
        if (escape == 'u')
            out.append("00").append(hex[c >> 4]).append(hex[c & 0xf]);
        clean = i + 1;
    }
    out.append(utf8.data() + clean, static_cast<qsizetype>(utf8.size() - clean)).append('"');
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
        if (const auto fault = json::walk(value, envelopeDepth + 1); fault != json::Fault::None)
            return tl::unexpected(json::errorOf(fault));
        ++values;
    }
    if (values != 1 || !json::isAtEnd(document))
        return tl::unexpected(json::errorOf(json::Fault::Syntax));
    return {};
}

} // namespace topicscope::protocol
