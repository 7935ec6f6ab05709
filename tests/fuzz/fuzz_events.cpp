// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/pubsub/eventreader.h"
#include "check.h"
#include "jsonreference.h"
#include "protocol/jsontext.h"

#include <QSet>

using namespace topicscope;
using namespace topicscope::broker;
using namespace topicscope::fuzz;
using namespace topicscope::protocol;
using base::viewOf;

namespace {

bool isName(std::string_view text)
{
    return !text.empty() && text.size() <= EventReader::maxName;
}

void trySubscribe(EventReader &reader, const ClientEvent &event)
{
    const auto subscription = reader.readSubscribe(event);
    if (!subscription)
        return;
    require(isName(viewOf(subscription->consumer)), "a subscriber has a name of bounded length");
    require(subscription->topics.size() <= EventReader::maxTopics, "one subscription has a bounded number of topics");
    const QSet<QByteArray> unique(subscription->topics.cbegin(), subscription->topics.cend());
    require(unique.size() == subscription->topics.size(), "no topic is subscribed to twice");
    for (const QByteArray &topic : subscription->topics)
        require(isName(viewOf(topic)), "a topic has a name of bounded length");
}

void tryConsumed(EventReader &reader, const ClientEvent &event)
{
    const auto consumption = reader.readConsumed(event);
    if (!consumption)
        return;
    require(isName(viewOf(consumption->consumer)), "a consumer has a name of bounded length");
    require(isName(consumption->envelope.topic) && consumption->envelope.id.size() <= EventReader::maxName,
            "what was consumed has a topic");
    require(isWithin(consumption->envelope.payload, viewOf(event.frame)), "the payload is a view of the event");
}

void tryEvent(std::string_view text)
{
    static EventReader reader; // reused, as in the broker
    const auto event = reader.read(text);
    const auto root = reference::read(text);
    const bool isArray = root && root->kind == '[' && root->depth <= maxJsonDepth;
    const bool hasName = isArray && !root->items.empty() && root->items[0].value.starts_with('"');
    require(!event || hasName, "an event is an array that begins with its name");
    require(event.has_value() || !hasName || root->hasLoneSurrogates, "an array that begins with a name is an event");
    if (!event)
        return;
    require(viewOf(event->name) == reference::unescaped(root->items[0].value), "an event has the name that was sent");
    require(viewOf(event->frame) == text, "the frame is what was sent");
    trySubscribe(reader, *event);
    tryConsumed(reader, *event);
}

void tryPublication(std::string_view text)
{
    static EventReader reader;
    const QByteArray frame = PubSubDecoder::paddedFrame(text);
    const auto envelope = reader.readPublication(frame);
    if (!envelope)
        return;
    require(isName(envelope->topic) && isName(envelope->id) && isName(envelope->producer),
            "a publication has three names of bounded length");
    require(validatePayload(envelope->payload).has_value() || text.size() > 2 * maxJsonDepth - 4,
            "what is published is JSON");
    const QByteArray object = encodeMessageObject(envelope->topic, envelope->id, envelope->payload, envelope->producer);
    const QByteArray again = PubSubDecoder::paddedFrame(viewOf(object));
    const auto copy = EventReader().readPublication(again);
    require(copy && copy->topic == envelope->topic && copy->id == envelope->id && copy->producer == envelope->producer
                && copy->payload == envelope->payload,
            "a publication survives encoding");
}

void tryObject(std::string_view text)
{
    static EventReader reader;
    const auto root = reference::read(text);
    const bool isObject = root && root->depth <= maxJsonDepth && text.starts_with('{');
    require(reader.checkObject(text).has_value() == (text.empty() || isObject),
            "an auth payload is an object or nothing");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size, 3);
    switch (input.choice) {
    case 0:
        tryEvent(input.text);
        break;
    case 1:
        tryPublication(input.text);
        break;
    default:
        tryObject(input.text);
    }
    return 0;
}
