// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Title: Sequence gaps: what is missing or out of order
//
// Follows a number that each producer counts up, and alerts when numbers are left out, come late, or come twice. A
// producer that begins anew with a small number is taken to have been started again.
// Edit: field is the path of the number in the payload, first what a producer begins with, maxProducers a bound.

import { fieldAt } from './lib/fields.js';

const field = 'sequence';
const first = 1;
const maxProducers = 10000;
const restartBelow = 3;

function onStart(ctx) {
    ctx.state.latest = ctx.state.latest || new Map();
}

function onMessage(msg, ctx) {
    const number = fieldAt(msg.payload, field);
    if (!Number.isInteger(number))
        throw new Error(field + ' is no whole number: ' + JSON.stringify(number));
    const who = msg.producer === '' ? msg.topic : msg.producer;
    const latest = ctx.state.latest;
    const known = latest.get(who);
    if (known === undefined && latest.size >= maxProducers)
        latest.delete(latest.keys().next().value); // the one that was first seen longest ago
    const expected = known === undefined ? number : known + 1;

    if (number === expected) {
        latest.set(who, number);
    } else if (number > expected) {
        ctx.metric('missing', number - expected);
        ctx.alert(who + ': ' + (number - expected) + ' missing before ' + number + ' (expected ' + expected + ')');
        latest.set(who, number);
    } else if (number < first + restartBelow && known > number + 2 * restartBelow) {
        ctx.warn(who + ': starts again with ' + number + ' after ' + known);
        latest.set(who, number);
    } else {
        ctx.metric('late', 1);
        ctx.alert(who + ': ' + number + ' came after ' + known
            + (number === known ? ', a second time' : ', out of order'));
    }
}
