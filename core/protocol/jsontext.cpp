// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/jsontext.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "protocol/jsonwalk_p.h"

#include <algorithm>

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

bool beginsWith(std::string_view json, char bracket) noexcept
{
    const std::size_t begin = json.find_first_not_of(" \t\r\n");
    return begin != std::string_view::npos && json[begin] == bracket;
}

QByteArray paddedCopy(std::string_view json)
{
    QByteArray frame;
    frame.reserve(static_cast<qsizetype>(json.size() + simdjson::SIMDJSON_PADDING));
    frame.append(json.data(), static_cast<qsizetype>(json.size()));
    return frame;
}

//! Reads all of \a json and tells \a visit each field of its object: name, and value as it begins (a string to its
//! end).
template<typename Visit>
base::Result<void> visitFields(std::string_view json, Visit visit)
{
    if (!beginsWith(json, '{'))
        return validatePayload(json);
    const QByteArray frame = paddedCopy(json);
    simdjson::ondemand::parser parser;
    json::Document document;
    simdjson::ondemand::object object;
    if (const auto error = json::open(parser, frame, document))
        return tl::unexpected(json::errorOf(error));
    if (const auto error = document.get_object().get(object))
        return tl::unexpected(json::errorOf(error));
    for (auto entry : object) {
        simdjson::ondemand::field field;
        if (const auto error = std::move(entry).get(field))
            return tl::unexpected(json::errorOf(error));
        const auto raw = json::insideOfString(field.key().raw());
        if (!raw)
            return tl::unexpected(json::errorOf(json::Fault::Syntax));
        const std::string_view value = json::trimmed(field.value().raw_json_token());
        if (const auto fault = json::walk(field.value(), envelopeDepth + 2, json::hasEscapes(json));
            fault != json::Fault::None)
            return tl::unexpected(json::errorOf(fault));
        QByteArray name;
        appendUnescaped(name, *raw);
        visit(base::viewOf(name), value);
    }
    if (!json::isAtEnd(document))
        return tl::unexpected(json::errorOf(json::Fault::Syntax));
    return {};
}

} // namespace

char *writeJsonString(char *out, std::string_view utf8) noexcept
{
    constexpr char hex[] = "0123456789abcdef";
    *out++ = '"';
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        const char escape = escapeOf(c);
        if (escape == '\0') {
            // half of a surrogate pair
            if (c == 0xed && i + 2 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) >= 0xa0) {
                const auto second = static_cast<unsigned char>(utf8[i + 1]);
                const auto third = static_cast<unsigned char>(utf8[i + 2]);
                for (const char digit : {'\\', 'u', 'd', hex[(second & 0x3f) >> 2],
                                         hex[((second & 3) << 2) | ((third >> 4) & 3)], hex[third & 0xf]})
                    *out++ = digit;
                i += 2;
                continue;
            }
            *out++ = utf8[i];
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

QByteArray onOneLine(std::string_view json)
{
    // A string holds line breaks as escapes only, so each is between values.
    QByteArray line(json.data(), static_cast<qsizetype>(json.size()));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return line;
}

base::Result<void> validatePayload(std::string_view json)
{
    if (const std::size_t valid = base::validUtf8Prefix(json); valid < json.size())
        return base::failure(base::ErrorCode::InvalidUtf8,
                             QStringLiteral("It is no UTF-8 text: byte %1 cannot be read.").arg(valid + 1));
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

base::Result<bool> hasField(std::string_view json, std::string_view key)
{
    bool found = false;
    return visitFields(json, [&](std::string_view name, std::string_view) { found = found || name == key; }).map([&] {
        return found;
    });
}

base::Result<QByteArray> fieldText(std::string_view json, std::string_view key)
{
    QByteArray text;
    return visitFields(json,
                       [&](std::string_view name, std::string_view value) {
                           if (name != key)
                               return;
                           text.clear();
                           if (value.starts_with('"'))
                               appendUnescaped(text, value.substr(1, value.size() - 2));
                       })
        .map([&] { return text; });
}

base::Result<std::string_view> elementOf(std::string_view json, std::size_t index)
{
    if (!beginsWith(json, '['))
        return validatePayload(json).map([] { return std::string_view(); });
    const QByteArray frame = paddedCopy(json);
    simdjson::ondemand::parser parser;
    json::Document document;
    simdjson::ondemand::array array;
    if (const auto error = json::open(parser, frame, document))
        return tl::unexpected(json::errorOf(error));
    if (const auto error = document.get_array().get(array))
        return tl::unexpected(json::errorOf(error));
    std::string_view found;
    for (std::size_t at = 0; auto element : array) {
        simdjson::ondemand::value value;
        if (const auto error = element.get(value))
            return tl::unexpected(json::errorOf(error));
        std::string_view text = value.raw_json_token();
        if (const auto fault = json::walk(value, 2, json::hasEscapes(json)); fault != json::Fault::None)
            return tl::unexpected(json::errorOf(fault));
        if (text.front() == '{' || text.front() == '[') {
            const char *end = nullptr; // the comma or bracket behind it
            if (const auto error = document.current_location().get(end))
                return tl::unexpected(json::errorOf(error));
            text = std::string_view(text.data(), static_cast<std::size_t>(end - text.data()));
        }
        if (at++ == index)
            found = json.substr(static_cast<std::size_t>(text.data() - frame.constData()), json::trimmed(text).size());
    }
    if (!json::isAtEnd(document))
        return tl::unexpected(json::errorOf(json::Fault::Syntax));
    return found;
}

} // namespace topicscope::protocol
