// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/messagebuilder.h"

#include "base/topicregistry.h"

namespace topicscope::net {

MessageBuilder::MessageBuilder(base::TopicRegistry &registry) : m_registry(registry) {}

base::MessagePtr MessageBuilder::fromEvent(std::string_view json, const base::Moment &at)
{
    const QByteArray frame = protocol::PubSubDecoder::paddedFrame(json);
    return build(frame, m_decoder.decodeMessageEvent(frame), at);
}

base::MessagePtr MessageBuilder::fromEvent(std::string_view json, QList<QByteArray> attachments, const base::Moment &at)
{
    const QByteArray frame = protocol::PubSubDecoder::paddedFrame(json);
    auto extras = std::make_unique<base::MessageExtras>();
    extras->attachments = std::move(attachments);
    return build(frame, m_decoder.decodeMessageEvent(frame), at, std::move(extras));
}

base::MessagePtr MessageBuilder::fromObject(std::string_view json, const base::Moment &at)
{
    const QByteArray frame = protocol::PubSubDecoder::paddedFrame(json);
    return build(frame, m_decoder.decodeMessageObject(frame), at);
}

base::MessagePtr MessageBuilder::malformed(std::string_view text, base::Error error, const base::Moment &at)
{
    return base::Message::malformed(QByteArray(text.data(), static_cast<qsizetype>(text.size())), std::move(error),
                                    receipt({}, at));
}

base::MessagePtr MessageBuilder::build(QByteArray frame, base::Result<base::Envelope> envelope, const base::Moment &at,
                                       std::unique_ptr<const base::MessageExtras> extras)
{
    if (!envelope)
        return base::Message::malformed(std::move(frame), std::move(envelope.error()), receipt({}, at));
    const auto numbers = receipt(envelope->topic, at);
    return base::Message::create(std::move(frame), *std::move(envelope), numbers, base::Encoding::Json,
                                 std::move(extras));
}

base::Message::Receipt MessageBuilder::receipt(std::string_view topic, const base::Moment &at)
{
    return {.sequence = base::Sequence{++m_sequence},
            .topicId = m_registry.intern(topic),
            .at = at.steady,
            .wallTime = at.wall};
}

} // namespace topicscope::net
