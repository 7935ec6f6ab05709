// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "payload/reader.h"

#include <QFloat16>

#include <array>
#include <bit>

namespace topicscope::payload {

using Kind = Token::Kind;

namespace {

constexpr unsigned char breakByte = 0xff; // of CBOR: the end of what has no count
constexpr unsigned openInfo = 31;

//! A signed number of \a bytes bytes as the token that is it.
void setSigned(Token &token, quint64 raw, unsigned bytes)
{
    const auto shift = 64 - 8 * bytes;
    const auto number = static_cast<qint64>(raw << shift) >> shift;
    token.kind = number < 0 ? Kind::Negative : Kind::Integer;
    token.number = number < 0 ? ~static_cast<quint64>(number) : static_cast<quint64>(number);
}

} // namespace

Reader::Reader(std::string_view bytes, base::Encoding encoding)
    : m_bytes(bytes), m_cbor(encoding == base::Encoding::Cbor)
{
}

bool Reader::fail(Fault fault)
{
    m_fault = fault;
    return false;
}

bool Reader::next(Token &token)
{
    if (m_done || hasFailed())
        return false;
    token = {};
    token.place = m_at;
    if (takeEnd(token))
        return true;
    if (hasFailed())
        return false;
    if (m_at >= m_bytes.size())
        return fail(Fault::CutOff);
    token.isKey = !m_levels.empty() && m_levels.back().map && !m_levels.back().odd;
    return m_cbor ? readCbor(token) : readMessagePack(token);
}

//! Whether the innermost level ends here.
bool Reader::takeEnd(Token &token)
{
    if (m_levels.empty())
        return false;
    const Level level = m_levels.back();
    if (level.open) {
        if (m_at >= m_bytes.size() || static_cast<unsigned char>(m_bytes[m_at]) != breakByte)
            return false;
        if (level.map && level.odd)
            return fail(Fault::Unknown); // a key without its value
        ++m_at;
    } else if (level.left > 0) {
        return false;
    }
    token.kind = Kind::End;
    token.place = m_at;
    token.isKey = level.key;
    m_levels.pop_back();
    finishValue();
    return !hasFailed();
}

void Reader::finishValue()
{
    if (m_levels.empty()) {
        m_done = true;
        if (m_at != m_bytes.size())
            m_fault = Fault::Trailing;
        return;
    }
    Level &level = m_levels.back();
    level.left -= level.open ? 0 : 1;
    level.odd = !level.odd;
}

bool Reader::openLevel(Token &token, Kind kind, quint64 count, bool open)
{
    // Each value takes a byte at least, so a count that is over the rest is none.
    if (!open && count > m_bytes.size() - m_at)
        return fail(Fault::CutOff);
    if (m_levels.size() >= maxDepth)
        return fail(Fault::TooDeep);
    token.kind = kind;
    token.number = kind == Kind::Tag ? token.number : count;
    m_levels.push_back({.left = kind == Kind::Map ? 2 * count : count,
                        .open = open,
                        .map = kind == Kind::Map,
                        .key = token.isKey,
                        .odd = false});
    return true;
}

bool Reader::takeNumber(unsigned bytes, quint64 &number)
{
    if (bytes > m_bytes.size() - m_at)
        return fail(Fault::CutOff);
    number = 0;
    for (unsigned i = 0; i < bytes; ++i)
        number = (number << 8) | static_cast<unsigned char>(m_bytes[m_at++]);
    return true;
}

bool Reader::takeBytes(Token &token, Kind kind, quint64 size)
{
    if (size > m_bytes.size() - m_at)
        return fail(Fault::CutOff);
    token.kind = kind;
    token.bytes = m_bytes.substr(m_at, size);
    m_at += size;
    finishValue();
    return !hasFailed();
}

bool Reader::takeFloat(Token &token, unsigned bytes)
{
    quint64 raw = 0;
    if (!takeNumber(bytes, raw))
        return false;
    token.kind = Kind::Float;
    if (bytes == 2)
        token.real = static_cast<double>(static_cast<float>(std::bit_cast<qfloat16>(static_cast<quint16>(raw))));
    else
        token.real = bytes == 4 ? static_cast<double>(std::bit_cast<float>(static_cast<quint32>(raw)))
                                : std::bit_cast<double>(raw);
    finishValue();
    return !hasFailed();
}

bool Reader::readMessagePack(Token &token)
{
    const auto first = static_cast<unsigned char>(m_bytes[m_at++]);
    quint64 number = first;
    const auto scalar = [&](Kind kind) {
        token.kind = kind;
        token.number = number;
        finishValue();
        return !hasFailed();
    };
    const auto extension = [&](quint64 size) {
        quint64 type = 0;
        if (!takeNumber(1, type))
            return false;
        token.type = static_cast<qint8>(type);
        return takeBytes(token, Kind::Extension, size);
    };
    if (first < 0x80)
        return scalar(Kind::Integer);
    if (first < 0x90)
        return openLevel(token, Kind::Map, first & 0x0f);
    if (first < 0xa0)
        return openLevel(token, Kind::Array, first & 0x0f);
    if (first < 0xc0)
        return takeBytes(token, Kind::Text, first & 0x1f);
    if (first >= 0xe0) {
        number = static_cast<unsigned char>(~first); // -1 is 0xff
        return scalar(Kind::Negative);
    }
    // The rest has one byte each; sizes double from one to the next of its kind.
    switch (first) {
    case 0xc0:
        return scalar(Kind::Null);
    case 0xc2:
        return scalar(Kind::False);
    case 0xc3:
        return scalar(Kind::True);
    case 0xc4:
    case 0xc5:
    case 0xc6:
        return takeNumber(1U << (first - 0xc4), number) && takeBytes(token, Kind::Bytes, number);
    case 0xc7:
    case 0xc8:
    case 0xc9:
        return takeNumber(1U << (first - 0xc7), number) && extension(number);
    case 0xca:
    case 0xcb:
        return takeFloat(token, first == 0xca ? 4 : 8);
    case 0xcc:
    case 0xcd:
    case 0xce:
    case 0xcf:
        return takeNumber(1U << (first - 0xcc), number) && scalar(Kind::Integer);
    case 0xd0:
    case 0xd1:
    case 0xd2:
    case 0xd3: {
        const unsigned bytes = 1U << (first - 0xd0);
        if (!takeNumber(bytes, number))
            return false;
        setSigned(token, number, bytes);
        finishValue();
        return !hasFailed();
    }
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
        return extension(quint64{1} << (first - 0xd4));
    case 0xd9:
    case 0xda:
    case 0xdb:
        return takeNumber(1U << (first - 0xd9), number) && takeBytes(token, Kind::Text, number);
    case 0xdc:
    case 0xdd:
        return takeNumber(first == 0xdc ? 2 : 4, number) && openLevel(token, Kind::Array, number);
    case 0xde:
    case 0xdf:
        return takeNumber(first == 0xde ? 2 : 4, number) && openLevel(token, Kind::Map, number);
    default:
        return fail(Fault::Unknown); // 0xc1 is never used
    }
}

//! The number in a head whose lower five bits are \a info.
bool Reader::takeCborNumber(unsigned info, quint64 &number)
{
    number = info;
    if (info < 24)
        return true;
    return info <= 27 ? takeNumber(1U << (info - 24), number) : fail(Fault::Unknown);
}

bool Reader::readCbor(Token &token)
{
    const auto head = static_cast<unsigned char>(m_bytes[m_at++]);
    const unsigned major = head >> 5;
    const unsigned info = head & 0x1f;
    if (major == 7)
        return readCborSimple(token, info);
    const bool open = info == openInfo && major >= 2 && major <= 5;
    if (open && major <= 3)
        return joinPieces(token, major);
    quint64 number = 0;
    if (!open && !takeCborNumber(info, number))
        return false;
    switch (major) {
    case 0:
    case 1:
        token.kind = major == 0 ? Kind::Integer : Kind::Negative;
        token.number = number;
        finishValue();
        return !hasFailed();
    case 2:
    case 3:
        return takeBytes(token, major == 2 ? Kind::Bytes : Kind::Text, number);
    case 4:
    case 5:
        return openLevel(token, major == 4 ? Kind::Array : Kind::Map, number, open);
    default:
        token.number = number;
        return openLevel(token, Kind::Tag, 1);
    }
}

bool Reader::readCborSimple(Token &token, unsigned info)
{
    constexpr unsigned firstNamed = 20; // false, true, null, undefined
    constexpr std::array named{Kind::False, Kind::True, Kind::Null, Kind::Undefined};
    if (info >= 25 && info <= 27)
        return takeFloat(token, 1U << (info - 24));
    if (!takeCborNumber(info, token.number) || (info == 24 && token.number < 32))
        return fail(hasFailed() ? m_fault : Fault::Unknown);
    token.kind = info >= firstNamed && info < firstNamed + named.size() ? named[info - firstNamed] : Kind::Simple;
    finishValue();
    return !hasFailed();
}

//! A text or bytes that come in pieces, each with a length, up to a break.
bool Reader::joinPieces(Token &token, unsigned major)
{
    m_pieces.clear();
    while (m_at < m_bytes.size()) {
        const auto head = static_cast<unsigned char>(m_bytes[m_at++]);
        if (head == breakByte) {
            token.kind = major == 2 ? Kind::Bytes : Kind::Text;
            token.bytes = std::string_view(m_pieces.constData(), static_cast<std::size_t>(m_pieces.size()));
            finishValue();
            return !hasFailed();
        }
        quint64 size = 0;
        if (head >> 5 != major || (head & 0x1f) == openInfo)
            return fail(Fault::Unknown);
        if (!takeCborNumber(head & 0x1f, size))
            return false;
        if (size > m_bytes.size() - m_at)
            return fail(Fault::CutOff);
        m_pieces.append(m_bytes.data() + m_at, static_cast<qsizetype>(size));
        m_at += size;
    }
    return fail(Fault::CutOff);
}

base::Error Reader::fault() const
{
    static_assert(maxDepth == 512, "named in the text below");
    const QString format = m_cbor ? QStringLiteral("CBOR") : QStringLiteral("MessagePack");
    const QString place = QString::number(m_at);
    switch (m_fault) {
    case Fault::None:
        break;
    case Fault::CutOff:
        return {base::ErrorCode::InvalidPayload,
                QStringLiteral("It is no whole %1: it ends at byte %2, in the midst of a value.").arg(format, place)};
    case Fault::Unknown:
        return {base::ErrorCode::InvalidPayload,
                QStringLiteral("It is no %1: what stands before byte %2 is no value.").arg(format, place)};
    case Fault::TooDeep:
        return {base::ErrorCode::TooDeep,
                QStringLiteral("It is %1 nested deeper than 512 levels, at byte %2.").arg(format, place)};
    case Fault::Trailing:
        return {base::ErrorCode::InvalidPayload,
                QStringLiteral("It is no single value of %1: more comes behind byte %2.").arg(format, place)};
    }
    return {};
}

bool isWhole(std::string_view bytes, base::Encoding encoding)
{
    Reader reader(bytes, encoding);
    Token token;
    bool isContainer = false; // what is within the tags
    while (!isContainer && reader.next(token)) {
        isContainer = token.kind == Kind::Array || token.kind == Kind::Map;
        if (!isContainer && token.kind != Kind::Tag)
            return false;
    }
    while (reader.next(token)) {
    }
    return isContainer && reader.isDone();
}

} // namespace topicscope::payload
