// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <string_view>

//! Socket.IO v5 packets inside Engine.IO messages.
//! Source: the Socket.IO protocol document, revision 5. Pure functions over bytes; thread: any.
namespace topicscope::protocol::socketio {

enum class PacketType : quint8 { Connect, Disconnect, Event, Ack, ConnectError, BinaryEvent, BinaryAck };

//! \brief Attachments that one packet may announce.
inline constexpr quint32 maxAttachments = 64;

//! \brief The head of a packet and its raw JSON; views point into what was decoded.
struct Packet {
    PacketType type{};
    quint32 attachments = 0; //!< binary frames that follow; only with BinaryEvent and BinaryAck
    std::string_view nsp = "/"; //!< namespace without its query
    std::optional<quint64> ackId;
    //! raw, not validated: an object for Connect, an array for events and acks, anything for farewells and refusals;
    //! may be empty
    std::string_view json;
};

//! \brief Reads the head of a packet. The JSON is not looked at beyond its first byte.
//! Errors: InvalidPacket (empty, unknown type, bad attachment count, ack id over 2^53, an event or ack without an
//! array, a binary type without attachments), TooLarge for more than maxAttachments.
[[nodiscard]] base::Result<Packet> decodePacket(std::string_view text);

//! \brief Encodes head and JSON; the namespace "/" is left out.
[[nodiscard]] QByteArray encodePacket(const Packet &packet);

//! \brief Puts a binary packet together from its text frame and the binary frames after it.
//!
//! Placeholders stay in the JSON as they came; attachments are handed over beside it.
//! Memory is bounded by maxAttachments and \a maxBytes. Thread: the one that decodes.
class BinaryAssembler
{
public:
    struct Assembled {
        QByteArray text; //!< the packet's text, decodable again with decodePacket()
        QList<QByteArray> attachments;
    };

    explicit BinaryAssembler(qint64 maxBytes = 16 * 1024 * 1024);

    //! \brief True while attachments are awaited; a text packet now is a protocol error.
    [[nodiscard]] bool isWaiting() const noexcept { return m_missing > 0; }
    //! \brief Starts with the text of a BinaryEvent or BinaryAck that announces \a attachments > 0 frames.
    //! Errors: UnexpectedPacket while another is waiting, TooLarge.
    [[nodiscard]] base::Result<void> begin(QByteArray text, quint32 attachments);
    //! \brief Takes one binary frame; a value once the last one has come.
    //! Errors: UnexpectedPacket when none is awaited, TooLarge; both forget what was gathered.
    [[nodiscard]] base::Result<std::optional<Assembled>> add(QByteArray bytes);
    void reset();

private:
    qint64 m_maxBytes;
    qint64 m_bytes = 0;
    quint32 m_missing = 0;
    Assembled m_pending;
};

} // namespace topicscope::protocol::socketio
