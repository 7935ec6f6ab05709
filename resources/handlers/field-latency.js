// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Title: Field latency: how old messages are when they come
//
// The time from a moment that the payload names to the arrival here, as metric "latency_ms". It is as right as both
// clocks are: a message from the future means that they differ, and is told once.
// Edit: field is the path in the payload (Unix time or ISO 8601), slowMs from when on a message is warned of.

import { fieldAt, millisecondsOf } from './lib/fields.js';

const field = 'sent_at';
const slowMs = 5000;

function onMessage(msg, ctx) {
    const value = fieldAt(msg.payload, field);
    const sent = millisecondsOf(value);
    if (sent === undefined)
        throw new Error(field + ' is no time: ' + JSON.stringify(value));
    const latency = msg.receivedAt - sent;
    ctx.metric('latency_ms', latency);
    if (latency > slowMs)
        ctx.warn(msg.topic + ' ' + msg.id + ': ' + Math.round(latency) + ' ms old');
    if (latency < -1 && !ctx.state.told) {
        ctx.state.told = true;
        ctx.warn('A message comes from the future, by ' + Math.round(-latency) + ' ms: the clocks differ.');
    }
}
