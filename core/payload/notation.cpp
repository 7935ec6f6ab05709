// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "payload/notation.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "payload/attachments.h"
#include "payload/reader.h"
#include "protocol/jsontext.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

namespace topicscope::payload {

using base::Encoding;
using Kind = Token::Kind;

namespace {

//! The shortest text that is this number again, and that no whole number has.
QByteArray floatText(double real)
{
    if (std::isnan(real))
        return "NaN";
    if (std::isinf(real))
        return real < 0 ? "-Infinity" : "Infinity";
    std::array<char, 32> text{};
    const auto result = std::to_chars(text.data(), text.data() + text.size(), real);
    const std::string_view digits(text.data(), static_cast<std::size_t>(result.ptr - text.data()));
    return base::bytesOf(digits) + (digits.find_first_of(".e") == std::string_view::npos ? ".0" : "");
}

QByteArray hexOf(std::string_view bytes)
{
    return QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toHex();
}

bool isUtf8(std::string_view text)
{
    return base::validUtf8Prefix(text) == text.size();
}

bool opens(const Token &token)
{
    return token.kind == Kind::Array || token.kind == Kind::Map || token.kind == Kind::Tag;
}

//! A value that is neither in JSON nor holds others, in the notation.
QByteArray specialNotation(const Token &token)
{
    switch (token.kind) {
    case Kind::Undefined:
        return "undefined";
    case Kind::Float:
        return floatText(token.real);
    case Kind::Simple:
        return "simple(" + QByteArray::number(token.number) + ')';
    case Kind::Text:
        return "text'" + hexOf(token.bytes) + '\'';
    case Kind::Extension:
        return "ext'" + QByteArray::number(token.type) + ':' + hexOf(token.bytes) + '\'';
    default:
        return "h'" + hexOf(token.bytes) + '\'';
    }
}

//! A value that JSON has and that holds no others; empty for another.
QByteArray plainText(const Token &token)
{
    switch (token.kind) {
    case Kind::Null:
        return "null";
    case Kind::False:
        return "false";
    case Kind::True:
        return "true";
    case Kind::Integer:
        return QByteArray::number(token.number);
    case Kind::Negative:
        // No integer type holds -1 - number where all bits are set.
        return token.number == ~quint64{0} ? QByteArray("-18446744073709551616")
                                           : '-' + QByteArray::number(token.number + 1);
    case Kind::Float:
        return std::isfinite(token.real) ? floatText(token.real) : QByteArray();
    default:
        return {};
    }
}

//! Writes the tokens of one payload.
class Writer
{
public:
    enum class Style : quint8 { Notation, Json, Marked };

    explicit Writer(Style style, std::string_view mark = {}, QList<QByteArray> *blobs = nullptr)
        : m_style(style), m_mark(mark), m_blobs(blobs)
    {
    }

    [[nodiscard]] base::Result<QByteArray> write(std::string_view bytes, Encoding encoding,
                                                 std::span<const QByteArray> attachments);

private:
    struct Level {
        char closer = 0;
        bool map = false;
        bool first = true;
    };

    void writeJson(std::string_view json, std::span<const QByteArray> attachments);
    [[nodiscard]] base::Result<void> writeBinary(std::string_view bytes, Encoding encoding);
    void writeToken(const Token &token);
    void separate(const Token &token);
    void open(const Token &token);
    void writeSpecial(const Token &token);
    [[nodiscard]] QByteArray blobNumber(std::string_view bytes);

    Style m_style;
    std::string_view m_mark;
    QList<QByteArray> *m_blobs;
    QByteArray m_out;
    std::vector<Level> m_levels;
};

base::Result<QByteArray> Writer::write(std::string_view bytes, Encoding encoding,
                                       std::span<const QByteArray> attachments)
{
    switch (encoding) {
    case Encoding::Json:
        writeJson(bytes, attachments);
        break;
    case Encoding::Text:
    case Encoding::Unknown:
    case Encoding::Binary: {
        Token token;
        token.kind = encoding == Encoding::Text ? Kind::Text : Kind::Bytes;
        token.bytes = bytes;
        writeToken(token);
        break;
    }
    case Encoding::MessagePack:
    case Encoding::Cbor:
        return writeBinary(bytes, encoding).map([this] { return m_out; });
    }
    return m_out;
}

void Writer::writeJson(std::string_view json, std::span<const QByteArray> attachments)
{
    std::size_t at = 0;
    while (const auto place = nextPlaceholder(json, at, attachments.size())) {
        m_out.append(json.data() + at, static_cast<qsizetype>(place->begin - at));
        Token token;
        token.kind = Kind::Bytes;
        token.bytes = base::viewOf(attachments[place->number]);
        writeSpecial(token);
        at = place->end;
    }
    m_out.append(json.data() + at, static_cast<qsizetype>(json.size() - at));
}

base::Result<void> Writer::writeBinary(std::string_view bytes, Encoding encoding)
{
    Reader reader(bytes, encoding);
    Token token;
    std::size_t keyLevels = 0; // open within a key that JSON has no way to write
    std::size_t keyBegin = 0;
    while (reader.next(token)) {
        if (keyLevels == 0 && !(m_style != Style::Notation && token.isKey && opens(token))) {
            writeToken(token);
            continue;
        }
        if (keyLevels == 0)
            keyBegin = token.place;
        keyLevels += opens(token) ? 1 : 0;
        keyLevels -= token.kind == Kind::End ? 1 : 0;
        if (keyLevels == 0) {
            separate(token);
            m_out.append("\"encoded'").append(hexOf(bytes.substr(keyBegin, token.place - keyBegin))).append("'\"");
        }
    }
    return reader.isDone() ? base::Result<void>() : tl::unexpected(reader.fault());
}

//! What stands before a value: nothing, a comma or a colon.
void Writer::separate(const Token &token)
{
    if (m_levels.empty())
        return;
    Level &level = m_levels.back();
    if (level.map && !token.isKey)
        m_out.append(':');
    else if (!std::exchange(level.first, false))
        m_out.append(',');
}

void Writer::open(const Token &token)
{
    switch (token.kind) {
    case Kind::Map:
        m_out.append('{');
        m_levels.push_back({.closer = '}', .map = true});
        break;
    case Kind::Array:
        m_out.append('[');
        m_levels.push_back({.closer = ']'});
        break;
    default:
        if (m_style == Style::Notation)
            m_out.append(QByteArray::number(token.number)).append('(');
        else
            m_out.append("{\"tag\":").append(QByteArray::number(token.number)).append(",\"value\":");
        m_levels.push_back({.closer = m_style == Style::Notation ? ')' : '}'});
    }
}

void Writer::writeToken(const Token &token)
{
    if (token.kind == Kind::End) {
        m_out.append(m_levels.back().closer);
        m_levels.pop_back();
        return;
    }
    separate(token);
    const bool mustBeText = token.isKey && m_style != Style::Notation;
    if (opens(token))
        open(token);
    else if (token.kind == Kind::Text && isUtf8(token.bytes))
        protocol::appendJsonString(m_out, token.bytes);
    else if (const QByteArray plain = plainText(token); !plain.isEmpty())
        m_out.append(mustBeText ? '"' + plain + '"' : plain);
    else if (mustBeText)
        m_out.append('"').append(specialNotation(token)).append('"');
    else
        writeSpecial(token);
}

void Writer::writeSpecial(const Token &token)
{
    if (m_style == Style::Notation) {
        m_out.append(specialNotation(token));
        return;
    }
    m_out.append('"');
    if (m_style == Style::Json || token.kind == Kind::Simple) {
        m_out.append(specialNotation(token));
    } else {
        m_out.append(base::bytesOf(m_mark));
        switch (token.kind) {
        case Kind::Undefined:
            m_out.append('u');
            break;
        case Kind::Float:
            m_out.append('n').append(floatText(token.real));
            break;
        case Kind::Extension:
            m_out.append('e').append(QByteArray::number(token.type)).append(':').append(blobNumber(token.bytes));
            break;
        default:
            m_out.append('b').append(blobNumber(token.bytes));
        }
    }
    m_out.append('"');
}

QByteArray Writer::blobNumber(std::string_view bytes)
{
    m_blobs->append(base::bytesOf(bytes));
    return QByteArray::number(m_blobs->size() - 1);
}

} // namespace

base::Result<QByteArray> notationOf(std::string_view bytes, Encoding encoding, std::span<const QByteArray> attachments)
{
    return Writer(Writer::Style::Notation).write(bytes, encoding, attachments);
}

base::Result<QByteArray> jsonOf(std::string_view bytes, Encoding encoding, std::span<const QByteArray> attachments)
{
    return Writer(Writer::Style::Json).write(bytes, encoding, attachments);
}

base::Result<QByteArray> markedJsonOf(std::string_view bytes, Encoding encoding,
                                      std::span<const QByteArray> attachments, std::string_view mark,
                                      QList<QByteArray> &blobs)
{
    return Writer(Writer::Style::Marked, mark, &blobs).write(bytes, encoding, attachments);
}

} // namespace topicscope::payload
