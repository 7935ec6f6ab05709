// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

let calls = 0;

function onMessage(msg, ctx) {
    calls += 1;
}
