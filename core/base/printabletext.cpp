// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/printabletext.h"

#include "base/utf8.h"

#include "base/bytes.h"
#include "base/visibletext.h"

#include <algorithm>

namespace topicscope::base {

namespace {

bool isPlain(char c)
{
    return c >= 0x20 && c < 0x7f;
}

void appendUnit(QString &text, char16_t unit)
{
    text += QStringLiteral("\\u%1").arg(unit, 4, 16, QLatin1Char('0'));
}

//! As JSON writes it, so that a string in it stays what it was.
void appendEscaped(QString &text, char32_t code)
{
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) {
        text += QStringLiteral("\\x%1").arg(static_cast<uint>(code), 2, 16, QLatin1Char('0'));
    } else if (QChar::requiresSurrogates(code)) {
        appendUnit(text, QChar::highSurrogate(code));
        appendUnit(text, QChar::lowSurrogate(code));
    } else {
        appendUnit(text, static_cast<char16_t>(code));
    }
}

} // namespace

QByteArray printableText(std::string_view utf8)
{
    if (std::all_of(utf8.begin(), utf8.end(), isPlain))
        return bytesOf(utf8);
    QString printable;
    printable.reserve(static_cast<qsizetype>(utf8.size()) + 16);
    VisibleWalker walker(utf8);
    while (walker.next()) {
        if (!walker.isMark())
            walker.appendTo(printable);
        else if (char32_t code = 0; decodeUtf8(utf8, walker.begin(), code) == 0)
            printable += QChar(QChar::ReplacementCharacter);
        else
            appendEscaped(printable, code);
    }
    return printable.toUtf8();
}

QByteArray printableJson(std::string_view json)
{
    QByteArray line = bytesOf(json);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return printableText(viewOf(line));
}

QString shortText(std::string_view utf8)
{
    constexpr std::size_t longest = 80;
    const QString text = QString::fromUtf8(printableText(cutAtCharacter(utf8, longest)));
    return utf8.size() > longest ? text + QStringLiteral("...") : text;
}

} // namespace topicscope::base
