// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/messages.h"

#include "protocol/pubsubcodec.h"

namespace topicscope::test {

QByteArray messageJson(const QByteArray &topic, const QByteArray &id, const QByteArray &payload,
                       const QByteArray &producer)
{
    return protocol::encodeMessageObject(topic.toStdString(), id.toStdString(), payload.toStdString(),
                                         producer.toStdString());
}

base::MessagePtr makeMessage(const QByteArray &topic, const QByteArray &id, const QByteArray &payload, quint64 sequence,
                             base::TopicId topicId)
{
    protocol::PubSubDecoder decoder;
    QByteArray frame = protocol::PubSubDecoder::paddedFrame(messageJson(topic, id, payload).toStdString());
    auto envelope = decoder.decodeMessageObject(frame);
    if (!envelope)
        qFatal("makeMessage: %s", qUtf8Printable(envelope.error().text));
    return base::Message::create(std::move(frame), std::move(*envelope),
                                 {.sequence = base::Sequence{sequence},
                                  .topicId = topicId,
                                  .at = base::SteadyClock::now(),
                                  .wallTime = base::wallNow()});
}

} // namespace topicscope::test
