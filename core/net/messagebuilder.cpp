// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/messagebuilder.h"

#include "base/topicregistry.h"

namespace topicscope::net {

namespace {

//! The head of \a text, at most MessageBuilder::malformedKept bytes, not cut inside a UTF-8 sequence.
std::string_view headOf(std::string_view text) noexcept
{
    if (text.size() <= MessageBuilder::malformedKept)
        return text;
    std::size_t end = MessageBuilder::malformedKept;
    for (int i = 0; i < 3 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80; ++i)
        --end;
    return text.substr(0, end);
}

} // namespace

MessageBuilder::MessageBuilder(base::TopicRegistry &registry)
    : m_registry(registry)
{
}

base::MessagePtr MessageBuilder::fromEvent(std::string_view json, const base::Moment &at)
{
    const QByteArray frame = protocol::PubSubDecoder::paddedFrame(json);
    return build(frame, m_decoder.decodeMessageEvent(frame), at);
}

base::MessagePtr MessageBuilder::fromObject(std::string_view json, const base::Moment &at)
{
    const QByteArray frame = protocol::PubSubDecoder::paddedFrame(json);
    return build(frame, m_decoder.decodeMessageObject(frame), at);
}

base::MessagePtr MessageBuilder::malformed(std::string_view text, base::Error error, const base::Moment &at)
{
    const std::string_view head = headOf(text);
    return base::Message::malformed(QByteArray(head.data(), static_cast<qsizetype>(head.size())), std::move(error), receipt({}, at));
}

base::MessagePtr MessageBuilder::build(QByteArray frame, base::Result<base::Envelope> envelope, const base::Moment &at)
{
    if (!envelope)
        return malformed(std::string_view(frame.constData(), static_cast<std::size_t>(frame.size())), std::move(envelope.error()), at);
    const auto numbers = receipt(envelope->topic, at);
    return base::Message::create(std::move(frame), *std::move(envelope), numbers);
}

base::Message::Receipt MessageBuilder::receipt(std::string_view topic, const base::Moment &at)
{
    return {.sequence = base::Sequence{++m_sequence},
            .topicId = m_registry.intern(topic),
            .at = at.steady,
            .wallTime = at.wall};
}

} // namespace topicscope::net
