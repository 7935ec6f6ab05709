// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a lane's engine runs before any script: takes away what scripts must not have, bounds built-in functions that
// nothing could interrupt, freezes what scripts share, and returns the function that makes instances of scripts.
// ECMAScript 2016.
(function (bridge, global) {
    'use strict';

    const mostCharacters = 16 * 1024 * 1024;
    const mostElements = 5000000;
    const mostBytes = 64 * 1024 * 1024;
    const mostNodes = 1000000;
    const mostProperties = 100000;
    const mostSearched = 100000;
    const mostPattern = 10000;
    const mostCompared = 20000000;
    const longestStep = 4096;
    const mostNested = 200;
    const longestText = 4096;

    // Code from strings would not be held to the rules of a file, and promises need an event loop, which a lane lacks.
    // A proxy answers differently each time it is asked, and one within another ends the engine's stack.
    // Weak collections end the program where they grow while garbage is collected (Qt 6.4).
    for (const name of ['eval', 'Function', 'Promise', 'SharedArrayBuffer', 'Atomics', 'Proxy', 'WeakMap', 'WeakSet'])
        delete global[name];
    delete String.raw;
    for (const fn of [function () {}, function* () {}])
        Object.defineProperty(Object.getPrototypeOf(fn), 'constructor', { value: undefined });

    // Replaces object[name] by make(what it was), which looks like it.
    function replace(object, name, make) {
        const native = object[name];
        if (typeof native !== 'function')
            return;
        const value = make(native);
        Object.defineProperty(value, 'name', { value: name });
        Object.defineProperty(object, name, { value: value, writable: true, enumerable: false, configurable: true });
    }

    function tooLarge(what) {
        return new RangeError(what + ' would be larger than a script may make it.');
    }

    // --- Texts

    // Each value is converted once: an object may give another one the next time.
    replace(String.prototype, 'repeat', native => function (count) {
        const text = String(this);
        const times = Number(count);
        if (text.length * times > mostCharacters)
            throw tooLarge('The text');
        return native.call(text, times);
    });
    for (const name of ['padStart', 'padEnd']) {
        replace(String.prototype, name, native => function (length, filler) {
            const wanted = Number(length);
            if (wanted > mostCharacters)
                throw tooLarge('The text');
            return native.call(String(this), wanted, filler === undefined ? ' ' : String(filler));
        });
    }
    // How long looking for a text takes can grow with the product of both lengths: long ones are searched in stretches,
    // so that each step of the engine's own is short and the script can be interrupted in between.
    const nativeIndexOf = String.prototype.indexOf;
    const nativeLastIndexOf = String.prototype.lastIndexOf;
    function isShort(text, wanted) {
        return text.length * wanted.length <= mostCompared;
    }
    function indexOf(text, wanted, from) {
        if (isShort(text, wanted))
            return nativeIndexOf.call(text, wanted, from);
        const step = Math.ceil(mostCompared / wanted.length);
        for (let at = from; at + wanted.length <= text.length; at += step) {
            const found = nativeIndexOf.call(text.slice(at, at + step - 1 + wanted.length), wanted);
            if (found >= 0)
                return at + found;
        }
        return -1;
    }
    function lastIndexOf(text, wanted, from) {
        if (isShort(text, wanted))
            return nativeLastIndexOf.call(text, wanted, from);
        const step = Math.ceil(mostCompared / wanted.length);
        for (let end = Math.min(from, text.length - wanted.length) + 1; end > 0; end -= step) {
            const begin = Math.max(0, end - step);
            const found = nativeLastIndexOf.call(text.slice(begin, end - 1 + wanted.length), wanted);
            if (found >= 0)
                return begin + found;
        }
        return -1;
    }
    // A number within the text, as String.prototype.indexOf() has it.
    function placeIn(text, position) {
        const number = Math.trunc(Number(position));
        return number > 0 ? Math.min(number, text.length) : 0;
    }
    replace(String.prototype, 'indexOf', () => function (wanted, position) {
        const text = String(this);
        return indexOf(text, String(wanted), placeIn(text, position));
    });
    replace(String.prototype, 'includes', native => function (wanted, position) {
        if (wanted instanceof RegExp)
            return native.call('', wanted); // an error
        const text = String(this);
        return indexOf(text, String(wanted), placeIn(text, position)) >= 0;
    });
    replace(String.prototype, 'lastIndexOf', () => function (wanted, position) {
        const text = String(this);
        const number = Number(position);
        return lastIndexOf(text, String(wanted), isNaN(number) ? text.length : placeIn(text, number));
    });
    replace(String.prototype, 'concat', native => function () {
        const parts = [];
        let length = 0;
        for (let i = -1; i < arguments.length; ++i) {
            parts.push(String(i < 0 ? this : arguments[i]));
            length += parts[parts.length - 1].length;
            if (length > mostCharacters)
                throw tooLarge('The text');
        }
        return native.apply('', parts);
    });
    // What makes one character many makes room for them by moving all that follow: a long text is changed a stretch at
    // a time.
    function inSteps(text, change) {
        if (text.length <= longestStep)
            return change(text);
        const parts = [];
        for (let begin = 0; begin < text.length;) {
            let end = Math.min(begin + longestStep, text.length);
            const last = text.charCodeAt(end - 1);
            if (last >= 0xd800 && last < 0xdc00 && end < text.length)
                ++end; // both halves of one character
            parts.push(change(text.slice(begin, end)));
            begin = end;
        }
        return parts.join('');
    }
    for (const name of ['toUpperCase', 'toLowerCase', 'toLocaleUpperCase', 'toLocaleLowerCase'])
        replace(String.prototype, name, native => function () {
            return inSteps(String(this), part => native.call(part));
        });
    for (const name of ['encodeURI', 'encodeURIComponent', 'escape'])
        replace(global, name, native => text => inSteps(String(text), part => native(part)));
    // Characters that nothing before them combines with.
    function standsAlone(code) {
        return code < 0x300
            || (code >= 0x1100 && code < 0x1160)
            || (code >= 0x3400 && code < 0xa000)
            || (code >= 0xac00 && code < 0xd7a4)
            || (code >= 0xfb50 && code < 0xfe00);
    }
    replace(String.prototype, 'normalize', native => function (form) {
        const text = String(this);
        const wanted = form === undefined ? 'NFC' : String(form);
        const parts = [];
        let begin = 0;
        do {
            let end = begin + longestStep;
            while (end < text.length && !standsAlone(text.charCodeAt(end))) {
                if (++end - begin > mostPattern)
                    throw new RangeError(
                        'The text has more characters in a row that may combine than this function takes here.');
            }
            parts.push(native.call(text.slice(begin, end), wanted));
            begin = end;
        } while (begin < text.length);
        return parts.join('');
    });
    // How long a regular expression takes can grow with the square of the text, and nothing interrupts it.
    function boundSubject(text, pattern) {
        if (text.length > mostSearched && typeof pattern === 'object' && pattern !== null)
            throw new RangeError('The text has more characters than a regular expression takes here.');
        if (typeof pattern === 'string' && pattern.length > mostPattern)
            throw tooLarge('The pattern');
    }
    for (const name of ['match', 'search']) {
        replace(String.prototype, name, native => function (pattern) {
            const text = String(this);
            boundSubject(text,
                typeof pattern === 'object' ? pattern : text.length > mostSearched ? {} : String(pattern));
            return native.call(text, pattern);
        });
    }
    for (const name of ['exec', 'test']) {
        replace(RegExp.prototype, name, native => function (subject) {
            const text = String(subject);
            boundSubject(text, this);
            return native.call(this, text);
        });
    }
    replace(global, 'RegExp', native => {
        const bounded = function (pattern, flags) {
            const source = pattern instanceof native ? pattern : pattern === undefined ? '' : String(pattern);
            if (typeof source === 'string' && source.length > mostPattern)
                throw tooLarge('The pattern');
            return Reflect.construct(native, flags === undefined ? [source] : [source, flags], new.target || native);
        };
        bounded.prototype = native.prototype;
        native.prototype.constructor = bounded;
        return bounded;
    });
    for (const name of ['replace', 'replaceAll']) {
        replace(String.prototype, name, native => function (pattern, replacement) {
            // A replacement by a function runs code, which can be interrupted.
            const text = String(this);
            const isObject = typeof pattern === 'object' && pattern !== null;
            const wanted = isObject ? pattern : String(pattern);
            boundSubject(text, isObject ? pattern : undefined);
            if (!isObject && !isShort(text, wanted))
                throw new RangeError('The text and what is looked for are longer than this function takes here.');
            if (typeof replacement === 'function')
                return native.call(text, wanted, replacement);
            const by = String(replacement);
            if (by.indexOf('$') >= 0 || (text.length + 1) * by.length > mostCharacters) {
                let length = 0;
                native.call(text, wanted, match => {
                    length += by.length + (by.indexOf('$') < 0 ? 0 : by.length * text.length);
                    if (length > mostCharacters)
                        throw tooLarge('The text');
                    return match;
                });
            }
            return native.call(text, wanted, by);
        });
    }
    replace(String.prototype, 'split', native => function (separator, limit) {
        const text = String(this);
        boundSubject(text, typeof separator === 'object' ? separator : undefined);
        const most = limit === undefined ? text.length + 1 : Number(limit); // a text of separators has one part more
        if (text.length > mostElements && !(most <= mostElements))
            throw tooLarge('The array');
        if (separator === undefined || (typeof separator === 'object' && separator !== null))
            return native.call(text, separator, most);
        const by = String(separator);
        if (isShort(text, by))
            return native.call(text, by, most);
        const parts = [];
        let begin = 0;
        for (let end = indexOf(text, by, 0); end >= 0 && parts.length < most; end = indexOf(text, by, begin)) {
            parts.push(text.slice(begin, end));
            begin = end + by.length;
        }
        if (parts.length < most)
            parts.push(text.slice(begin));
        return parts;
    });

    // --- Arrays

    function lengthOf(value) {
        return Array.isArray(value) ? value.length : 1;
    }
    // The array, or one made of what is only like an array: that may tell another length each time.
    function bounded(array) {
        const length = array === null || array === undefined ? 0 : Number(array.length);
        if (length > mostElements)
            throw new RangeError('The array has more elements than this function takes here.');
        if (Array.isArray(array) || array === null || array === undefined)
            return array;
        const copy = [];
        for (let i = 0; i < length; ++i)
            copy.push(array[i]);
        return copy;
    }
    // Those that call a function do not look whether they are interrupted where an array has holes.
    for (const name of [
        'fill', 'includes', 'copyWithin', 'reverse', 'unshift', 'splice', 'slice', 'lastIndexOf', 'forEach', 'map',
        'filter', 'some', 'every', 'reduce', 'reduceRight', 'toLocaleString'
    ]) {
        replace(Array.prototype, name, native => function () {
            return native.apply(bounded(this), arguments);
        });
    }
    // Arrays within arrays are joined by themselves, on the engine's stack.
    let joining = 0;
    replace(Array.prototype, 'join', native => function (separator) {
        if (joining >= mostNested)
            throw new RangeError('The array is nested too deep.');
        ++joining;
        try {
            return native.call(this, separator);
        } finally {
            --joining;
        }
    });
    replace(Array.prototype, 'concat', native => function () {
        const parts = [];
        let total = lengthOf(this);
        for (let i = 0; i < arguments.length; ++i) {
            const part = arguments[i];
            // What is spread like an array without being one is made one.
            const isLike = typeof part === 'object' && part !== null
                && !Array.isArray(part) && part[Symbol.isConcatSpreadable];
            parts.push(isLike ? bounded(part) : part);
            total += lengthOf(parts[i]);
        }
        if (total > mostElements)
            throw tooLarge('The array');
        return native.apply(bounded(this), parts);
    });
    function byText(a, b) {
        const first = String(a);
        const second = String(b);
        return first < second ? -1 : first > second ? 1 : 0;
    }
    // The engine's own sort goes on calling an interrupted comparison to the end. This one merges runs, and is stable.
    function sorted(values, compare) {
        let from = values;
        let to = new Array(values.length);
        for (let width = 1; width < from.length; width *= 2) {
            for (let start = 0; start < from.length; start += 2 * width) {
                const middle = Math.min(start + width, from.length);
                const end = Math.min(start + 2 * width, from.length);
                let left = start;
                let right = middle;
                for (let i = start; i < end; ++i)
                    to[i] = right < end && (left >= middle || compare(from[left], from[right]) > 0)
                        ? from[right++]
                        : from[left++];
            }
            const other = from;
            from = to;
            to = other;
        }
        return from;
    }
    replace(Array.prototype, 'sort', () => function (compare) {
        bounded(this);
        if (compare !== undefined && typeof compare !== 'function')
            throw new TypeError('What compares has to be a function.');
        const values = [];
        let undefinedCount = 0;
        for (let i = 0; i < this.length; ++i) {
            if (this[i] !== undefined)
                values.push(this[i]);
            else if (i in this)
                ++undefinedCount;
        }
        const result = sorted(values, compare || byText);
        const length = this.length;
        for (let i = 0; i < length; ++i) {
            if (i < result.length)
                this[i] = result[i];
            else if (i < result.length + undefinedCount)
                this[i] = undefined;
            else
                delete this[i];
        }
        return this;
    });

    // --- Generators

    // The engine looks at the end of its stack where it calls a function, and not where it goes on with a generator:
    // one that delegates to another (yield*) without end would end the program. No tail call, which would take this
    // function off the stack.
    const generators = Object.getPrototypeOf(function* () {}).prototype;
    for (const name of ['next', 'return', 'throw']) {
        replace(generators, name, native => function (value) {
            const result = native.call(this, value);
            return result;
        });
    }

    // --- Iterators

    // Where it spreads an iterator into arguments, or into the rest of a pattern, the engine looks at no interruption,
    // and calls a built-in next() without the arguments that it reads. Scripts know another symbol than the engine:
    // what they make under theirs reaches the engine behind a next() that can be interrupted.
    const engineIterator = Symbol.iterator;
    const scriptIterator = Symbol('Symbol.iterator');
    replace(global, 'Symbol', native => {
        const symbol = function (description) {
            if (new.target !== undefined)
                throw new TypeError('Symbol is no constructor.');
            return native(description);
        };
        for (const name of Object.getOwnPropertyNames(native)) {
            if (['prototype', 'name', 'length'].indexOf(name) < 0)
                symbol[name] = name === 'iterator' ? scriptIterator : native[name];
        }
        symbol.prototype = native.prototype;
        Object.defineProperty(native.prototype, 'constructor', { value: symbol });
        return symbol;
    });
    function guardedIterator(iterator) {
        if (Object(iterator) !== iterator)
            throw new TypeError('An iterator has to be an object.');
        const other = name => {
            const fn = iterator[name];
            return fn === undefined || fn === null ? undefined : value => fn.call(iterator, value);
        };
        return {
            next(value) {
                let rounds = 0;
                // the engine's compiled code looks at interruptions where it goes back, and not before
                while (rounds < 3)
                    ++rounds;
                return iterator.next(value);
            },
            get return() { return other('return'); },
            get throw() { return other('throw'); }
        };
    }
    for (const name of ['keys', 'entries', 'values']) {
        replace(Array.prototype, name, native => function () {
            return native.call(bounded(this));
        });
    }
    const iterators = Object.getPrototypeOf(generators);
    for (const shared of [
        Array.prototype, String.prototype, Map.prototype, Set.prototype,
        Object.getPrototypeOf(Uint8Array.prototype), iterators
    ])
        Object.defineProperty(shared, scriptIterator, { value: shared[engineIterator], configurable: true });
    Object.defineProperty(Object.prototype, engineIterator, {
        get: function () {
            const make = this[scriptIterator];
            return typeof make === 'function' ? () => guardedIterator(make.call(this)) : make;
        }
    });

    // --- Properties

    // A text has one for each of its characters, and a buffer one for each element.
    function boundText(value) {
        if ((typeof value === 'string' || value instanceof String) && value.length > mostProperties)
            throw new RangeError('The text has more characters than this function takes here.');
        if (ArrayBuffer.isView(value) && value.length > mostProperties)
            throw new RangeError('The buffer has more elements than this function takes here.');
    }
    for (const name of [
        'assign', 'keys', 'values', 'entries', 'getOwnPropertyNames', 'getOwnPropertyDescriptors', 'freeze', 'seal',
        'isFrozen', 'isSealed'
    ]) {
        replace(Object, name, native => function () {
            for (let i = 0; i < arguments.length; ++i)
                boundText(arguments[i]);
            return native.apply(this, arguments);
        });
    }
    // With as many descriptors it looks for each among all others.
    replace(Object, 'getOwnPropertyDescriptors', native => function (value) {
        if (Array.isArray(value) && value.length > mostProperties)
            throw new RangeError('The array has more elements than this function takes here.');
        return native(value);
    });
    replace(Reflect, 'ownKeys', native => function (target) {
        boundText(target);
        return native(target);
    });

    // --- Buffers

    const byteLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get;
    function isBuffer(value) {
        try {
            byteLength.call(value);
            return true;
        } catch (error) {
            return false;
        }
    }
    function boundedConstructor(native, elementBytes) {
        const made = function (first, offset, count) {
            const isObject = (typeof first === 'object' && first !== null) || typeof first === 'function';
            if (isObject && isBuffer(first)) // a view of it
                return Reflect.construct(native, arguments, new.target || native);
            const length = Number(isObject ? first.length : first === undefined ? 0 : first);
            if (length * elementBytes > mostBytes)
                throw tooLarge('The buffer');
            return Reflect.construct(native, [isObject ? bounded(first) : length], new.target || native);
        };
        made.prototype = native.prototype;
        for (const name of ['BYTES_PER_ELEMENT', 'from', 'of', 'isView']) {
            if (native[name] !== undefined)
                made[name] = native[name];
        }
        native.prototype.constructor = made;
        return made;
    }
    // Not those that are one step however many there are: fill, subarray...
    const views = Object.getPrototypeOf(Uint8Array.prototype);
    for (const name of [
        'every', 'filter', 'find', 'findIndex', 'forEach', 'includes', 'indexOf', 'join', 'lastIndexOf', 'map',
        'reduce', 'reduceRight', 'reverse', 'slice', 'some', 'toLocaleString'
    ]) {
        replace(views, name, native => function () {
            if (this.length > mostElements)
                throw new RangeError('The buffer has more elements than this function takes here.');
            return native.apply(this, arguments);
        });
    }
    replace(views, 'set', native => function (values, offset) {
        return native.call(this,
            ArrayBuffer.isView(values) ? values : bounded(values),
            offset === undefined ? 0 : offset);
    });
    for (const name of [
        'ArrayBuffer', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array',
        'Uint32Array', 'Float32Array', 'Float64Array'
    ])
        replace(global, name, native => boundedConstructor(native, native.BYTES_PER_ELEMENT || 1));

    // --- JSON

    const nativeParse = JSON.parse;
    const numbers = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
    function parse(text, reviver) {
        const source = `${text}`;
        let value;
        try {
            value = nativeParse(source);
        } catch (error) {
            if (!(error instanceof SyntaxError))
                throw error;
            value = parseMarked(source);
        }
        return typeof reviver === 'function' ? revive({ '': value }, '', reviver) : value;
    }
    // The native function refuses numbers past the range of a double, which are Infinity or 0 in JavaScript. Where it
    // fails, such numbers give way to marks, which no text holds by chance, and the marks to what they mean.
    function parseMarked(text) {
        const mark = ' number ' + Math.random();
        let marks = 0;
        function inRange(number) {
            const value = Number(number);
            if (value === 0)
                return number.charAt(0) === '-' ? '-0' : '0';
            if (isFinite(value))
                return number;
            ++marks;
            return '"' + value + mark + '"';
        }
        const parts = [];
        for (let at = 0; at <= text.length;) {
            const quote = text.indexOf('"', at);
            const begin = quote < 0 ? text.length : quote;
            for (const part of text.slice(at, begin).split(',')) // short enough for a regular expression
                parts.push(part.replace(numbers, inRange), ',');
            parts.pop();
            let end = begin;
            do {
                end = text.indexOf('"', end + 1);
            } while (end >= 0 && isEscaped(text, end));
            at = end < 0 || quote < 0 ? text.length + 1 : end + 1;
            parts.push(text.slice(begin, at));
        }
        const value = nativeParse(parts.join(''));
        const meant = (key, part) => part === 'Infinity' + mark ? Infinity
            : part === '-Infinity' + mark ? -Infinity
            : part;
        return marks > 0 ? revive({ '': value }, '', meant) : value;
    }
    function isEscaped(text, at) {
        let first = at;
        while (text.charAt(first - 1) === '\\')
            --first;
        return (at - first) % 2 === 1;
    }
    function revive(holder, key, reviver) {
        const value = holder[key];
        if (typeof value === 'object' && value !== null) {
            for (const name of Object.keys(value)) {
                const part = revive(value, name, reviver);
                if (part === undefined)
                    delete value[name];
                else if (part !== value[name])
                    Object.defineProperty(value, name,
                        { value: part, writable: true, enumerable: true, configurable: true });
            }
        }
        return reviver.call(holder, key, value);
    }
    replace(JSON, 'parse', () => parse);

    const nativeStringify = JSON.stringify;
    // The native function gets a plain copy, made of what toJSON(), getters and the replacer gave, and calls nothing of
    // a script's while it writes: with a replacer, Qt 6.4 reads freed memory where garbage is collected meanwhile.
    // Shared parts are written again and again, so that a small value can have more nodes than could ever be written:
    // the copy is bounded.
    function stringify(value, replacer, space) {
        let left = mostNodes;
        const wanted = Array.isArray(replacer) ? new Set(replacer.map(String)) : undefined;
        const replace = typeof replacer === 'function' ? replacer : undefined;
        const open = new Set(); // what is being copied, to find a value that contains itself

        function copyOf(holder, key) {
            let part = holder[key];
            if (part !== null && (typeof part === 'object' || typeof part === 'function')
                    && typeof part.toJSON === 'function')
                part = part.toJSON(key);
            if (replace !== undefined)
                part = replace.call(holder, key, part);
            if (part instanceof Number)
                part = Number(part);
            else if (part instanceof String)
                part = String(part);
            else if (part instanceof Boolean)
                part = part.valueOf();
            left -= typeof part === 'string' ? 1 + (part.length >> 6) : 1;
            // The elements an array lacks are written too.
            if (left <= 0 || (Array.isArray(part) && part.length > left))
                throw tooLarge('The JSON text');
            if (typeof part === 'function' || typeof part === 'symbol')
                return undefined;
            if (typeof part !== 'object' || part === null)
                return part;
            if (open.has(part))
                throw new TypeError('The value contains itself and cannot be written as JSON.');
            open.add(part);
            const copy = Array.isArray(part) ? elementsOf(part) : propertiesOf(part);
            open.delete(part);
            return copy;
        }
        function elementsOf(array) {
            const copy = [];
            for (let i = 0; i < array.length; ++i) {
                const element = copyOf(array, String(i));
                copy.push(element === undefined ? null : element);
            }
            return copy;
        }
        function propertiesOf(object) {
            const copy = Object.create(null); // where "__proto__" is a name as any other
            for (const key of Object.keys(object)) {
                if (wanted !== undefined && !wanted.has(key))
                    continue;
                const property = copyOf(object, key);
                if (property !== undefined)
                    copy[key] = property;
            }
            return copy;
        }
        return nativeStringify(copyOf({ '': value }, ''), undefined, space);
    }
    replace(JSON, 'stringify', () => stringify);

    // --- What scripts work with

    const payloadOf = Symbol('payload');
    const untouched = {};
    const none = Object.freeze({});
    const Bytes = global.Uint8Array;
    const keptOf = Symbol('kept');

    class Message {
        constructor(topic, id, producer, raw, size, receivedAt, serverTime, duplicate) {
            this.topic = topic;
            this.id = id;
            this.producer = producer;
            if (raw !== undefined)
                this.raw = raw;
            this.size = size;
            this.receivedAt = receivedAt;
            this.serverTime = serverTime;
            this.duplicate = duplicate;
            this[payloadOf] = untouched;
        }
        get payload() {
            let value = this[payloadOf];
            if (value === untouched) {
                value = parse(this.raw);
                this[payloadOf] = value;
            }
            return value;
        }
        get encoding() {
            return 'json';
        }
        get bytes() {
            return kept(this, 'bytes', () => new Bytes(bridge.utf8(this.raw)));
        }
        get attributes() {
            return none;
        }
    }

    // What make() makes, once for a message.
    function kept(message, name, make) {
        if (message[keptOf] === undefined)
            Object.defineProperty(message, keptOf, { value: Object.create(null) });
        const values = message[keptOf];
        if (!(name in values))
            values[name] = make();
        return values[name];
    }

    // A message whose payload is another than plain JSON. Its source is asked when a script asks.
    const sourceOf = Symbol('source');
    class EncodedMessage extends Message {
        constructor(source, topic, id, producer, size, receivedAt, serverTime, duplicate) {
            super(topic, id, producer, undefined, size, receivedAt, serverTime, duplicate);
            Object.defineProperty(this, sourceOf, { value: source });
        }
        get raw() {
            return kept(this, 'raw', () => this[sourceOf].text());
        }
        get payload() {
            return kept(this, 'payload', () => decoded(this[sourceOf]));
        }
        get encoding() {
            return kept(this, 'encoding', () => this[sourceOf].encoding());
        }
        get bytes() {
            return kept(this, 'bytes', () => this[sourceOf].bytes());
        }
        get attributes() {
            return kept(this, 'attributes', () => Object.freeze(parse(this[sourceOf].attributes())));
        }
    }
    // The object of the program stays within these functions: scripts must not get hold of it.
    function sourceFor(carried) {
        return Object.freeze({
            text: () => carried.text(),
            encoding: () => carried.encoding(),
            attributes: () => carried.attributes(),
            values: mark => carried.values(mark),
            bytes: () => new Bytes(carried.bytes()),
            blob: number => new Bytes(carried.blob(number))
        });
    }
    function decoded(source) {
        const mark = ' value ' + Math.random() + ' '; // which no text holds by chance
        const text = source.values(mark);
        const value = parse(text);
        if (text.indexOf(mark) < 0)
            return value;
        const isMarked = part => typeof part === 'string' && part.slice(0, mark.length) === mark;
        return revive({ '': value }, '', (key, part) =>
            isMarked(part) ? special(source, part.slice(mark.length)) : part);
    }
    // A value that JSON lacks: see payload::markedJsonOf().
    function special(source, text) {
        const rest = text.slice(1);
        switch (text.charAt(0)) {
        case 'b':
            return source.blob(Number(rest));
        case 'e':
            return Object.freeze({ type: Number(rest.split(':')[0]), data: source.blob(Number(rest.split(':')[1])) });
        case 'n':
            return Number(rest);
        default:
            return undefined;
        }
    }

    function textOf(value) {
        let text = value;
        if (ArrayBuffer.isView(value) && value.length <= longestText)
            text = value.constructor.name + ' [' + value.join(', ') + ']';
        else if (typeof value === 'object' && value !== null && !(value instanceof Error)) {
            try {
                text = stringify(value);
            } catch (error) {
                text = '(an object: ' + (error instanceof Error ? error.message : typeof error) + ')';
            }
        }
        text = String(text);
        return text.length > longestText
            ? text.slice(0, longestText) + '… (cut, ' + text.length + ' characters)'
            : text;
    }
    function textOfAll(values) {
        const texts = [];
        for (let i = 0; i < values.length; ++i)
            texts.push(textOf(values[i]));
        return texts.join(' ');
    }

    class Context {
        constructor(state, handler) {
            this.state = state;
            this.handler = handler;
            Object.freeze(this);
        }
        publish(topic, payload, options) {
            if (ArrayBuffer.isView(payload) || payload instanceof ArrayBuffer)
                throw new TypeError(
                    'ctx.publish(topic, payload, options): bytes are nothing that JSON has; write them as a text.');
            const json = stringify(payload);
            if (typeof topic !== 'string' || topic === '')
                throw new TypeError(
                    'ctx.publish(topic, payload, options): the topic has to be a text that is not empty.');
            if (json === undefined)
                throw new TypeError('ctx.publish(topic, payload, options): the payload is nothing that JSON has.');
            const chosen = options === undefined || options === null ? {} : options;
            return bridge.publish(topic, json,
                chosen.id === undefined ? '' : String(chosen.id),
                chosen.producer === undefined ? '' : String(chosen.producer));
        }
        metric(name, value) {
            if (typeof name !== 'string' || name === '' || typeof value !== 'number' || !isFinite(value))
                throw new TypeError(
                    'ctx.metric(name, value): the name has to be a text, and the value a finite number.');
            bridge.metric(name, value);
        }
        log() {
            bridge.log(textOfAll(arguments));
        }
        warn() {
            bridge.warn(textOfAll(arguments));
        }
        alert() {
            bridge.alert(textOfAll(arguments));
        }
    }

    const longestStack = 65536;
    // What was thrown, as a plain array of text and stack: its name, message, toString() and stack may be code of the
    // script, which runs here, where it can be interrupted, and nowhere else.
    function faultOf(thrown) {
        try {
            const isError = thrown instanceof Error;
            return [
                isError ? textOf(thrown) : 'Error: Thrown: ' + textOf(thrown),
                isError ? String(thrown.stack).slice(0, longestStack) : ''
            ];
        } catch (other) {
            return ['Error: What was thrown has no text.', ''];
        }
    }

    function guarded(fn, ctx) {
        if (typeof fn !== 'function')
            return undefined;
        return () => {
            try {
                fn(ctx);
                return undefined;
            } catch (thrown) {
                return faultOf(thrown);
            }
        };
    }

    function makeInstance(functions, imports, state, handler) {
        try {
            return instanceOf(functions, imports, state, handler);
        } catch (thrown) {
            return faultOf(thrown);
        }
    }
    function instanceOf(functions, imports, state, handler) {
        const made = [];
        for (let i = 0; i < functions.length; ++i)
            made.push(Object.freeze(functions[i](imports[i].map(index => made[index]))));
        const script = made[made.length - 1];
        const onMessage = script.onMessage;
        if (typeof onMessage !== 'function')
            throw new TypeError('onMessage is not a function.');
        const everyMs = script.onTimer === undefined ? 0 : Number(script.everyMs);
        if (script.onTimer !== undefined && !(everyMs >= 1))
            throw new TypeError(
                'onTimer needs const everyMs: how many milliseconds, 1 or more, are between two calls.');
        const ctx = new Context(state, Object.freeze(handler));
        return {
            call: (topic, id, producer, raw, size, receivedAt, serverTime, duplicate, carried) => {
                try {
                    const message = carried === undefined
                        ? new Message(topic, id, producer, raw, size, receivedAt, serverTime, duplicate)
                        : new EncodedMessage(
                            sourceFor(carried), topic, id, producer, size, receivedAt, serverTime, duplicate);
                    return onMessage(message, ctx) === false;
                } catch (thrown) {
                    return faultOf(thrown);
                }
            },
            start: guarded(script.onStart, ctx),
            stop: guarded(script.onStop, ctx),
            tick: guarded(script.onTimer, ctx),
            everyMs: everyMs
        };
    }

    // --- Nothing that scripts share can be changed

    // An object that inherits a read-only property could not be given one of that name by assignment; these are wanted.
    function allowShadowing(object, names) {
        for (const name of names) {
            const value = Object.getOwnPropertyDescriptor(object, name).value;
            Object.defineProperty(object, name, {
                get: () => value,
                set: function (other) {
                    if (this === object || this === null || this === undefined)
                        throw new TypeError('Built-in objects cannot be changed.');
                    Object.defineProperty(this, name,
                        { value: other, writable: true, enumerable: true, configurable: true });
                },
                configurable: false
            });
        }
    }
    const names = (object, wanted) => wanted.filter(name => Object.prototype.hasOwnProperty.call(object, name));
    allowShadowing(Object.prototype, ['constructor', 'toString', 'valueOf']);
    for (const name of ['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'])
        allowShadowing(global[name].prototype,
            names(global[name].prototype, ['name', 'message', 'constructor', 'toString']));

    const frozen = new Set();
    function freezeAll(value) {
        if (value === null || (typeof value !== 'object' && typeof value !== 'function') || frozen.has(value))
            return;
        frozen.add(value);
        Object.freeze(value);
        freezeAll(Object.getPrototypeOf(value));
        for (const key of Reflect.ownKeys(value)) {
            const property = Object.getOwnPropertyDescriptor(value, key);
            if (property === undefined)
                continue;
            freezeAll(property.value);
            freezeAll(property.get);
            freezeAll(property.set);
        }
    }
    for (const hidden of [
        function* () {}, (function* () {})(), [][Symbol.iterator](), ''[Symbol.iterator](),
        new Map()[Symbol.iterator](), new Set()[Symbol.iterator](), Message,
        EncodedMessage, Context
    ])
        freezeAll(hidden);
    freezeAll(global);

    return makeInstance;
})
