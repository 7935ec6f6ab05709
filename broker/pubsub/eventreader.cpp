// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/pubsub/eventreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <simdjson.h>

#include <optional>

namespace topicscope::broker {

using namespace protocol;
using base::Envelope;
using base::Error;
using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

bool isFaultOfText(ErrorCode code)
{
    return code == ErrorCode::InvalidUtf8 || code == ErrorCode::InvalidJson || code == ErrorCode::TooDeep;
}

Error tooLong(const char *what)
{
    return {ErrorCode::TooLarge,
            QStringLiteral("The %1 is longer than %2 bytes.").arg(QLatin1String(what)).arg(EventReader::maxName)};
}

Result<void> checkNames(const Envelope &envelope)
{
    if (envelope.topic.size() > EventReader::maxName)
        return tl::unexpected(tooLong("topic"));
    if (envelope.id.size() > EventReader::maxName)
        return tl::unexpected(tooLong("message_id"));
    if (envelope.producer.size() > EventReader::maxName)
        return tl::unexpected(tooLong("producer"));
    return {};
}

Result<QByteArray> readConsumer(const QJsonValue &value)
{
    if (value.isUndefined() || value.isNull())
        return failure(ErrorCode::MissingField, QStringLiteral("The field \"consumer\" is missing."));
    if (!value.isString())
        return failure(ErrorCode::WrongType, QStringLiteral("The field \"consumer\" is not a string."));
    const QByteArray consumer = value.toString().toUtf8();
    if (consumer.isEmpty())
        return failure(ErrorCode::MissingField, QStringLiteral("The field \"consumer\" is empty."));
    if (static_cast<std::size_t>(consumer.size()) > EventReader::maxName)
        return tl::unexpected(tooLong("consumer"));
    return consumer;
}

} // namespace

class EventReader::Private
{
public:
    simdjson::padded_string_view viewOf(const QByteArray &frame) const
    {
        const auto size = static_cast<std::size_t>(frame.size());
        return simdjson::padded_string_view(frame.constData(), size,
                                            size + static_cast<std::size_t>(PubSubDecoder::padding()));
    }

    //! Of a text that is known to be valid; a value that is no string, or holds a lone surrogate, yields nothing.
    template<typename Value>
    static std::optional<QByteArray> stringOf(Value &&value)
    {
        std::string_view text;
        if (value.get_string().get(text))
            return std::nullopt;
        return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    }

    PubSubDecoder decoder;
    simdjson::ondemand::parser parser;
};

EventReader::EventReader() : d(std::make_unique<Private>()) {}

EventReader::~EventReader() = default;

Result<ClientEvent> EventReader::read(std::string_view json)
{
    ClientEvent event{PubSubDecoder::paddedFrame(json), {}};
    // What the event is about does not matter yet; the decoder reads all of the text before it complains about fields.
    if (const auto decoded = d->decoder.decodeMessageEvent(event.frame);
        !decoded && isFaultOfText(decoded.error().code))
        return tl::unexpected(decoded.error());
    simdjson::ondemand::document document;
    if (d->parser.iterate(d->viewOf(event.frame)).get(document))
        return failure(ErrorCode::InvalidJson, QStringLiteral("The event is not valid JSON."));
    auto name = Private::stringOf(document.at(0));
    if (!name)
        return failure(ErrorCode::InvalidPacket, QStringLiteral("The event has no name."));
    event.name = std::move(*name);
    return event;
}

Result<void> EventReader::checkObject(std::string_view json)
{
    if (json.empty())
        return {};
    const auto decoded = d->decoder.decodeMessageObject(PubSubDecoder::paddedFrame(json));
    if (!decoded && isFaultOfText(decoded.error().code))
        return tl::unexpected(decoded.error());
    if (!json.starts_with('{'))
        return failure(ErrorCode::WrongType, QStringLiteral("A JSON object was expected."));
    return {};
}

Result<Subscription> EventReader::readSubscribe(const ClientEvent &event)
{
    const QJsonValue argument = QJsonDocument::fromJson(event.frame).array().at(1);
    if (!argument.isObject())
        return failure(ErrorCode::MissingField,
                       QStringLiteral("\"subscribe\" needs an object with consumer and topics."));
    auto consumer = readConsumer(argument.toObject().value(QLatin1String("consumer")));
    if (!consumer)
        return tl::unexpected(std::move(consumer.error()));
    const QJsonValue topics = argument.toObject().value(QLatin1String("topics"));
    if (!topics.isArray())
        return failure(ErrorCode::MissingField, QStringLiteral("The field \"topics\" is missing, or is not an array."));
    const QJsonArray names = topics.toArray();
    if (names.size() > maxTopics)
        return failure(ErrorCode::TooLarge,
                       QStringLiteral("More than %1 topics were asked for at once.").arg(maxTopics));
    Subscription subscription{std::move(*consumer), {}};
    for (const QJsonValue &name : names) {
        const QByteArray topic = name.toString().toUtf8();
        if (topic.isEmpty())
            return failure(ErrorCode::WrongType, QStringLiteral("A topic must be a string, and not empty."));
        if (static_cast<std::size_t>(topic.size()) > maxName)
            return tl::unexpected(tooLong("topic"));
        if (!subscription.topics.contains(topic))
            subscription.topics.append(topic);
    }
    return subscription;
}

Result<Consumption> EventReader::readConsumed(const ClientEvent &event)
{
    auto envelope = d->decoder.decodeMessageEvent(event.frame);
    if (!envelope)
        return tl::unexpected(std::move(envelope.error()));
    if (auto checked = checkNames(*envelope); !checked)
        return tl::unexpected(std::move(checked.error()));
    simdjson::ondemand::document document;
    std::optional<QByteArray> consumer;
    if (!d->parser.iterate(d->viewOf(event.frame)).get(document))
        consumer = Private::stringOf(document.at(1)["consumer"]);
    if (!consumer || consumer->isEmpty())
        return failure(ErrorCode::MissingField,
                       QStringLiteral("The field \"consumer\" is missing, empty, or not a string."));
    if (static_cast<std::size_t>(consumer->size()) > maxName)
        return tl::unexpected(tooLong("consumer"));
    return Consumption{std::move(*consumer), std::move(*envelope)};
}

Result<Envelope> EventReader::readPublication(const QByteArray &frame)
{
    auto envelope = d->decoder.decodeMessageObject(frame);
    if (!envelope)
        return envelope;
    if (envelope->id.empty())
        return failure(ErrorCode::MissingField, QStringLiteral("The field \"message_id\" is missing or empty."));
    if (envelope->producer.empty())
        return failure(ErrorCode::MissingField, QStringLiteral("The field \"producer\" is missing or empty."));
    if (envelope->payload == "null" || envelope->payload == "\"\"") // as absent; 0, false, {} and [] are messages
        return failure(ErrorCode::MissingField, QStringLiteral("The field \"message\" is missing or empty."));
    if (auto checked = checkNames(*envelope); !checked)
        return tl::unexpected(std::move(checked.error()));
    return envelope;
}

} // namespace topicscope::broker
