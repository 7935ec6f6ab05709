// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "payload/jsonscan.h"

#include "protocol/jsontext.h"

#include <algorithm>
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
    QByteArray out;
    protocol::appendUnescaped(out, quoted.size() >= 2 ? quoted.substr(1, quoted.size() - 2) : quoted);
    return out.toStdString();
}

} // namespace topicscope::payload::jsonscan
