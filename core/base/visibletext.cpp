// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/visibletext.h"

#include "base/utf8.h"

#include <QChar>

#include <algorithm>
#include <array>

namespace topicscope::base {

namespace {

constexpr std::size_t longestRun = 8; // spaces that one can still count

struct Range {
    char32_t first;
    char32_t last;
};

template<std::size_t Size>
bool isIn(const std::array<Range, Size> &ranges, char32_t code)
{
    return std::any_of(ranges.begin(), ranges.end(),
                       [code](const Range &range) { return code >= range.first && code <= range.last; });
}

//! Drawn as nothing although their category does not say so: Default_Ignorable_Code_Point of the Unicode Character
//! Database (DerivedCoreProperties.txt) as far as it is no format character, and the empty Braille pattern.
constexpr std::array<Range, 12> ignorable{{{0x034f, 0x034f},
                                           {0x115f, 0x1160},
                                           {0x17b4, 0x17b5},
                                           {0x180b, 0x180f},
                                           {0x2065, 0x2065},
                                           {0x2800, 0x2800},
                                           {0x3164, 0x3164},
                                           {0xfe00, 0xfe0f},
                                           {0xffa0, 0xffa0},
                                           {0xfff0, 0xfff8},
                                           {0xfdd0, 0xfdef},
                                           {0xe0000, 0xe0fff}}};

//! Two columns in a fixed font (EastAsianWidth.txt, W and F, in rough ranges).
constexpr std::array<Range, 9> wide{{{0x1100, 0x115f},
                                     {0x2e80, 0xa4cf},
                                     {0xac00, 0xd7a3},
                                     {0xf900, 0xfaff},
                                     {0xfe30, 0xfe6f},
                                     {0xff00, 0xff60},
                                     {0xffe0, 0xffe6},
                                     {0x1f300, 0x1faff},
                                     {0x20000, 0x3fffd}}};

constexpr char32_t spaceMark = 0x2423; // ours: a received one becomes a number

//! In letters: few fonts have the pictures of control characters (U+2400 and on), and an empty box tells nothing.
constexpr std::array<std::string_view, 33> controlNames{
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF",  "VT", "FF", "CR", "SO", "SI", "DLE",
    "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US", "DEL"};

std::string_view controlName(char32_t code)
{
    return controlNames[std::min<std::size_t>(code, controlNames.size() - 1)];
}

bool isPlain(char c)
{
    return c > 0x20 && c < 0x7f;
}

bool isInvisible(char32_t code, QChar::Category category)
{
    switch (category) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Separator_Space: // all but the space itself, which never comes here
        return true;
    default:
        return (code & 0xfffe) == 0xfffe || isIn(ignorable, code) || code == spaceMark;
    }
}

//! Whether a received U+2039 would read as the beginning of one of our marks.
bool beginsMark(std::string_view text, std::size_t after)
{
    const std::string_view rest = text.substr(after);
    const char next = rest.empty() ? ' ' : rest.front();
    return next == 'U' || next == 'x' || (next >= '0' && next <= '9')
           || std::any_of(controlNames.begin(), controlNames.end(),
                          [rest](std::string_view name) { return rest.substr(0, name.size()) == name; });
}

int digitsOf(char32_t code)
{
    return code > 0xfffff ? 6 : code > 0xffff ? 5 : 4;
}

QString hex(char32_t code, int digits)
{
    return QString::number(static_cast<uint>(code), 16).toUpper().rightJustified(digits, QLatin1Char('0'));
}

//! The spaces from \a begin on: as they are, as marks at an end of the text, or counted.
void appendSpaces(QString &out, std::size_t count, bool atEdge)
{
    if (count > longestRun)
        out += QStringLiteral("\u2039%1 spaces\u203A").arg(count);
    else
        out += QString(static_cast<qsizetype>(count),
                       atEdge ? QChar(static_cast<char16_t>(spaceMark)) : QLatin1Char(' '));
}

} // namespace

std::size_t decodeUtf8(std::string_view text, std::size_t at, char32_t &code) noexcept
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const unsigned first = byte(at);
    const std::size_t length = first < 0x80   ? 1
                               : first < 0xc2 ? 0
                               : first < 0xe0 ? 2
                               : first < 0xf0 ? 3
                               : first < 0xf5 ? 4
                                              : 0;
    if (length < 2) {
        code = first;
        return length;
    }
    code = first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xc0U) != 0x80U)
            return 0;
        code = (code << 6) | (byte(at + i) & 0x3fU);
    }
    const bool shortest = length == 2 || (length == 3 ? code >= 0x800 : code >= 0x10000);
    return shortest && code <= 0x10ffff ? length : 0;
}

void VisibleWalker::step() noexcept
{
    const std::size_t length = decodeUtf8(m_text, m_begin, m_code);
    m_end = m_begin + std::max<std::size_t>(1, length);
    if (length == 0) {
        m_kind = Kind::Byte;
        m_columns = 5;
        m_combined = -1;
        return;
    }
    if (m_code < 0x80) { // a control character: all others are dealt with in next()
        m_kind = Kind::Control;
        m_columns = static_cast<int>(controlName(m_code).size()) + 2;
        m_combined = -1;
        return;
    }
    const QChar::Category category = QChar::category(m_code);
    if (isInvisible(m_code, category) || (m_code == 0x2039 && beginsMark(m_text, m_end))) {
        m_kind = Kind::Number;
        m_columns = digitsOf(m_code) + 4;
        m_combined = -1;
        return;
    }
    settle(category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing);
}

void VisibleWalker::settle(bool combining) noexcept
{
    if (!combining) {
        m_kind = Kind::Plain;
        m_columns = isIn(wide, m_code) ? 2 : 1;
        m_combined = 0;
    } else if (m_combined >= 0 && m_combined < maxCombiningMarks) {
        m_kind = Kind::Plain;
        m_columns = 0;
        ++m_combined;
    } else {
        m_kind = Kind::Number;
        m_columns = digitsOf(m_code) + 4;
        m_combined = -1;
    }
}

void VisibleWalker::appendTo(QString &text) const
{
    switch (m_kind) {
    case Kind::Plain:
        if (QChar::requiresSurrogates(m_code)) {
            text += QChar(QChar::highSurrogate(m_code));
            text += QChar(QChar::lowSurrogate(m_code));
        } else {
            text += QChar(static_cast<char16_t>(m_code));
        }
        break;
    case Kind::Control: {
        const std::string_view name = controlName(m_code);
        text += QChar(0x2039) + QLatin1String(name.data(), static_cast<qsizetype>(name.size())) + QChar(0x203a);
        break;
    }
    case Kind::Number:
        text += QStringLiteral("\u2039U+") + hex(m_code, 4) + QChar(0x203a);
        break;
    case Kind::Byte:
        text += QStringLiteral("\u2039x") + hex(static_cast<unsigned char>(m_text[m_begin]), 2) + QChar(0x203a);
        break;
    }
}

QString visibleText(std::string_view utf8)
{
    if (std::all_of(utf8.begin(), utf8.end(), isPlain))
        return QString::fromLatin1(utf8.data(), static_cast<qsizetype>(utf8.size()));
    QString text;
    text.reserve(static_cast<qsizetype>(utf8.size()) + 16);
    VisibleWalker walker(utf8);
    std::size_t spaces = 0;
    while (walker.next()) {
        if (walker.code() == U' ' && !walker.isMark()) {
            ++spaces;
            continue;
        }
        appendSpaces(text, spaces, spaces == walker.begin());
        spaces = 0;
        walker.appendTo(text);
    }
    appendSpaces(text, spaces, true);
    return text;
}

QString visibleText(const QString &text)
{
    return visibleText(wtf8Of(text));
}

QString textOfWtf8(std::string_view wtf8)
{
    QString text;
    text.reserve(static_cast<qsizetype>(wtf8.size()));
    for (std::size_t at = 0; at < wtf8.size();) {
        char32_t code = 0;
        const std::size_t length = decodeUtf8(wtf8, at, code);
        text += QChar::fromUcs4(length > 0 ? code : U'\ufffd');
        at += std::max<std::size_t>(1, length);
    }
    return text;
}

QString visibleLines(const QString &text)
{
    const std::string utf8 = wtf8Of(text);
    QString shown;
    VisibleWalker walker(utf8);
    while (walker.next()) {
        if (walker.code() == U'\n')
            shown += QLatin1Char('\n');
        else
            walker.appendTo(shown);
    }
    return shown;
}

std::string wtf8Of(const QString &text)
{
    std::string out;
    out.reserve(static_cast<std::size_t>(text.size()));
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t code = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            code = QChar::surrogateToUcs4(text[i], text[i + 1]);
        i += code > 0xffff ? 1 : 0;
        appendWtf8(out, code);
    }
    return out;
}

} // namespace topicscope::base
