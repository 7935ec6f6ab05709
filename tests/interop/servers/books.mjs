// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a server has published and what its clients have consumed, by message id; and load to fill such books with.

import { existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

// Each entry is written to the journal, where there is one, before anything else happens: it is still there after
// kill -9.
export class Books {
    #journal = null;
    #outstanding = new Map(); // id -> message: published, not consumed
    #consumed = new Map(); // id -> times
    #published = 0;

    constructor(file) {
        if (!file) {
            return;
        }
        const text = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
        // An entry that was being written at the kill is none: nothing came of it yet.
        const whole = text.subarray(0, text.lastIndexOf('\n') + 1);
        if (whole.length < text.length) {
            truncateSync(file, whole.length);
        }
        for (const line of whole.toString('utf8').split('\n')) {
            if (line.startsWith('p')) {
                this.#enterPublished(JSON.parse(line.slice(1)));
            } else if (line.startsWith('c')) {
                this.#enterConsumed(JSON.parse(line.slice(1)));
            }
        }
        this.#journal = openSync(file, 'a');
    }

    published(message) {
        this.#write(`p${JSON.stringify(message)}\n`);
        this.#enterPublished(message);
    }

    consumed(id) {
        this.#write(`c${JSON.stringify(id ?? null)}\n`);
        this.#enterConsumed(id);
    }

    // What a consumer of these topics gets once more when it subscribes.
    outstanding(topics) {
        return [...this.#outstanding.values()].filter(({ topic }) => topics.includes('*') || topics.includes(topic));
    }

    counts() {
        return { published: this.#published, outstanding: this.#outstanding.size, consumed: this.#consumed.size };
    }

    ids() {
        return { outstanding: [...this.#outstanding.keys()], consumed: Object.fromEntries(this.#consumed) };
    }

    #write(line) {
        if (this.#journal !== null) {
            writeSync(this.#journal, line);
        }
    }

    #enterPublished(message) {
        this.#published += 1;
        this.#outstanding.set(message.message_id, message);
    }

    #enterConsumed(id) {
        this.#outstanding.delete(id);
        this.#consumed.set(id, (this.#consumed.get(id) ?? 0) + 1);
    }
}

// Publishes {count} messages, {rate} a second, with the ids {prefix}-1, {prefix}-2...; another call replaces what was
// going on.
export function makeLoad(publish) {
    let timer = null;
    return ({ rate = 0, count = 0, prefix = 'load', topic = 'load' }) => {
        clearInterval(timer);
        const begin = performance.now();
        let sent = 0;
        timer = setInterval(() => {
            const due = Math.min(count, Math.floor(((performance.now() - begin) * rate) / 1000));
            for (; sent < due; ++sent) {
                publish({
                    topic,
                    message_id: `${prefix}-${sent + 1}`,
                    message: { number: sent, text: 'x'.repeat(150) },
                    producer: 'load',
                });
            }
            if (sent >= count) {
                clearInterval(timer);
            }
        }, 5);
        return [200, { status: 'ok' }];
    };
}
