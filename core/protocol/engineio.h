// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <chrono>
#include <string_view>

//! Engine.IO v4: packets, the polling payload and the handshake.
//! Source: the Engine.IO protocol document, revision 4. Pure functions over bytes; thread: any.
namespace topicscope::protocol::engineio {

//! \brief The digit that begins a text packet.
enum class PacketType : quint8 { Open, Close, Ping, Pong, Message, Upgrade, Noop };

//! \brief A decoded packet; \a data points into what was decoded.
struct Packet {
    PacketType type{};
    std::string_view data;
    bool binary = false; //!< a message of bytes; \a data of a polling packet is still base64 (see decodeBase64)
};

//! \brief What the server says first.
struct Handshake {
    QByteArray sid;
    QStringList upgrades;
    std::chrono::milliseconds pingInterval{25'000};
    std::chrono::milliseconds pingTimeout{20'000};
    qint64 maxPayload = 1'000'000; //!< bytes
};

//! \brief Reads one text packet (a WebSocket text frame, or one part of a polling payload).
//! Errors: InvalidPacket for an empty text or an unknown type.
[[nodiscard]] base::Result<Packet> decodePacket(std::string_view text);

//! \brief The bytes of a binary polling packet ("b" + base64). Errors: InvalidPacket for text that is no base64.
[[nodiscard]] base::Result<QByteArray> decodeBase64(std::string_view text);

//! \brief Type digit and data.
[[nodiscard]] QByteArray encodePacket(PacketType type, std::string_view data = {});
//! \brief "b" and the base64 of \a bytes, for a polling payload.
[[nodiscard]] QByteArray encodeBinaryForPolling(const QByteArray &bytes);
//! \brief How long that is for as many \a bytes.
[[nodiscard]] constexpr qint64 binaryPacketSize(qint64 bytes) noexcept
{
    return 1 + (bytes + 2) / 3 * 4;
}

//! \brief Splits a polling body at 0x1e and decodes each part.
//! Errors: InvalidPacket (an empty body, an empty part, an unknown type), TooLarge for more than \a maxPackets.
[[nodiscard]] base::Result<QList<Packet>> decodePayload(std::string_view body, qsizetype maxPackets = 10'000);
//! \brief Joins encoded packets with 0x1e.
[[nodiscard]] QByteArray encodePayload(const QList<QByteArray> &packets);

//! \brief Whether \a body, the first answer of a polling server, is one of Engine.IO 3 (Socket.IO 1 and 2): lengths and
//! packets, as text
//! ("97:0{...}") or as bytes.
[[nodiscard]] bool isRevision3(std::string_view body) noexcept;

//! \brief Reads the data of an open packet. Errors: InvalidJson, MissingField (sid), WrongType,
//! InvalidArgument for intervals that are not positive.
[[nodiscard]] base::Result<Handshake> decodeHandshake(std::string_view json);
//! \brief The data of an open packet.
[[nodiscard]] QByteArray encodeHandshake(const Handshake &handshake);

} // namespace topicscope::protocol::engineio
