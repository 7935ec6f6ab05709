// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What npm's client does in the benchmark beside this: count by topic, acknowledge.
const counts = new Map();

function onMessage(msg, ctx) {
    counts.set(msg.topic, (counts.get(msg.topic) || 0) + 1);
}
