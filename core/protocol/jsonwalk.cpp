// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/jsonwalk_p.h"

#include "base/utf8.h"
#include "protocol/jsontext.h"

#include <bit>

namespace topicscope::protocol::json {

namespace ondemand = simdjson::ondemand;

namespace {

constexpr std::size_t capacityMin = 64 * 1024;

bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

bool skipDigits(std::string_view &text) noexcept
{
    const std::size_t before = text.size();
    while (!text.empty() && isDigit(text.front()))
        text.remove_prefix(1);
    return text.size() < before;
}

//! The grammar of numbers, RFC 8259 section 6.
bool isNumber(std::string_view text) noexcept
{
    if (text.starts_with('-'))
        text.remove_prefix(1);
    const bool leadingZero = text.starts_with('0');
    const std::size_t before = text.size();
    if (!skipDigits(text) || (leadingZero && before - text.size() > 1))
        return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (!skipDigits(text))
            return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-'))
            text.remove_prefix(1);
        if (!skipDigits(text))
            return false;
    }
    return text.empty();
}

//! A whole escape at the head of \a text, which begins with a backslash: its length, 0 for a broken one.
std::size_t escapeLength(std::string_view text) noexcept
{
    if (text.size() < 2)
        return 0;
    if (text[1] != 'u')
        return std::string_view("\"\\/bfnrt").find(text[1]) == std::string_view::npos ? 0 : 2;
    if (text.size() < 6)
        return 0;
    for (std::size_t i = 2; i < 6; ++i) {
        if (std::string_view("0123456789abcdefABCDEF").find(text[i]) == std::string_view::npos)
            return 0;
    }
    return 6;
}

bool hasValidEscapes(std::string_view inside) noexcept
{
    for (auto at = inside.find('\\'); at != std::string_view::npos; at = inside.find('\\')) {
        const std::size_t length = escapeLength(inside.substr(at));
        if (length == 0)
            return false;
        inside.remove_prefix(at + length);
    }
    return true;
}

//! A string's token with both quotes: the first stage has checked control characters, so escapes are what is left.
bool isString(std::string_view token, bool escapes) noexcept
{
    return token.size() >= 2 && token.back() == '"' && (!escapes || hasValidEscapes(token.substr(1, token.size() - 2)));
}

Fault walkArray(ondemand::value &value, int level, bool escapes)
{
    ondemand::array array;
    if (value.get_array().get(array))
        return Fault::Syntax;
    for (auto element : array) {
        ondemand::value item;
        if (element.get(item))
            return Fault::Syntax;
        if (const Fault fault = walk(item, level + 1, escapes); fault != Fault::None)
            return fault;
    }
    return Fault::None;
}

Fault walkObject(ondemand::value &value, int level, bool escapes)
{
    ondemand::object object;
    if (value.get_object().get(object))
        return Fault::Syntax;
    for (auto entry : object) {
        ondemand::field field;
        if (std::move(entry).get(field) || !insideOfString(field.key().raw()))
            return Fault::Syntax;
        if (const Fault fault = walk(field.value(), level + 1, escapes); fault != Fault::None)
            return fault;
    }
    return Fault::None;
}

//! The number in the \\u escape at the head of \a text; nothing where there is none, or a broken one.
std::optional<quint32> codeUnit(std::string_view text) noexcept
{
    if (text.size() < 2 || text[1] != 'u' || escapeLength(text) == 0)
        return std::nullopt;
    quint32 number = 0;
    for (const char c : text.substr(2, 4))
        number = number * 16 + static_cast<quint32>(isDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    return number;
}

//! Appends the code point of the \\u escapes at the head of \a text and returns how many bytes they took.
std::size_t appendCodePoint(QByteArray &out, std::string_view text)
{
    const auto first = codeUnit(text);
    if (!first) {
        base::appendWtf8(out, 0xfffdU);
        return 2;
    }
    if (*first >= 0xd800 && *first < 0xdc00 && text.substr(6).starts_with('\\')) {
        const auto second = codeUnit(text.substr(6));
        if (second && *second >= 0xdc00 && *second <= 0xdfff) {
            base::appendWtf8(out, 0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00));
            return 12;
        }
    }
    base::appendWtf8(out, *first); // a lone surrogate as it came: ids that differ in it are two
    return 6;
}

} // namespace

simdjson::error_code open(ondemand::parser &parser, const QByteArray &frame, Document &document)
{
    const auto size = static_cast<std::size_t>(frame.size());
    if (parser.capacity() < size || parser.capacity() == 0) {
        if (const auto error = parser.allocate(std::bit_ceil(std::max(size, capacityMin))))
            return error;
    }
    const simdjson::padded_string_view text(frame.constData(), size, static_cast<std::size_t>(frame.capacity()));
    return parser.iterate(text).get(document);
}

Fault walk(ondemand::value value, int level, bool escapes)
{
    const std::string_view token = trimmed(value.raw_json_token());
    if (token.empty())
        return Fault::Syntax;
    switch (token.front()) {
    case '[':
        return level > maxJsonDepth ? Fault::TooDeep : walkArray(value, level, escapes);
    case '{':
        return level > maxJsonDepth ? Fault::TooDeep : walkObject(value, level, escapes);
    case '"':
        // Consumed here: the iterator, when it skips a string by itself, would take a colon after it for that of a key.
        return isString(token, escapes) && !value.get_raw_json_string().error() ? Fault::None : Fault::Syntax;
    default:
        return token == "true" || token == "false" || token == "null" || isNumber(token) ? Fault::None : Fault::Syntax;
    }
}

base::Result<std::string_view> textOf(Document &document, ondemand::value value, int level, bool escapes)
{
    std::string_view text = value.raw_json_token();
    if (const auto fault = walk(value, level, escapes); fault != Fault::None)
        return tl::unexpected(errorOf(fault));
    if (text.front() == '{' || text.front() == '[') {
        // What it is in ends behind it, so there is a next token, which bounds it.
        const char *end = nullptr;
        if (const auto error = document.current_location().get(end))
            return tl::unexpected(errorOf(error));
        text = std::string_view(text.data(), static_cast<std::size_t>(end - text.data()));
    }
    return trimmed(text);
}

bool isAtEnd(Document &document)
{
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

std::optional<std::string_view> insideOfString(const char *begin) noexcept
{
    const char *end = begin;
    while (*end != '"') {
        if (*end != '\\') {
            ++end;
            continue;
        }
        // Six bytes may be looked at: the padding begins behind the closing quote.
        const std::size_t length = escapeLength(std::string_view(end, 6));
        if (length == 0)
            return std::nullopt;
        end += length;
    }
    return std::string_view(begin, static_cast<std::size_t>(end - begin));
}

base::Error errorOf(Fault fault)
{
    static_assert(maxJsonDepth == 512, "named in the text below");
    if (fault == Fault::TooDeep)
        return {base::ErrorCode::TooDeep, QStringLiteral("The JSON is nested deeper than 512 levels.")};
    return {base::ErrorCode::InvalidJson, QStringLiteral("The text is not valid JSON.")};
}

base::Error errorOf(simdjson::error_code error)
{
    switch (error) {
    case simdjson::UTF8_ERROR:
        return {base::ErrorCode::InvalidUtf8, QStringLiteral("The text is not valid UTF-8.")};
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
        return {base::ErrorCode::TooLarge, QStringLiteral("The JSON is too large for the memory at hand.")};
    default:
        return errorOf(Fault::Syntax);
    }
}

} // namespace topicscope::protocol::json

namespace topicscope::protocol {

void appendUnescaped(QByteArray &out, std::string_view inside)
{
    for (auto at = inside.find('\\'); at != std::string_view::npos; at = inside.find('\\')) {
        out.append(inside.data(), static_cast<qsizetype>(at));
        inside.remove_prefix(at);
        if (inside.size() == 1)
            break; // cut off
        constexpr std::string_view letters = "bfnrt";
        constexpr std::string_view meanings = "\b\f\n\r\t";
        if (inside[1] == 'u') {
            inside.remove_prefix(json::appendCodePoint(out, inside));
            continue;
        }
        const auto letter = letters.find(inside[1]);
        out.append(letter == std::string_view::npos ? inside[1] : meanings[letter]);
        inside.remove_prefix(2);
    }
    out.append(inside.data(), static_cast<qsizetype>(inside.size()));
}

} // namespace topicscope::protocol
