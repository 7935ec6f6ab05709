// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/printabletext.h"

#include "base/bytes.h"

#include <algorithm>

namespace topicscope::base {

namespace {

bool isPlain(char c)
{
    return c >= 0x20 && c < 0x7f;
}

} // namespace

QByteArray printableText(std::string_view utf8)
{
    if (std::all_of(utf8.begin(), utf8.end(), isPlain))
        return bytesOf(utf8);
    const QString text = textOf(utf8);
    QString printable;
    printable.reserve(text.size() + 16);
    for (const QChar c : text) {
        const char16_t code = c.unicode();
        if (code < 0x20 || (code >= 0x7f && code < 0xa0))
            printable += QStringLiteral("\\x%1").arg(code, 2, 16, QLatin1Char('0'));
        else
            printable += c;
    }
    return printable.toUtf8();
}

QByteArray printableJson(std::string_view json)
{
    QByteArray line = bytesOf(json);
    std::replace_if(line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return printableText(viewOf(line));
}

QString shortText(std::string_view utf8)
{
    constexpr std::size_t longest = 80;
    const QString text = QString::fromUtf8(printableText(utf8.substr(0, longest)));
    return utf8.size() > longest ? text + QStringLiteral("...") : text;
}

} // namespace topicscope::base
