// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/engineio/outgoingpacket.h"

#include "protocol/engineio.h"

namespace topicscope::broker {

using namespace protocol;

OutgoingPacket::OutgoingPacket(QByteArray bytes, bool binary) : m_bytes(std::move(bytes)), m_binary(binary) {}

OutgoingPtr OutgoingPacket::text(QByteArray encoded)
{
    return OutgoingPtr(new OutgoingPacket(std::move(encoded), false));
}

OutgoingPtr OutgoingPacket::message(std::string_view encoded)
{
    return text(engineio::encodePacket(engineio::PacketType::Message, encoded));
}

OutgoingPtr OutgoingPacket::binary(QByteArray bytes)
{
    return OutgoingPtr(new OutgoingPacket(std::move(bytes), true));
}

const QString &OutgoingPacket::webSocketText() const
{
    if (m_webSocketText.isEmpty())
        m_webSocketText = QString::fromUtf8(m_bytes);
    return m_webSocketText;
}

const QByteArray &OutgoingPacket::pollingPart() const
{
    if (!m_binary)
        return m_bytes;
    if (m_base64.isEmpty())
        m_base64 = engineio::encodeBinaryForPolling(m_bytes);
    return m_base64;
}

} // namespace topicscope::broker
