// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "base/printabletext.h"
#include "base/utf8.h"
#include "base/visibletext.h"
#include "check.h"
#include "jsonreference.h"

#include <QList>
#include <QStringEncoder>

#include <algorithm>

using namespace topicscope;
using namespace topicscope::fuzz;
using base::viewOf;

namespace {

constexpr std::string_view controls[] = {"NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS",  "TAB", "LF",
                                         "VT",  "FF",  "CR",  "SO",  "SI",  "DLE", "DC1", "DC2", "DC3", "DC4", "NAK",
                                         "SYN", "ETB", "CAN", "EM",  "SUB", "ESC", "FS",  "GS",  "RS",  "US",  "DEL"};

//! What the inside of a mark, such as "TAB", "U+202E", "xFF" or "12 spaces", stands for; nothing where it is no mark.
std::optional<std::string> meaningOf(const QString &mark)
{
    bool isNumber = false;
    if (mark.endsWith(QStringLiteral(" spaces"))) {
        const uint count = mark.chopped(7).toUInt(&isNumber);
        return isNumber && mark.at(0) >= QLatin1Char('0') && mark.at(0) <= QLatin1Char('9')
                   ? std::optional(std::string(count, ' '))
                   : std::nullopt;
    }
    if (mark.startsWith(QStringLiteral("U+"))) {
        std::string character;
        base::appendWtf8(character, mark.sliced(2).toUInt(&isNumber, 16));
        return isNumber ? std::optional(character) : std::nullopt;
    }
    if (mark.startsWith(QLatin1Char('x'))) {
        const uint byte = mark.sliced(1).toUInt(&isNumber, 16);
        return isNumber ? std::optional(std::string(1, static_cast<char>(byte))) : std::nullopt;
    }
    const auto name = std::find(std::begin(controls), std::end(controls), mark.toStdString());
    if (name == std::end(controls))
        return std::nullopt;
    return std::string(1, name + 1 == std::end(controls) ? '\x7f' : static_cast<char>(name - std::begin(controls)));
}

//! The text that was shown as \a shown: the way back.
std::string received(const QString &shown)
{
    std::string text;
    for (qsizetype at = 0; at < shown.size(); ++at) {
        const QChar c = shown.at(at);
        if (const qsizetype end = c == QChar(0x2039) ? shown.indexOf(QChar(0x203a), at) : -1; end >= 0) {
            if (const auto meaning = meaningOf(shown.sliced(at + 1, end - at - 1))) {
                text += *meaning;
                at = end;
                continue;
            }
        }
        const bool pair = c.isHighSurrogate() && at + 1 < shown.size();
        text += c == QChar(0x2423) ? std::string(" ") : shown.sliced(at, pair ? 2 : 1).toStdString();
        at += pair ? 1 : 0;
    }
    return text;
}

//! What could steer a terminal, begin a line, turn text around or hide.
bool isHarmless(char32_t code)
{
    switch (QChar::category(code)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        return true;
    }
}

bool isHarmless(const QString &text)
{
    const QList<uint> codes = text.toUcs4();
    return std::all_of(codes.begin(), codes.end(), [](uint code) { return isHarmless(static_cast<char32_t>(code)); });
}

void tryVisible(std::string_view text)
{
    const QString shown = base::visibleText(text);
    require(isHarmless(shown), "what is shown steers and hides nothing");
    require(received(shown) == text, "what is shown stands for one text alone");
    require(shown.size() <= static_cast<qsizetype>(8 * text.size() + 8), "a mark is short");
}

//! As many whole characters of \a text as \a longest bytes hold.
std::string_view beginningOf(std::string_view text, std::size_t longest)
{
    std::string_view beginning = text.substr(0, longest);
    while (!reference::isUtf8(beginning))
        beginning.remove_suffix(1);
    return beginning;
}

void tryPrintable(std::string_view text)
{
    const QByteArray printable = base::printableText(text);
    require(reference::isUtf8(viewOf(printable)) && isHarmless(base::textOf(viewOf(printable))),
            "what is printed is one line of UTF-8 that steers nothing");
    require(base::printableText(viewOf(printable)) == printable, "what is printable stays as it is");
    const QString begin = base::shortText(text);
    constexpr qsizetype longest = 80;
    require(text.size() > static_cast<std::size_t>(longest) || begin.toUtf8() == printable,
            "a short text is not shortened");
    require(begin.size() <= 6 * longest + 3, "a text in a sentence is short");
    if (reference::isUtf8(text) && text.find("\xef\xbf\xbd") == std::string_view::npos) {
        require(!begin.contains(QChar(QChar::ReplacementCharacter)), "a text is cut between characters");
        const bool isBeginning = text.size() <= static_cast<std::size_t>(longest)
                                 || begin
                                        == base::textOf(viewOf(base::printableText(beginningOf(text, longest))))
                                               + QStringLiteral("...");
        require(isBeginning, "a shortened text is the longest beginning of whole characters");
    }
}

//! UTF-8 that may hold halves of surrogate pairs, and texts of the window.
void tryHalves(std::string_view text)
{
    std::string again;
    bool valid = true;
    for (std::size_t at = 0; at < text.size() && valid;) {
        char32_t code = 0;
        const std::size_t length = base::decodeUtf8(text, at, code);
        valid = length > 0;
        at += length;
        if (valid)
            base::appendWtf8(again, code);
    }
    require(valid == reference::isUtf8(text, reference::HalfSurrogates::Kept),
            "a character is one by RFC 3629, or half a pair");
    require(!valid || again == text, "a character survives being decoded");

    QString units; // two bytes each, so that halves of pairs occur
    for (std::size_t at = 0; at + 1 < text.size(); at += 2)
        units += QChar(static_cast<char16_t>(static_cast<unsigned char>(text[at]) << 8
                                             | static_cast<unsigned char>(text[at + 1])));
    const std::string wtf8 = base::wtf8Of(units);
    require(base::textOfWtf8(wtf8) == units && reference::isUtf8(wtf8, reference::HalfSurrogates::Kept),
            "halves of pairs survive, and stay apart");
}

//! Files, as editors save them.
void tryFile(std::string_view text)
{
    const std::size_t valid = base::validUtf8Prefix(text);
    require(valid <= text.size() && reference::isUtf8(text.substr(0, valid)),
            "the beginning that counts as UTF-8 is UTF-8");
    for (std::size_t more = 1; more <= 4 && valid + more <= text.size(); ++more)
        require(!reference::isUtf8(text.substr(0, valid + more)), "and it is the longest one");

    const QByteArray bytes = base::bytesOf(text);
    require(base::textOfFile("\xef\xbb\xbf" + bytes) == bytes, "a byte order mark is no part of a text");
    // With a null at its beginning UTF-16 and UTF-32 are alike, and a second mark is taken off by Qt.
    if (valid < text.size() || text.empty() || text.front() == '\0' || bytes.startsWith("\xef\xbb\xbf"))
        return;
    require(base::textOfFile(bytes) == bytes, "a text without a mark is as it was");
    for (const auto encoding :
         {QStringConverter::Utf16LE, QStringConverter::Utf16BE, QStringConverter::Utf32LE, QStringConverter::Utf32BE}) {
        QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
        const QByteArray file = encoder(base::textOf(text));
        require(base::textOfFile(file) == bytes, "a text is the same in each encoding that is marked");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size, 4);
    switch (input.choice) {
    case 0:
        tryVisible(input.text);
        break;
    case 1:
        tryPrintable(input.text);
        break;
    case 2:
        tryHalves(input.text);
        break;
    default:
        tryFile(input.text);
    }
    return 0;
}
