// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <string_view>
#include <utility>

//! The client's side of WebSocket: handshake and frames.
//! Source: RFC 6455. Pure functions and state machines over bytes; thread: any, one at a time.
namespace topicscope::protocol::websocket {

enum class Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

//! \brief Reasons for closing (RFC 6455, section 7.4.1) that are used here.
enum class CloseCode : quint16 { Normal = 1000, ProtocolError = 1002, InvalidPayload = 1007, TooLarge = 1009 };

//! \brief Bytes of a handshake answer that are accepted.
inline constexpr qsizetype maxHandshakeBytes = 64 * 1024;

using Headers = QList<std::pair<QByteArray, QByteArray>>;

//! \brief A key for a handshake: 16 bytes in base64, from the system's random source.
[[nodiscard]] QByteArray makeKey();
//! \brief The HTTP request that asks for a WebSocket. \a target is path and query; \a headers are added as they are and
//! must hold no line breaks.
[[nodiscard]] QByteArray encodeRequest(const QByteArray &host, const QByteArray &target, const QByteArray &key,
                                       const Headers &headers);

//! \brief The answer to a handshake.
struct Answer {
    int status = 0; //!< HTTP status
    qsizetype size = 0; //!< bytes it takes, up to and with the empty line
    bool accepted = false; //!< 101, with the right key
};
//! \brief Reads the answer at the start of \a bytes; nothing while it is not complete.
//! Errors: InvalidPacket for what is no HTTP answer, TooLarge past maxHandshakeBytes.
[[nodiscard]] base::Result<std::optional<Answer>> decodeAnswer(std::string_view bytes, const QByteArray &key);

//! \brief Appends one masked frame. \a mask should be unpredictable (RFC 6455, section 10.3).
void appendFrame(QByteArray &out, Opcode opcode, std::string_view data, quint32 mask);
//! \brief The payload of a close frame.
[[nodiscard]] QByteArray closePayload(CloseCode code);

//! \brief A complete message or a control frame; \a data lives until the decoder is used again.
struct Message {
    Opcode opcode{};
    std::string_view data;
};

//! \brief Cuts a server's byte stream into messages.
//!
//! Bytes are read into its own buffer (writableTail(), commit()), and unfragmented messages are handed out as views
//! into it: nothing is copied. Memory is bounded by the largest message allowed plus one read.
class Decoder
{
public:
    explicit Decoder(qint64 maxMessageBytes);

    //! \brief Room for at least \a size bytes to be read into; views handed out before are gone.
    [[nodiscard]] char *writableTail(qsizetype size);
    //! \brief \a size bytes were read into writableTail().
    void commit(qsizetype size) noexcept;
    //! \brief What was committed and not taken yet.
    [[nodiscard]] std::string_view pending() const noexcept;
    //! \brief Leaves out the first \a size pending bytes (a handshake answer).
    void skip(qsizetype size) noexcept;
    //! \brief Forgets everything.
    void reset();

    //! \brief The next message, or nothing until more is read.
    //! Errors, after which nothing more can be read: InvalidPacket (reserved bits, unknown opcode, masked frame, broken
    //! fragmentation, over-long control frame), TooLarge, InvalidUtf8 in a text.
    [[nodiscard]] base::Result<std::optional<Message>> next();

private:
    struct Head;
    [[nodiscard]] base::Result<std::optional<Head>> readHead() const;
    [[nodiscard]] base::Result<std::optional<Message>> takeFragment(const Head &head, std::string_view data);

    qint64 m_maxMessageBytes;
    QByteArray m_buffer;
    qsizetype m_begin = 0; // of what is pending
    qsizetype m_end = 0;
    QByteArray m_fragments; // of a message in several frames
    std::optional<Opcode> m_fragmented;
};

} // namespace topicscope::protocol::websocket
