// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads one field of the payload.
let sum = 0;

function onMessage(msg, ctx) {
    sum += msg.payload.total;
}
