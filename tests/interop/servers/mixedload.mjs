// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Traffic as the world brings it: many topics, payloads of all sizes and kinds, repetitions, text that is odd, and what
// is no message.

const TOPICS = [
    'orders/eu/created', 'orders/eu/paid', 'orders/us/created', 'sensors.hall.temperature', 'sensors.hall.humidity',
    'audit', 'billing/invoices',
];
const ODD_TOPICS = [
    'two\nlines', '\u202Eright to left', 'zero\u200Bwidth', 'a/very/deep/topic/with/many/levels/below/it', '名前/日本',
    ' ', 'tab\there',
];
const ODD_TEXTS = [
    '\u202Egnp.exe', 'a\u0000b\u001B[31m', '\uD800', '👩‍👩‍👧‍👦', 'é́́́', '<b>bold</b> &amp; "quoted"', '',
    'line\r\nline\u2028line', 'x'.repeat(5000),
];
const NO_MESSAGES = [
    { topic: 'audit' }, 'text', 7, null, [1, 2], { topic: 7, message_id: 'm', message: {}, producer: 'p' }, {},
];

const nested = (depth) => (depth === 0 ? 'bottom' : { level: depth, below: nested(depth - 1) });
const DEEP = nested(60);
const LARGE = { rows: Array.from({ length: 4000 }, (_, row) => ({ row, text: `row ${row}`, ok: row % 2 === 0 })) };
const pick = (list, number) => list[number % list.length];

function message(number) {
    const base = {
        topic: pick(TOPICS, number),
        message_id: `m-${number}`,
        producer: pick(['shop', 'gateway', 'sensor-7'], number),
    };
    if (number % 5003 === 0) {
        return { ...base, message: LARGE };
    }
    if (number % 211 === 0) {
        return {
            ...base,
            topic: pick(ODD_TOPICS, number / 211),
            producer: 'odd\nproducer',
            message: { '': 'no key', 'odd\nkey': pick(ODD_TEXTS, number / 211), text: pick(ODD_TEXTS, number) },
        };
    }
    if (number % 307 === 0) {
        return { ...base, message: pick([DEEP, null, 'only text', 12.5, [], {}, [[[[]]]], true], number / 307) };
    }
    const price = (number % 1000) / 10;
    const customer = { name: 'Zoë', id: number % 97 };
    return { ...base, message: { number, price, latencyMs: number % 300, customer, tags: ['a', 'b'] } };
}

// deliver(message) sends one, emit(event, data) anything; {rate} is a second, 0 to stop. Nothing of it is kept, however
// long it runs.
export function makeMixedLoad(deliver, emit) {
    let timer = null;
    let number = 0;
    return ({ rate }) => {
        clearInterval(timer);
        let last = performance.now();
        let due = number;
        timer = setInterval(() => {
            // On a machine that is too busy for the rate, what is behind is let go: making up for it would leave time
            // for nothing else.
            const now = performance.now();
            due += (Math.min(now - last, 100) * rate) / 1000;
            last = now;
            for (; number < Math.floor(due); ++number) {
                if (number % 97 === 0) {
                    emit('message', pick(NO_MESSAGES, number / 97));
                } else {
                    deliver(message(number % 50 === 0 ? number - 1 : number));
                }
            }
        }, 5);
        return [200, { status: 'ok' }];
    };
}
