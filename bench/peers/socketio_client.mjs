// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// npm's socket.io-client doing the work of our client: filter duplicates, count by topic, acknowledge.
// The package is the one that the interop tests install. Usage: node socketio_client.mjs http://127.0.0.1:PORT

import { createRequire } from "node:module";

const WINDOW = 1000;
const require = createRequire(new URL("../../tests/interop/package.json", import.meta.url));
const { io } = require("socket.io-client");

const seen = new Set(); // keeps the order of insertion
const counts = new Map();
let duplicates = 0;

function isDuplicate(id) {
    if (id === undefined || id === null) return false;
    if (seen.has(id)) return true;
    seen.add(id);
    if (seen.size > WINDOW) seen.delete(seen.values().next().value);
    return false;
}

const socket = io(process.argv[2], { transports: ["websocket"], reconnection: false });
socket.on("connect", () => socket.emit("subscribe", { consumer: "node", topics: ["*"] }));
socket.on("message", ({ topic, message_id, message }) => {
    if (isDuplicate(message_id)) {
        ++duplicates;
        return;
    }
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
    socket.emit("consumed", { consumer: "node", topic, message_id, message });
});
socket.on("connect_error", (error) => {
    console.error(error.message);
    process.exit(3);
});
socket.on("disconnect", () => {
    const handled = [...counts.values()].reduce((sum, count) => sum + count, 0);
    console.log(JSON.stringify({ handled, duplicates, topics: counts.size }));
    process.exit(0);
});
