// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// npm's socket.io-client against our broker: polling first, then the upgrade, and each transport alone.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";

let io;
try {
    ({ io } = await import("socket.io-client"));
} catch (error) {
    console.error(`${error.message}\n`
        + 'This test needs tests/interop/node_modules; ./dev test installs it, or run "npm ci" in tests/interop.');
    process.exit(1);
}

const DEADLINE = 20_000; // milliseconds that anything awaited may take
let broker;
let url;

before(async () => {
    // "exec", so that the signal below reaches the broker and not a shell.
    broker = spawn("/bin/sh", ["-c", `exec ${process.env.TOPICSCOPE_BROKER}`], { stdio: ["ignore", "pipe", "ignore"] });
    const [line] = await once(createInterface(broker.stdout), "line", { signal: AbortSignal.timeout(DEADLINE) });
    url = JSON.parse(line).url;
});

after(async () => {
    const ended = once(broker, "exit");
    broker.kill("SIGINT");
    assert.deepEqual(await ended, [0, null]);
});

/** A connected client that keeps all it receives. */
async function connect(t, options = {}, namespace = "") {
    const socket = io(url + namespace, { reconnection: false, forceNew: true, ...options });
    t.after(() => socket.close());
    const received = [];
    const waiting = [];
    socket.onAny((name, data) => {
        received.push({ name, data });
        waiting.splice(0).forEach((wake) => wake());
    });
    // The first event of this name, taken out of what was received.
    socket.next = async (name) => {
        const signal = AbortSignal.timeout(DEADLINE);
        for (;;) {
            const index = received.findIndex((event) => event.name === name);
            if (index >= 0) return received.splice(index, 1)[0].data;
            await new Promise((resolve, reject) => {
                waiting.push(resolve);
                signal.addEventListener("abort", () => reject(new Error(`no ${name} came`)), { once: true });
            });
        }
    };
    const failed = once(socket, "connect_error").then(([error]) => Promise.reject(error));
    await Promise.race([once(socket, "connect"), failed]);
    return socket;
}

const message = (topic, id) => ({ topic, message_id: id, message: { n: 1, who: "Zoë 😀" }, producer: "shop" });

async function publish(body) {
    const answer = await fetch(`${url}/publish`, { method: "POST", body: JSON.stringify(body) });
    assert.deepEqual([answer.status, await answer.json()], [200, { status: "ok" }]);
}

async function mainJob(socket, topic) {
    socket.emit("subscribe", { consumer: "billing", topics: [topic] });
    assert.deepEqual(await socket.next("subscribed"), { status: "ok" });
    await publish(message(topic, "id-1"));
    assert.deepEqual(await socket.next("message"), message(topic, "id-1"));
    const { timestamp, ...seen } = await socket.next("new_message");
    assert.deepEqual(seen, message(topic, "id-1"));
    const done = { consumer: "handler", topic, message_id: "id-1", message: message().message };
    socket.emit("consumed", done);
    const { timestamp: at, ...consumption } = await socket.next("new_consumption");
    assert.deepEqual(consumption, done);
    assert.ok(at >= timestamp);
    const consumptions = await (await fetch(`${url}/consumptions`)).json();
    assert.deepEqual(consumptions[0], { ...done, timestamp: at });
}

test("polling first, then the upgrade", async (t) => {
    const socket = await connect(t);
    if (socket.io.engine.transport.name !== "websocket") await once(socket.io.engine, "upgrade");
    assert.equal(socket.io.engine.transport.name, "websocket");
    await mainJob(socket, "upgraded");
});

test("messages sent during the upgrade arrive once and in order", async (t) => {
    const socket = await connect(t);
    socket.emit("subscribe", { consumer: "c", topics: ["busy"] });
    assert.deepEqual(await socket.next("subscribed"), { status: "ok" });
    for (let number = 0; number < 100; ++number) await publish(message("busy", `id-${number}`));
    for (let number = 0; number < 100; ++number)
        assert.equal((await socket.next("message")).message_id, `id-${number}`);
    assert.equal(socket.io.engine.transport.name, "websocket");
});

for (const transport of ["polling", "websocket"]) {
    test(`${transport} only`, async (t) => {
        const socket = await connect(t, { transports: [transport] });
        assert.equal(socket.io.engine.transport.name, transport);
        await mainJob(socket, transport);
        assert.equal(socket.io.engine.transport.name, transport);
    });
}

test("a topic and the wildcard deliver twice with one id", async (t) => {
    const socket = await connect(t);
    socket.emit("subscribe", { consumer: "both", topics: ["twice", "*"] });
    await socket.next("subscribed");
    await publish(message("twice", "id-2"));
    assert.equal((await socket.next("message")).message_id, "id-2");
    assert.equal((await socket.next("message")).message_id, "id-2");
});

test("events are acknowledged", async (t) => {
    const socket = (await connect(t)).timeout(DEADLINE);
    assert.deepEqual(await socket.emitWithAck("subscribe", { consumer: "c", topics: ["t"] }), { status: "ok" });
    assert.equal((await socket.emitWithAck("consumed", {})).status, "error");
    const binary = { consumer: "h", topic: "t", message_id: "1", message: Buffer.from([0, 255]) };
    assert.deepEqual(await socket.emitWithAck("consumed", binary), { status: "ok" });
});

test("monitors hear of clients that come and go", async (t) => {
    const monitor = await connect(t);
    const client = await connect(t, { transports: ["polling"] });
    client.emit("subscribe", { consumer: "guest", topics: ["visited"] });
    const { connected_at, ...came } = await monitor.next("new_client");
    assert.deepEqual(came, { consumer: "guest", topic: "visited" });
    assert.equal(typeof connected_at, "number");
    client.close();
    for (;;) {
        const left = await monitor.next("client_disconnected");
        if (left.consumer === "guest") break;
    }
});

test("an unknown namespace is refused", async (t) => {
    await assert.rejects(connect(t, {}, "/nothing"), { message: "Invalid namespace" });
});
