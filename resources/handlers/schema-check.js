// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Title: Schema check: required fields and their types
//
// A message with a field that is missing or of another type fails, with the path of each such field in the error; it is
// not acknowledged, and waits among the dead letters.
// Edit: required and optional, by path. Types are string, number, integer, boolean, object, array and null; several are
// separated by |.

import { fieldAt, typeOf } from './lib/fields.js';

const required = {
    'id': 'string|integer',
    'price': 'number',
    'customer.name': 'string'
};
const optional = {
    'lines': 'array',
    'note': 'string|null'
};

function isOfType(value, types) {
    const type = typeOf(value);
    return types.split('|').some(wanted => wanted === type || (wanted === 'number' && type === 'integer'));
}

function onMessage(msg) {
    const problems = [];
    const check = (path, types, isRequired) => {
        const value = fieldAt(msg.payload, path);
        if (value === undefined && !isRequired)
            return;
        if (!isOfType(value, types))
            problems.push(path + ' is ' + typeOf(value) + ', but has to be ' + types);
    };
    Object.keys(required).forEach(path => check(path, required[path], true));
    Object.keys(optional).forEach(path => check(path, optional[path], false));
    if (problems.length > 0)
        throw new Error(problems.join('; '));
}
