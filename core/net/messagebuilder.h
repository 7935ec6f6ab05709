// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"
#include "protocol/pubsubcodec.h"

#include <string_view>

namespace topicscope::base {
class TopicRegistry;
}

namespace topicscope::net {

//! \brief Makes numbered messages out of received JSON; what cannot be read becomes a malformed message, whole as it
//! came.
//!
//! One allocation for the frame and one for the message. The moment given is when the bytes were read. Thread: net.
class MessageBuilder
{
public:
    //! \brief \a registry outlives the builder.
    explicit MessageBuilder(base::TopicRegistry &registry);

    //! \brief The next message gets the number after \a last.
    void continueAfter(base::Sequence last) noexcept { m_sequence = last.value; }
    //! \brief From `["message", {...}]`.
    [[nodiscard]] base::MessagePtr fromEvent(std::string_view json, const base::Moment &at);
    //! \brief Likewise, with what its places for attachments stand for.
    [[nodiscard]] base::MessagePtr fromEvent(std::string_view json, QList<QByteArray> attachments,
                                             const base::Moment &at);
    //! \brief Arguments of the event read last that are in no message.
    [[nodiscard]] int surplusArguments() const noexcept { return m_decoder.surplusArguments(); }
    //! \brief From the message object alone.
    [[nodiscard]] base::MessagePtr fromObject(std::string_view json, const base::Moment &at);
    //! \brief A message that is broken for another reason than its JSON.
    [[nodiscard]] base::MessagePtr malformed(std::string_view text, base::Error error, const base::Moment &at);

private:
    [[nodiscard]] base::MessagePtr build(QByteArray frame, base::Result<base::Envelope> envelope,
                                         const base::Moment &at,
                                         std::unique_ptr<const base::MessageExtras> extras = {});
    [[nodiscard]] base::Message::Receipt receipt(std::string_view topic, const base::Moment &at);

    base::TopicRegistry &m_registry;
    protocol::PubSubDecoder m_decoder;
    quint64 m_sequence = 0;
};

} // namespace topicscope::net
