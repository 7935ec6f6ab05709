// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A publish/subscribe server on socket.io, for tests.
//
// Prints {"url": ...} as its first line. Ends when its standard input closes, or after --limit seconds.
// Does not answer "subscribe", and sends its broadcasts only after POST /dashboard/login.
// With --redeliver a consumer gets once more, whenever it subscribes, what nobody has consumed.

import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Server } from 'socket.io';
import { Books, makeLoad } from './books.mjs';
import { makeMixedLoad } from './mixedload.mjs';

const HISTORY = 10_000;
const FIELDS = ['topic', 'message_id', 'message', 'producer'];

const { values: options } = parseArgs({
    options: {
        refuse: { type: 'string' }, // refuse every connection to the namespace, with this reason
        transports: { type: 'string', default: 'polling,websocket' }, // those that are allowed
        token: { type: 'string' }, // refuse clients whose auth payload does not hold this token
        header: { type: 'string' }, // refuse requests without this header ("x-tenant=blue")
        limit: { type: 'string', default: '120' }, // seconds after which the server ends
        port: { type: 'string', default: '0' }, // 0: one that is free
        journal: { type: 'string' }, // file that keeps the books over the server's death
        redeliver: { type: 'boolean', default: false },
        'ping-interval': { type: 'string', default: '25000' }, // ms
        'ping-timeout': { type: 'string', default: '20000' }, // ms
    },
});

let dashboard = false;
const messages = [];
const consumptions = [];
const clients = new Map(); // socket -> [{consumer, topic, connected_at}]
const consumedIds = new Map(); // handler -> ids in the order seen
const books = new Books(options.journal);

const now = () => Date.now() / 1000;
const allClients = () => [...clients.values()].flat();

function remember(list, entry) {
    list.unshift(entry);
    list.length = Math.min(list.length, HISTORY);
}

const http = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const route = routes[`${request.method} ${url.pathname}`];
    let [status, body] = [404, { status: 'error', message: 'No such route' }];
    if (route) {
        [status, body] = route(await bodyOf(request));
    }
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
});
const [headerName, headerValue] = (options.header ?? '').split('=');
const io = new Server(http, {
    cors: { origin: '*' },
    transports: options.transports.split(','),
    allowRequest: (request, done) => done(null, !headerName || request.headers[headerName] === headerValue),
    pingInterval: Number(options['ping-interval']),
    pingTimeout: Number(options['ping-timeout']),
});

function broadcast(event, data) {
    if (dashboard) {
        io.emit(event, data);
    }
}

if (options.refuse) {
    io.use((socket, next) => next(new Error(options.refuse)));
}

if (options.token) {
    io.use((socket, next) =>
        next(socket.handshake.auth.token === options.token ? undefined : new Error('wrong token')));
}

io.on('connection', (socket) => {
    clients.set(socket, []);

    socket.on('subscribe', ({ consumer, topics }) => {
        for (const topic of topics) {
            socket.join(topic);
            const client = { consumer, topic, connected_at: now() };
            clients.get(socket).push(client);
            broadcast('new_client', client);
        }
        for (const message of options.redeliver ? books.outstanding(topics) : []) {
            socket.emit('message', message);
        }
    });

    socket.on('consumed', (data) => {
        books.consumed(data.message_id);
        if (!consumedIds.has(data.consumer)) {
            consumedIds.set(data.consumer, []);
        }
        consumedIds.get(data.consumer).push(data.message_id);
        const consumption = { ...data, timestamp: now() };
        remember(consumptions, consumption);
        broadcast('new_consumption', consumption);
    });

    socket.on('disconnect', () => {
        for (const { consumer, topic } of clients.get(socket)) {
            broadcast('client_disconnected', { consumer, topic });
        }
        clients.delete(socket);
    });
});

function deliver(message) {
    io.to(message.topic).emit('message', message);
    io.to('*').emit('message', message);
    broadcast('new_message', { ...message, timestamp: now() });
}

function publish(data) {
    const missing = FIELDS.filter((field) => data?.[field] === undefined || data[field] === null || data[field] === '');
    if (missing.length > 0) {
        return [400, { status: 'error', message: `Missing fields: ${missing.join(', ')}` }];
    }
    const message = Object.fromEntries(FIELDS.map((field) => [field, data[field]]));
    remember(messages, { ...message, timestamp: now() });
    books.published(message);
    deliver(message);
    return [200, { status: 'ok' }];
}

// Bytes, which JSON lacks, are {"$hex": "00ff"} in requests and answers of tests.
function mapped(value, change) {
    const changed = change(value);
    if (changed !== undefined) {
        return changed;
    }
    if (Array.isArray(value)) {
        return value.map((element) => mapped(element, change));
    }
    return value && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapped(member, change)]))
        : value;
}
const bytesOf = (part) => (part?.$hex === undefined ? undefined : Buffer.from(part.$hex, 'hex'));
const withBytes = (value) => mapped(value, bytesOf);
const hexOf = (part) => (Buffer.isBuffer(part) ? { $hex: part.toString('hex') } : undefined);
const withHex = (value) => mapped(value, hexOf);

function graph() {
    const published = new Map(messages.map(({ producer, topic }) => [`${producer}\n${topic}`, [producer, topic]]));
    const wanted = new Map(allClients().map(({ consumer, topic }) => [`${topic}\n${consumer}`, [topic, consumer]]));
    const unique = (items) => [...new Set(items)].sort();
    return {
        producers: unique([...published.values()].map(([source]) => source)),
        consumers: unique([...wanted.values()].map(([, target]) => target)),
        topics: unique([
            ...[...published.values()].map(([, target]) => target),
            ...[...wanted.values()].map(([source]) => source),
        ]),
        links: [
            ...[...published.values()].map(([source, target]) => ({ source, target, type: 'publish' })),
            ...[...wanted.values()].map(([source, target]) => ({ source, target, type: 'consume' })),
        ],
    };
}

function counts() {
    const entries = [...consumedIds];
    return {
        published: messages.length,
        clients: allClients().length,
        consumed: Object.fromEntries(entries.map(([handler, ids]) => [handler, ids.length])),
        distinct: Object.fromEntries(entries.map(([handler, ids]) => [handler, new Set(ids).size])),
    };
}

function setDashboard(enabled) {
    dashboard = enabled;
    return [200, { dashboard_enabled: dashboard }];
}

const routes = {
    'POST /publish': publish,
    'GET /clients': () => [200, allClients()],
    'GET /messages': () => [200, messages],
    'GET /consumptions': () => [200, consumptions],
    'GET /graph/state': () => [200, graph()],
    'GET /health': () => [200, { status: 'healthy', timestamp: now() }],
    'POST /dashboard/login': () => setDashboard(true),
    'POST /dashboard/logout': () => setDashboard(false),
    'GET /dashboard/status': () => [200, { dashboard_enabled: dashboard }],
    // Sends {"event", "data"} to everybody, whatever the data is.
    'POST /test/emit': ({ event, data }) => {
        io.emit(event, data);
        return [200, { status: 'ok' }];
    },
    // Publishes a message with Buffers in it, and tells what was consumed with Buffers in it.
    'POST /test/binary': (message) => {
        deliver(withBytes(message));
        return [200, { status: 'ok' }];
    },
    'GET /test/binary': () => [200, withHex(consumptions)],
    'GET /test/counts': () => [200, counts()],
    'POST /test/load': makeLoad(publish),
    'POST /test/mixed': makeMixedLoad(deliver, (event, data) => io.emit(event, data)),
    'GET /test/books': () => [200, books.counts()],
    'GET /test/books/ids': () => [200, books.ids()],
};

async function bodyOf(request) {
    const chunks = [];
    for await (const chunk of request) {
        chunks.push(chunk);
    }
    try {
        return JSON.parse(Buffer.concat(chunks).toString());
    } catch {
        return null;
    }
}

const end = () => process.exit(0);
process.stdin.on('end', end).on('error', end).resume();
setTimeout(end, Number(options.limit) * 1000);
http.listen(Number(options.port), '127.0.0.1', () =>
    console.log(JSON.stringify({ url: `http://127.0.0.1:${http.address().port}` })));
