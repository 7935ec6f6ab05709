// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/encoding.h"
#include "base/error.h"

#include <QByteArray>

#include <string_view>
#include <vector>

namespace topicscope::payload {

//! \brief Deepest nesting that is read, in levels; tags count as one each.
inline constexpr std::size_t maxDepth = 512;

//! \brief One value of MessagePack or CBOR, or the beginning or end of what holds some.
struct Token {
    enum class Kind : quint8 {
        Null,
        Undefined, //!< CBOR
        False,
        True,
        Integer, //!< number
        Negative, //!< -1 - number, which may be less than any qint64 (CBOR)
        Float, //!< real
        Text, //!< bytes, which should be UTF-8, and need not
        Bytes, //!< bytes
        Extension, //!< bytes, of type (MessagePack)
        Simple, //!< number: a value that CBOR keeps for later
        Tag, //!< number: what the one value up to End is about (CBOR)
        Array,
        Map, //!< keys and values take turns
        End, //!< of the last Array, Map or Tag that has none yet
    };

    Kind kind = Kind::Null;
    bool isKey = false; //!< it is a key of a map, begins one or ends one
    qint8 type = 0;
    std::size_t place = 0; //!< where its first byte is; of End, the byte behind
    quint64 number = 0;
    double real = 0;
    std::string_view bytes; //!< in what is read, or in the reader until the next token
};

//! \brief Reads MessagePack (the specification of 2013) or CBOR (RFC 8949) token by token.
//!
//! Never reads outside of its bytes, believes no length or count that they cannot hold, and takes memory for nesting
//! and for CBOR's texts in pieces alone, which it puts together. That is why it is not Qt's QCborStreamReader, which
//! copies every text into UTF-16 and ends at one that is no UTF-8, nor msgpack-cxx: both formats are the same few
//! heads, and one loop over views serves them. Thread: one at a time.
class Reader
{
public:
    //! \brief \a encoding is MessagePack or Cbor. \a bytes outlive the reader.
    Reader(std::string_view bytes, base::Encoding encoding);

    //! \brief Reads the next token; false at the end, and where the bytes cannot be read, which fault() tells.
    [[nodiscard]] bool next(Token &token);
    //! \brief True once one value was read and nothing is behind it.
    [[nodiscard]] bool isDone() const noexcept { return m_done && !hasFailed(); }
    [[nodiscard]] bool hasFailed() const noexcept { return m_fault != Fault::None; }
    //! \brief Why reading ended early. InvalidPayload, with the place; TooDeep.
    [[nodiscard]] base::Error fault() const;

private:
    enum class Fault : quint8 { None, CutOff, Unknown, TooDeep, Trailing };
    struct Level {
        quint64 left = 0; // values
        bool open = false; // without a count: a break ends it
        bool map = false;
        bool key = false; // itself, of the map around it
        bool odd = false; // a value is next
    };

    bool readMessagePack(Token &token);
    bool readCbor(Token &token);
    bool readCborSimple(Token &token, unsigned info);
    bool joinPieces(Token &token, unsigned major);
    bool takeNumber(unsigned bytes, quint64 &number);
    bool takeCborNumber(unsigned info, quint64 &number);
    bool takeBytes(Token &token, Token::Kind kind, quint64 size);
    bool takeFloat(Token &token, unsigned bytes);
    bool openLevel(Token &token, Token::Kind kind, quint64 count, bool open = false);
    bool takeEnd(Token &token);
    void finishValue();
    bool fail(Fault fault);

    std::string_view m_bytes;
    std::size_t m_at = 0;
    std::vector<Level> m_levels;
    QByteArray m_pieces;
    bool m_cbor;
    bool m_done = false;
    Fault m_fault = Fault::None;
};

//! \brief Whether \a bytes are one map or array of \a encoding and nothing else, tags of CBOR around it allowed.
[[nodiscard]] bool isWhole(std::string_view bytes, base::Encoding encoding);

} // namespace topicscope::payload
