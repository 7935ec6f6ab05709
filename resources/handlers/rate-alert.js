// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Title: Rate alert: too many or too few messages
//
// Counts messages over intervals and alerts when their rate leaves the bounds, and once more when it is back; not every
// time in between. The rate goes to the metric "rate".
// Edit: everyMs is the interval, lowest and highest the bounds in messages a second (0 and Infinity: none).

const everyMs = 5000;
const lowest = 0.2;
const highest = 100;

function onStart(ctx) {
    ctx.state.count = 0;
    ctx.state.since = Date.now();
    ctx.state.verdict = ctx.state.verdict || 'fine';
}

function onMessage(msg, ctx) {
    ++ctx.state.count;
}

function onTimer(ctx) {
    const now = Date.now();
    const seconds = Math.max(everyMs, now - ctx.state.since) / 1000;
    const rate = ctx.state.count / seconds;
    ctx.state.count = 0;
    ctx.state.since = now;
    ctx.metric('rate', rate);

    const verdict = rate < lowest ? 'too few' : rate > highest ? 'too many' : 'fine';
    if (verdict === ctx.state.verdict)
        return;
    ctx.state.verdict = verdict;
    const text = ctx.handler.pattern + ': ' + rate.toFixed(2) + ' messages a second';
    if (verdict === 'fine')
        ctx.log(text + ', within bounds again');
    else
        ctx.alert(text + ', ' + verdict + ' (bounds ' + lowest + ' to ' + highest + ')');
}
