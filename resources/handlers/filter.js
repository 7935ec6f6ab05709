// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Title: Filter: acknowledge only what matches
//
// Messages that do not match are handled, but not acknowledged: where the server sends them again, they are looked at
// again.
// Edit: field is the path in the payload, matches() says what is wanted.

import { fieldAt } from './lib/fields.js';

const field = 'price';

function matches(value) {
    return typeof value === 'number' && value >= 10;
}

function onMessage(msg, ctx) {
    const wanted = matches(fieldAt(msg.payload, field));
    ctx.metric(wanted ? 'matching' : 'withheld', 1);
    return wanted;
}
