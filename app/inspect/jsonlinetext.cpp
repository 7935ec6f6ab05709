// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inspect/jsonlinetext.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "base/visibletext.h"
#include "common/figuretext.h"
#include "payload/jsonscan.h"

#include <QCoreApplication>

#include <algorithm>

namespace topicscope::app {

namespace jsonscan = payload::jsonscan;

namespace {

std::string_view innerOf(std::string_view quoted)
{
    quoted.remove_prefix(std::min<std::size_t>(1, quoted.size()));
    if (!quoted.empty())
        quoted.remove_suffix(1);
    return quoted;
}

//! The beginning of what stands between the quotes, cut neither inside a character nor inside an escape.
std::string_view shownPart(std::string_view inner)
{
    if (inner.size() <= maxShownBytes)
        return inner;
    std::size_t end = 0;
    for (std::size_t at = 0; at < maxShownBytes;) {
        const bool escape = inner[at] == '\\';
        const bool unicode = escape && inner.substr(at).size() > 5 && inner[at + 1] == 'u';
        // The first half of a pair of surrogates stays with the second.
        const bool high = unicode && (inner[at + 2] == 'd' || inner[at + 2] == 'D')
                          && std::string_view("89abAB").find(inner[at + 3]) != std::string_view::npos;
        const bool pair = high && inner.substr(at + 6, 2) == "\\u";
        at += pair ? 12 : unicode ? 6 : escape ? 2 : 1;
        if (at <= maxShownBytes)
            end = at;
    }
    return base::cutAtCharacter(inner, end);
}

} // namespace

std::string unquoted(std::string_view quoted)
{
    if (!quoted.starts_with('"'))
        return std::string(quoted); // a key that is no text
    return quoted.find('\\') == std::string_view::npos ? std::string(innerOf(quoted)) : jsonscan::unescaped(quoted);
}

QString shownString(std::string_view quoted)
{
    const std::string_view inner = innerOf(quoted);
    const std::string_view part = shownPart(inner);
    const QString text = base::visibleText('"' + unquoted('"' + std::string(part) + '"') + '"');
    return part.size() < inner.size() ? text + cutMark(inner.size()) : text;
}

QString shownKey(std::string_view quoted)
{
    const std::string_view inner = innerOf(quoted);
    const bool asItIs = !quoted.starts_with('"') || inner.empty() || inner.find('"') != std::string_view::npos;
    if (asItIs)
        return shownText(quoted);
    const std::string_view part = shownPart(inner);
    const QString text = base::visibleText(unquoted('"' + std::string(part) + '"'));
    return part.size() < inner.size() ? text + cutMark(inner.size()) : text;
}

QString shownBytes(std::string_view notation)
{
    constexpr std::size_t mostShown = 32;
    const std::size_t frame = std::string_view("h''").size();
    const std::size_t count = (std::max(notation.size(), frame) - frame) / 2;
    QString text = count == 1 ? QCoreApplication::translate("JsonLineText", "1 byte")
                              : QCoreApplication::translate("JsonLineText", "%1 bytes").arg(countText(count));
    for (std::size_t i = 0; i < std::min(count, mostShown); ++i)
        text += (i == 0 ? QStringLiteral(": ") : QStringLiteral(" ")) + base::textOf(notation.substr(2 + 2 * i, 2));
    return count > mostShown ? text + QStringLiteral(" \u2026") : text;
}

bool isWord(const QString &key)
{
    const auto inWord = [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'$'; };
    return !key.isEmpty() && !key.front().isDigit() && std::all_of(key.begin(), key.end(), inWord);
}

} // namespace topicscope::app
