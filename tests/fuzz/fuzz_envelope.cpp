// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/message.h"
#include "check.h"
#include "messagereference.h"
#include "protocol/broadcastdecoder.h"
#include "protocol/jsontext.h"
#include "protocol/pubsubcodec.h"

using namespace topicscope;
using namespace topicscope::fuzz;
using namespace topicscope::protocol;
using base::viewOf;

namespace {

std::optional<reference::Message> expectedOf(std::string_view text, bool isEvent)
{
    const auto root = reference::read(text);
    if (!root || root->depth > maxJsonDepth)
        return std::nullopt;
    if (!isEvent)
        return root->kind == '{' ? reference::messageOf(*root) : std::nullopt;
    if (root->kind != '[' || root->items.size() < 2)
        return std::nullopt;
    const auto argument = reference::read(root->items[1].value);
    return argument && argument->kind == '{' ? reference::messageOf(*argument) : std::nullopt;
}

//! What goes back to the server says what came: names with halves of surrogate pairs, too, and the payload as it was.
void checkAcknowledgement(const QByteArray &frame, const base::Envelope &envelope)
{
    constexpr std::string_view consumer = "caf\xc3\xa9 \"1\"";
    const auto message = base::Message::create(frame, envelope, {});
    QByteArray out("42");
    appendConsumed(out, consumer, *message);
    const auto event = reference::read(viewOf(out).substr(2));
    require(event && event->items.size() == 2 && event->items[0].value == "\"consumed\"",
            "an acknowledgement is an event");
    const auto object = reference::read(event->items[1].value);
    const auto textOf = [&](std::string_view key) {
        return reference::textOrNothing(reference::lastValue(*object, key));
    };
    require(object && object->items.size() == 4 && textOf("consumer") == consumer,
            "an acknowledgement has four fields");
    require(textOf("topic") == envelope.topic && textOf("message_id") == envelope.id, "names go back as they came");
    require(reference::lastValue(*object, "message") == envelope.payload, "the payload goes back as it came");
}

void tryDecoder(std::string_view text, bool isEvent)
{
    static PubSubDecoder decoder; // reused, as in the program: what one message leaves must not matter to the next
    const QByteArray frame = PubSubDecoder::paddedFrame(text);
    const auto envelope = isEvent ? decoder.decodeMessageEvent(frame) : decoder.decodeMessageObject(frame);
    const auto expected = expectedOf(text, isEvent);
    require(envelope.has_value() == expected.has_value(), "a message is read when it is one");
    require(viewOf(frame) == text, "decoding leaves the frame as it is");
    if (!envelope) {
        require(!envelope.error().text.isEmpty(), "an error says what is wrong");
        return;
    }
    require(envelope->topic == expected->topic && envelope->id == expected->id
                && envelope->producer == expected->producer,
            "names are as sent");
    require(envelope->payload == expected->payload, "the payload is the raw text that was sent");
    for (const std::string_view part : {envelope->topic, envelope->id, envelope->producer})
        require(isWithin(part, viewOf(frame)) || isWithin(part, viewOf(envelope->unescaped)),
                "names are views of what was received");
    require(isWithin(envelope->payload, viewOf(frame)), "the payload is a view of the frame");
    require(static_cast<std::size_t>(envelope->unescaped.size()) <= text.size(),
            "removing escapes does not need more room");
    require(!isEvent || PubSubDecoder::eventOf(text) != ServerEvent::None || !text.starts_with("[\""),
            "an event that is read has a name or none");

    if (isEvent)
        require(decoder.surplusArguments() + 2 == static_cast<int>(reference::read(text)->items.size()),
                "arguments that nobody reads are counted");
    checkAcknowledgement(frame, *envelope);

    const QByteArray object = encodeMessageObject(envelope->topic, envelope->id, envelope->payload, envelope->producer);
    const QByteArray again = PubSubDecoder::paddedFrame(viewOf(object));
    PubSubDecoder fresh;
    const auto copy = fresh.decodeMessageObject(again);
    // One level deeper than before, or two: the envelope of a message can be flatter than what it is sent in.
    require(copy.has_value(), "an encoded message is a message");
    require(copy->topic == envelope->topic && copy->id == envelope->id && copy->producer == envelope->producer
                && copy->payload == envelope->payload,
            "a message survives encoding");
}

void tryEventName(std::string_view text)
{
    const ServerEvent event = PubSubDecoder::eventOf(text);
    const auto root = reference::read(text);
    if (!root || root->kind != '[')
        return;
    const bool hasName = !root->items.empty() && root->items[0].value.starts_with('"');
    require((event != ServerEvent::None) == hasName, "an event has a name when its array begins with a string");
    if (hasName)
        require((event == ServerEvent::Message) == (root->items[0].value == "\"message\""), "a message is called so");
}

//! The broadcasts to monitors: a decoder that looks at what it needs only, so it may read what is no JSON elsewhere.
void tryBroadcast(std::string_view text)
{
    static BroadcastDecoder decoder;
    const ServerEvent event = PubSubDecoder::eventOf(text);
    const auto broadcast = decoder.decode(event, text);
    if (!broadcast)
        return;
    const bool isMessage = event == ServerEvent::NewMessage;
    require(broadcast->event == event && !broadcast->topic.empty(), "a broadcast is about a topic");
    require(isMessage || !broadcast->consumer.empty(), "a broadcast about a consumer names it");
    require(broadcast->at || event == ServerEvent::NewClient || event == ServerEvent::ClientDisconnected,
            "a message and its consumption have a time");
    require(!broadcast->at || broadcast->at->time_since_epoch().count() >= 0, "a time is after 1970");
    for (const std::string_view name :
         {broadcast->topic, broadcast->messageId, broadcast->producer, broadcast->consumer})
        require(name.size() <= BroadcastDecoder::maxName && reference::isUtf8(name, reference::HalfSurrogates::Kept),
                "names are bounded and whole");

    const auto root = reference::read(text);
    if (!root || text.find('\\') != std::string_view::npos)
        return;
    require(broadcast->surplusArguments + 2 == static_cast<int>(root->items.size()),
            "arguments that nobody reads are counted");
    const auto object = root->items.size() > 1 ? reference::read(root->items[1].value) : std::nullopt;
    require(object && object->kind == '{', "a broadcast carries an object");
    const auto textOf = [&](std::string_view key) {
        const std::string_view raw = reference::lastValue(*object, key);
        return raw.starts_with('"') ? reference::unescaped(raw) : std::string();
    };
    require(broadcast->topic == textOf("topic") && broadcast->messageId == textOf("message_id")
                && broadcast->producer == textOf("producer") && broadcast->consumer == textOf("consumer"),
            "names are as sent");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size, 4);
    if (input.choice == 2)
        tryEventName(input.text);
    else if (input.choice == 3)
        tryBroadcast(input.text);
    else
        tryDecoder(input.text, input.choice == 0);
    return 0;
}
