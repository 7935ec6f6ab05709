// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/socketio.h"

namespace topicscope::protocol::socketio {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr quint64 maxAckId = quint64{1} << 53; // the largest whole number that every peer's JSON keeps exact

bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

bool isEventOrAck(PacketType type) noexcept
{
    return type == PacketType::Event || type == PacketType::Ack || type == PacketType::BinaryEvent
           || type == PacketType::BinaryAck;
}

//! Takes the digits at the head of \a text; nothing when the number is over \a max. Zero digits read as 0.
std::optional<quint64> takeNumber(std::string_view &text, quint64 max) noexcept
{
    quint64 number = 0;
    while (!text.empty() && isDigit(text.front())) {
        number = number * 10 + static_cast<quint64>(text.front() - '0');
        if (number > max) // max is far below the overflow of one more digit
            return std::nullopt;
        text.remove_prefix(1);
    }
    return number;
}

Result<quint32> takeAttachments(std::string_view &text)
{
    if (text.empty() || !isDigit(text.front()))
        return failure(ErrorCode::InvalidPacket,
                       QStringLiteral("A binary Socket.IO packet does not say how many attachments it has."));
    const auto count = takeNumber(text, maxAttachments);
    if (!count)
        return failure(ErrorCode::TooLarge,
                       QStringLiteral("A binary Socket.IO packet announces too many attachments (the limit is 64)."));
    static_assert(maxAttachments == 64, "named in the text above");
    if (*count == 0 || text.empty() || text.front() != '-')
        return failure(ErrorCode::InvalidPacket,
                       QStringLiteral("A binary Socket.IO packet has a bad attachment count."));
    text.remove_prefix(1);
    return static_cast<quint32>(*count);
}

std::string_view takeNamespace(std::string_view &text) noexcept
{
    if (text.empty() || text.front() != '/')
        return "/";
    const std::size_t end = text.find(',');
    std::string_view nsp = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return nsp.substr(0, nsp.find('?'));
}

bool fits(PacketType type, std::string_view json) noexcept
{
    switch (type) {
    case PacketType::Connect:
        return json.empty() || json.front() == '{';
    case PacketType::Disconnect: // the end is the end, whatever is said with it
    case PacketType::ConnectError:
        return !json.starts_with('/'); // which would be a namespace
    case PacketType::Event:
    case PacketType::Ack:
    case PacketType::BinaryEvent:
    case PacketType::BinaryAck:
        return !json.empty() && json.front() == '[';
    }
    Q_UNREACHABLE();
}

} // namespace

Result<Packet> decodePacket(std::string_view text)
{
    if (text.empty())
        return failure(ErrorCode::InvalidPacket, QStringLiteral("A Socket.IO packet is empty."));
    if (text.front() < '0' || text.front() > '6')
        return failure(ErrorCode::InvalidPacket, QStringLiteral("A Socket.IO packet has an unknown type."));

    Packet packet;
    packet.type = static_cast<PacketType>(text.front() - '0');
    text.remove_prefix(1);
    if (packet.type == PacketType::BinaryEvent || packet.type == PacketType::BinaryAck) {
        auto count = takeAttachments(text);
        if (!count)
            return tl::unexpected(std::move(count.error()));
        packet.attachments = *count;
    }
    packet.nsp = takeNamespace(text);
    if (isEventOrAck(packet.type) && !text.empty() && isDigit(text.front())) {
        packet.ackId = takeNumber(text, maxAckId);
        if (!packet.ackId)
            return failure(ErrorCode::InvalidPacket,
                           QStringLiteral("A Socket.IO packet has an acknowledgement id over 2^53."));
    }
    if ((packet.type == PacketType::Ack || packet.type == PacketType::BinaryAck) && !packet.ackId)
        return failure(ErrorCode::InvalidPacket, QStringLiteral("A Socket.IO acknowledgement has no id."));
    if (!fits(packet.type, text)) {
        return isEventOrAck(packet.type)
                   ? failure(ErrorCode::InvalidPacket,
                             QStringLiteral("A Socket.IO event or acknowledgement carries no JSON array."))
                   : failure(ErrorCode::InvalidPacket,
                             QStringLiteral("A Socket.IO packet carries data that its type does not allow."));
    }
    packet.json = text;
    return packet;
}

QByteArray encodePacket(const Packet &packet)
{
    constexpr qsizetype headMax = 1 + 11 + 1 + 20; // type, "<attachments>-", ",", ack id
    QByteArray out;
    out.reserve(headMax + static_cast<qsizetype>(packet.nsp.size() + packet.json.size()));
    out.append(static_cast<char>('0' + static_cast<int>(packet.type)));
    if (packet.type == PacketType::BinaryEvent || packet.type == PacketType::BinaryAck)
        out.append(QByteArray::number(packet.attachments)).append('-');
    if (packet.nsp != "/")
        out.append(packet.nsp.data(), static_cast<qsizetype>(packet.nsp.size())).append(',');
    if (packet.ackId)
        out.append(QByteArray::number(*packet.ackId));
    return out.append(packet.json.data(), static_cast<qsizetype>(packet.json.size()));
}

BinaryAssembler::BinaryAssembler(qint64 maxBytes) : m_maxBytes(maxBytes) {}

Result<void> BinaryAssembler::begin(QByteArray text, quint32 attachments)
{
    if (isWaiting())
        return failure(ErrorCode::UnexpectedPacket,
                       QStringLiteral("A binary packet began before the attachments of another had come."));
    if (attachments == 0)
        return failure(ErrorCode::InvalidPacket, QStringLiteral("A binary packet announces no attachments."));
    if (attachments > maxAttachments || text.size() > m_maxBytes)
        return failure(ErrorCode::TooLarge,
                       QStringLiteral("A binary packet is over the limits for its text or its number of attachments."));
    m_bytes = text.size();
    m_missing = attachments;
    m_pending.text = std::move(text);
    return {};
}

Result<std::optional<BinaryAssembler::Assembled>> BinaryAssembler::add(QByteArray bytes)
{
    if (!isWaiting())
        return failure(ErrorCode::UnexpectedPacket,
                       QStringLiteral("A binary frame came that no packet had announced."));
    m_bytes += bytes.size();
    if (m_bytes > m_maxBytes) {
        reset();
        return failure(ErrorCode::TooLarge,
                       QStringLiteral("The attachments of a binary packet are over the size limit."));
    }
    m_pending.attachments.append(std::move(bytes));
    if (--m_missing > 0)
        return std::nullopt;
    Assembled whole = std::move(m_pending);
    reset();
    return whole;
}

void BinaryAssembler::reset()
{
    m_pending = {};
    m_bytes = 0;
    m_missing = 0;
}

} // namespace topicscope::protocol::socketio
