// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/jsonscan.h"

#include <cstdint>
#include <string>

namespace topicscope::app::jsonscan {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::size_t skipSpace(std::string_view text, std::size_t at)
{
    while (at < text.size() && isSpace(text[at]))
        ++at;
    return at;
}

// One past the closing quote of the string that begins at \a at.
std::size_t skipString(std::string_view text, std::size_t at)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            return at + 1;
    }
    return text.size();
}

std::size_t skipContainer(std::string_view text, std::size_t at)
{
    std::size_t depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = skipString(text, at);
            continue;
        }
        ++at;
        if (c == '{' || c == '[')
            ++depth;
        else if ((c == '}' || c == ']') && --depth == 0)
            return at;
    }
    return text.size();
}

Value valueAt(std::string_view text, std::size_t at)
{
    Value value{.begin = at, .end = at};
    if (at >= text.size())
        return value;
    switch (text[at]) {
    case '{':
        value.kind = Kind::Object;
        value.end = skipContainer(text, at);
        break;
    case '[':
        value.kind = Kind::Array;
        value.end = skipContainer(text, at);
        break;
    case '"':
        value.kind = Kind::String;
        value.end = skipString(text, at);
        break;
    default:
        value.kind = text[at] == '-' || (text[at] >= '0' && text[at] <= '9') ? Kind::Number : Kind::Literal;
        while (value.end < text.size() && !isSpace(text[value.end]) && text[value.end] != ',' && text[value.end] != '}' && text[value.end] != ']')
            ++value.end;
    }
    return value;
}

template<typename Take>
void forEachChild(std::string_view text, const Value &container, Take take)
{
    std::size_t at = skipSpace(text, container.begin + 1);
    while (at < container.end && text[at] != '}' && text[at] != ']') {
        const std::size_t keyBegin = at;
        std::size_t keyEnd = at;
        if (container.kind == Kind::Object) {
            if (text[at] != '"')
                return;
            keyEnd = skipString(text, at);
            at = skipSpace(text, keyEnd);
            if (at >= container.end || text[at] != ':')
                return;
            at = skipSpace(text, at + 1);
        }
        Value value = valueAt(text, at);
        if (value.end == at)
            return;
        value.keyBegin = keyBegin;
        value.keyEnd = keyEnd;
        take(value);
        at = skipSpace(text, value.end);
        if (at < container.end && text[at] == ',')
            at = skipSpace(text, at + 1);
    }
}

bool isContainer(const Value &value)
{
    return value.kind == Kind::Object || value.kind == Kind::Array;
}

int hexDigit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// The four hex digits of \uXXXX that begin at \a at; -1 when they are none.
std::int32_t codeUnit(std::string_view text, std::size_t at)
{
    if (at + 4 > text.size())
        return -1;
    std::int32_t unit = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const int digit = hexDigit(text[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

void appendUtf8(std::string &out, std::uint32_t code)
{
    const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0U | (code >> 6));
        put(0x80U | (code & 0x3fU));
    } else if (code < 0x10000) {
        put(0xe0U | (code >> 12));
        put(0x80U | ((code >> 6) & 0x3fU));
        put(0x80U | (code & 0x3fU));
    } else {
        put(0xf0U | (code >> 18));
        put(0x80U | ((code >> 12) & 0x3fU));
        put(0x80U | ((code >> 6) & 0x3fU));
        put(0x80U | (code & 0x3fU));
    }
}

} // namespace

Value root(std::string_view text)
{
    return valueAt(text, skipSpace(text, 0));
}

std::vector<Value> children(std::string_view text, const Value &container)
{
    std::vector<Value> found;
    if (isContainer(container))
        forEachChild(text, container, [&found](const Value &value) { found.push_back(value); });
    return found;
}

std::size_t childCount(std::string_view text, const Value &container)
{
    std::size_t count = 0;
    if (isContainer(container))
        forEachChild(text, container, [&count](const Value &) { ++count; });
    return count;
}

std::string unescaped(std::string_view quoted)
{
    if (quoted.size() >= 2)
        quoted = quoted.substr(1, quoted.size() - 2);
    std::string out;
    out.reserve(quoted.size());
    for (std::size_t i = 0; i < quoted.size(); ++i) {
        if (quoted[i] != '\\' || i + 1 >= quoted.size()) {
            out.push_back(quoted[i]);
            continue;
        }
        switch (const char c = quoted[++i]) {
        case 'b':
            out.push_back('\b');
            break;
        case 'f':
            out.push_back('\f');
            break;
        case 'n':
            out.push_back('\n');
            break;
        case 'r':
            out.push_back('\r');
            break;
        case 't':
            out.push_back('\t');
            break;
        case 'u': {
            std::int32_t code = codeUnit(quoted, i + 1);
            i += code < 0 ? 0 : 4;
            // A high surrogate followed by its low one is one character; alone it cannot be shown.
            if (code >= 0xd800 && code < 0xdc00 && quoted.substr(i + 1, 2) == "\\u") {
                const std::int32_t low = codeUnit(quoted, i + 3);
                if (low >= 0xdc00 && low < 0xe000) {
                    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                    i += 6;
                }
            }
            const bool shown = code >= 0 && !(code >= 0xd800 && code < 0xe000);
            appendUtf8(out, shown ? static_cast<std::uint32_t>(code) : 0xfffdU);
            break;
        }
        default:
            out.push_back(c);
        }
    }
    return out;
}

} // namespace topicscope::app::jsonscan
