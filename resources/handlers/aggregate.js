// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Title: Aggregate: sums by key, told at intervals
//
// Adds up a number of the payload by the value of another field. Every interval, and at the end, the sums of what came
// since then are printed and go to metrics "sum KEY".
// Edit: keyField and valueField are paths in the payload ("" as key: the topic), everyMs is the interval, maxKeys a
// bound.

import { fieldAt } from './lib/fields.js';

const keyField = 'shop';
const valueField = 'price';
const everyMs = 10000;
const maxKeys = 30;

function onStart(ctx) {
    ctx.state.sums = ctx.state.sums || new Map();
}

function onMessage(msg, ctx) {
    const value = fieldAt(msg.payload, valueField);
    if (typeof value !== 'number')
        throw new Error(valueField + ' is no number: ' + JSON.stringify(value));
    let key = keyField === '' ? msg.topic : String(fieldAt(msg.payload, keyField));
    const sums = ctx.state.sums;
    if (!sums.has(key) && sums.size >= maxKeys)
        key = '(others)';
    const entry = sums.get(key) || { count: 0, sum: 0 };
    ++entry.count;
    entry.sum += value;
    sums.set(key, entry);
}

function tell(ctx) {
    ctx.state.sums.forEach((entry, key) => {
        if (entry.count === 0)
            return;
        ctx.log(key + ': ' + entry.count + ' messages, sum ' + entry.sum + ', mean ' + entry.sum / entry.count);
        ctx.metric('sum ' + key.slice(0, 90), entry.sum);
        entry.count = 0;
        entry.sum = 0;
    });
}

function onTimer(ctx) {
    tell(ctx);
}

function onStop(ctx) {
    tell(ctx);
}
