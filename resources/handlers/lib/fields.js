// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Shared by handlers of this folder: fields of a payload by their path, such as "customer.address.city" or
// "lines.0.price".

// The value at a path, or undefined where there is none.
export function fieldAt(payload, path) {
    let value = payload;
    for (const name of String(path).split('.')) {
        if (value === null || typeof value !== 'object' || !Object.prototype.hasOwnProperty.call(value, name))
            return undefined;
        value = value[name];
    }
    return value;
}

// What JSON calls it: "null", "array", "integer", "object", "string", "number", "boolean"; "missing" for undefined.
export function typeOf(value) {
    if (value === undefined)
        return 'missing';
    if (value === null)
        return 'null';
    if (Array.isArray(value))
        return 'array';
    return Number.isInteger(value) ? 'integer' : typeof value;
}

// A moment in milliseconds since 1970, of a number (Unix time in seconds, milliseconds, microseconds or nanoseconds) or
// a text of ISO 8601; undefined for anything else.
export function millisecondsOf(value) {
    if (typeof value === 'string') {
        const time = Date.parse(value);
        return isNaN(time) ? undefined : time;
    }
    if (typeof value !== 'number')
        return undefined;
    if (value < 1e11)
        return value * 1000;
    if (value < 1e14)
        return value;
    return value < 1e17 ? value / 1000 : value / 1e6;
}
