// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Title: Forward: publish to another topic
//
// Publishes each message again, under a new topic and with what it came from added. The id is derived from that of the
// original, so that consumers can tell a message that was forwarded twice.
// Edit: targetOf() names the topic, payloadOf() makes the payload. Bind it to a pattern that does not match the target:
// its own messages are passed over, but those of another forwarder would go round in circles.

const prefix = 'forwarded/';

function targetOf(msg) {
    return prefix + msg.topic;
}

function payloadOf(msg) {
    return { from: msg.topic, producer: msg.producer, message: msg.payload };
}

function onMessage(msg, ctx) {
    if (msg.topic.startsWith(prefix))
        return;
    ctx.publish(targetOf(msg), payloadOf(msg), msg.id === '' ? undefined : { id: 'forwarded-' + msg.id });
}
