// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <string_view>

namespace topicscope::broker {

class OutgoingPacket;
//! \brief Shared by all sessions that send the packet.
using OutgoingPtr = std::shared_ptr<const OutgoingPacket>;

//! \brief One Engine.IO packet on its way out: encoded once, whatever the number of its receivers.
//!
//! The UTF-16 that QWebSocket takes and the base64 that polling takes are made when first asked for.
//! Thread: one at a time.
class OutgoingPacket
{
public:
    //! \brief A text packet; \a encoded begins with its type digit.
    [[nodiscard]] static OutgoingPtr text(QByteArray encoded);
    //! \brief A message that carries the Socket.IO packet \a encoded.
    [[nodiscard]] static OutgoingPtr message(std::string_view encoded);
    //! \brief A binary message.
    [[nodiscard]] static OutgoingPtr binary(QByteArray bytes);

    [[nodiscard]] bool isBinary() const noexcept { return m_binary; }
    //! \brief The text (UTF-8) or the bytes, as a WebSocket carries them.
    [[nodiscard]] const QByteArray &bytes() const noexcept { return m_bytes; }
    //! \brief The text as QWebSocket takes it.
    [[nodiscard]] const QString &webSocketText() const;
    //! \brief As one part of a polling payload.
    [[nodiscard]] const QByteArray &pollingPart() const;

    OutgoingPacket(const OutgoingPacket &) = delete;
    OutgoingPacket &operator=(const OutgoingPacket &) = delete;

private:
    OutgoingPacket(QByteArray bytes, bool binary);

    QByteArray m_bytes;
    bool m_binary;
    mutable QString m_webSocketText;
    mutable QByteArray m_base64;
};

} // namespace topicscope::broker
