// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "payload/jsonscan.h"

#include "base/visibletext.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace topicscope::payload::jsonscan {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
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
        if (c == '{' || c == '[' || c == '(')
            ++depth;
        else if ((c == '}' || c == ']' || c == ')') && --depth == 0)
            return at;
    }
    return text.size();
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// One past the number, word or quoted word that begins at \a at.
std::size_t skipWord(std::string_view text, std::size_t at)
{
    while (at < text.size() && std::string_view(" \n\r\t,:}])").find(text[at]) == std::string_view::npos) {
        const char closer = text[at] == '(' ? ')' : text[at] == '\'' ? '\'' : '\0';
        if (closer != '\0')
            at = std::min(text.find(closer, at + 1), text.size() - 1);
        ++at;
    }
    return at;
}

std::size_t endUnknown(std::size_t)
{
    return 0;
}

int hexDigit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// The four hex digits of a \u escape that begin at \a at; -1 when they are none.
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

} // namespace

std::size_t skipSpace(std::string_view text, std::size_t at)
{
    while (at < text.size() && isSpace(text[at]))
        ++at;
    return at;
}

Value valueAt(std::string_view text, std::size_t at, std::size_t end)
{
    Value value{.begin = at, .end = at};
    if (at >= text.size())
        return value;
    switch (text[at]) {
    case '{':
        value.kind = Kind::Object;
        value.end = end > 0 ? end : skipContainer(text, at);
        break;
    case '[':
        value.kind = Kind::Array;
        value.end = end > 0 ? end : skipContainer(text, at);
        break;
    case '"':
        value.kind = Kind::String;
        value.end = end > 0 ? end : skipString(text, at);
        break;
    default:
        if (const std::size_t inside = tagHead(text, at); inside > 0) {
            value.kind = Kind::Tagged;
            value.end = end > 0 ? end : skipContainer(text, inside - 1);
            break;
        }
        value.kind = text[at] == '-' || isDigit(text[at])               ? Kind::Number
                     : text[at] == 'h' && text.substr(at + 1, 1) == "'" ? Kind::Bytes
                                                                        : Kind::Literal;
        value.end = end > 0 ? end : skipWord(text, at);
    }
    return value;
}

std::size_t tagHead(std::string_view text, std::size_t at)
{
    const std::size_t begin = at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return at > begin && at < text.size() && text[at] == '(' ? at + 1 : 0;
}

std::size_t insideOf(std::string_view text, const Value &container)
{
    return skipSpace(text, container.kind == Kind::Tagged ? tagHead(text, container.begin) : container.begin + 1);
}

std::size_t childCount(std::string_view text, const Value &container)
{
    std::size_t count = 0;
    if (container.isContainer())
        forEachChild(text, container, 0, endUnknown, [&count](const Value &) {
            ++count;
            return true;
        });
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
            // A high surrogate followed by its low one is one character.
            if (code >= 0xd800 && code < 0xdc00 && quoted.substr(i + 1, 2) == "\\u") {
                const std::int32_t low = codeUnit(quoted, i + 3);
                if (low >= 0xdc00 && low < 0xe000) {
                    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                    i += 6;
                }
            }
            base::appendWtf8(out, code >= 0 ? static_cast<char32_t>(code) : 0xfffdU);
            break;
        }
        default:
            out.push_back(c);
        }
    }
    return out;
}

} // namespace topicscope::payload::jsonscan
