// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/message.h"

#include "base/bytes.h"

#include <algorithm>

namespace topicscope::base {

namespace {

// Layout of the outcome word: state 4 bits | handler 20 bits | latency 40 bits in steps of 16 ns.
constexpr int stateBits = 4;
constexpr int handlerBits = 20;
constexpr int latencyShift = stateBits + handlerBits;
constexpr quint64 handlerMask = (quint64{1} << handlerBits) - 1;
constexpr quint64 latencyMax = (quint64{1} << (64 - latencyShift)) - 1;
constexpr qint64 latencyStep = 16;

//! What a block of \a bytes costs with glibc's malloc: a word before it, all rounded to 16 bytes.
constexpr qsizetype blockCost(qsizetype bytes) noexcept
{
    return (bytes + 8 + 15) / 16 * 16;
}

//! A QByteArray keeps a header of 16 bytes before its bytes, and a null after them.
qsizetype costOf(const QByteArray &bytes) noexcept
{
    return bytes.capacity() > 0 ? blockCost(16 + bytes.capacity() + 1) : 0;
}

qsizetype costOf(const MessageExtras *extras) noexcept
{
    if (!extras)
        return 0;
    qsizetype cost = blockCost(static_cast<qsizetype>(sizeof(MessageExtras))) + costOf(extras->payload)
                     + costOf(extras->deliveryToken)
                     + static_cast<qsizetype>(extras->attributes.capacity() * sizeof(Attribute))
                     + extras->attachments.capacity() * static_cast<qsizetype>(sizeof(QByteArray));
    for (const Attribute &attribute : extras->attributes)
        cost += costOf(attribute.name) + costOf(attribute.value);
    for (const QByteArray &attachment : extras->attachments)
        cost += costOf(attachment);
    return cost;
}

bool isSameName(std::string_view a, std::string_view b) noexcept
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

quint64 pack(const Outcome &outcome) noexcept
{
    const auto steps = std::clamp<quint64>(
        static_cast<quint64>(std::max<qint64>(outcome.latency.count(), 0) / latencyStep), 0, latencyMax);
    return static_cast<quint64>(outcome.state) | ((outcome.handler.value & handlerMask) << stateBits)
           | (steps << latencyShift);
}

} // namespace

QLatin1String nameOf(MessageState state) noexcept
{
    switch (state) {
    case MessageState::Malformed:
        return QLatin1String("malformed");
    case MessageState::Duplicate:
        return QLatin1String("duplicate");
    case MessageState::Unrouted:
        return QLatin1String("unrouted");
    case MessageState::Dropped:
        return QLatin1String("dropped");
    case MessageState::Queued:
        return QLatin1String("queued");
    case MessageState::Running:
        return QLatin1String("running");
    case MessageState::Handled:
        return QLatin1String("handled");
    case MessageState::Failed:
        return QLatin1String("failed");
    case MessageState::TimedOut:
        return QLatin1String("timedOut");
    }
    Q_UNREACHABLE();
}

Message::Message(QByteArray frame, Envelope envelope, Error error, Receipt receipt, MessageState state,
                 Encoding encoding, std::unique_ptr<const MessageExtras> extras)
    : m_encoding(encoding),
      m_memoryCost(blockCost(static_cast<qsizetype>(sizeof(Message))) + costOf(frame) + costOf(envelope.unescaped)
                   + 2 * error.text.size() + costOf(extras.get())),
      m_frame(std::move(frame)),
      m_envelope(std::move(envelope)),
      m_error(std::move(error)),
      m_receipt(receipt),
      m_extras(std::move(extras)),
      m_outcome(pack({.state = state, .handler = {}, .latency = {}}))
{
}

MessagePtr Message::create(QByteArray frame, Envelope envelope, Receipt receipt, Encoding encoding,
                           std::unique_ptr<const MessageExtras> extras)
{
    return MessagePtr(new Message(std::move(frame), std::move(envelope), {}, receipt, MessageState::Queued, encoding,
                                  std::move(extras)));
}

MessagePtr Message::malformed(QByteArray frame, Error error, Receipt receipt)
{
    return MessagePtr(
        new Message(std::move(frame), {}, std::move(error), receipt, MessageState::Malformed, Encoding::Binary, {}));
}

std::span<const Attribute> Message::attributes() const noexcept
{
    return m_extras ? std::span(m_extras->attributes) : std::span<const Attribute>();
}

std::string_view Message::attribute(std::string_view name) const noexcept
{
    for (const Attribute &attribute : attributes()) {
        if (isSameName(viewOf(attribute.name), name))
            return viewOf(attribute.value);
    }
    return {};
}

QByteArray Message::payloadBuffer() const
{
    return m_extras && !m_extras->payload.isNull() ? m_extras->payload : m_frame;
}

std::span<const QByteArray> Message::attachments() const noexcept
{
    return m_extras ? std::span(m_extras->attachments) : std::span<const QByteArray>();
}

qsizetype Message::attachedBytes() const noexcept
{
    qsizetype bytes = 0;
    for (const QByteArray &attachment : attachments())
        bytes += attachment.size();
    return bytes;
}

Outcome Message::outcome() const noexcept
{
    const quint64 word = m_outcome.load(std::memory_order_acquire);
    return {.state = static_cast<MessageState>(word & ((1U << stateBits) - 1)),
            .handler = HandlerId{static_cast<quint32>((word >> stateBits) & handlerMask)},
            .latency = std::chrono::nanoseconds(static_cast<qint64>(word >> latencyShift) * latencyStep)};
}

void Message::settle(const Outcome &outcome) const noexcept
{
    m_outcome.store(pack(outcome), std::memory_order_release);
}

} // namespace topicscope::base
