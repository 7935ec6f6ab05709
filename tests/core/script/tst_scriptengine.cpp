// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "protocol/pubsubcodec.h"
#include "support/scripts.h"

#include <QTest>
#include <QUuid>

using namespace topicscope;
using script::ConsoleLevel;

// What a script can do: the API, as docs/scripting.md has it.
class TestScriptEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void message_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *expression, const char *value) {
            QTest::newRow(expression) << QString::fromLatin1(expression) << QString::fromUtf8(value);
        };
        row("msg.topic", "orders/new");
        row("msg.id", "id-1");
        row("msg.producer", "tests");
        row("msg.raw", "{\"price\": 12.50, \"name\": \"Käse\"}");
        row("msg.payload.price", "12.5");
        row("msg.payload.name", "Käse");
        row("msg.payload === msg.payload", "true");
        row("msg.size > msg.raw.length", "true");
        row("Math.abs(msg.receivedAt - Date.now()) < 60000", "true");
        row("msg.encoding", "json");
        row("msg.bytes.length", "33");
        row("String.fromCharCode(msg.bytes[2])", "p");
        row("msg.attributes", "{}");
        row("msg.serverTime", "null");
        row("msg.duplicate", "false");
        row("Object.keys(msg)",
            "[\"topic\",\"id\",\"producer\",\"raw\",\"size\",\"receivedAt\",\"serverTime\",\"duplicate\"]");
        row("ctx.handler", "{\"name\":\"tester\",\"pattern\":\"orders/*\",\"parallel\":false}");
        row("ctx.state", "{}");
    }
    void message()
    {
        QFETCH(QString, expression);
        test::ScriptBench bench;
        QCOMPARE(bench.load(QStringLiteral("function onMessage(msg, ctx) { ctx.log(%1); }").arg(expression)),
                 QString());
        QCOMPARE(bench.handle("{\"price\": 12.50, \"name\": \"Käse\"}"), QStringLiteral("true"));
        QTEST(bench.sink.lines.back().second, "value");
    }

    void otherEncodings_data()
    {
        using base::Encoding;
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<Encoding>("encoding");
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("value");
        const auto row = [](Encoding encoding, const QByteArray &payload, const char *expression, const char *value) {
            const QString name = QString(nameOf(encoding)) + QLatin1Char(' ') + QString::fromLatin1(expression);
            QTest::newRow(qPrintable(name))
                << payload << encoding << QString::fromLatin1(expression) << QString::fromUtf8(value);
        };
        // {"n": 18446744073709551615, 1: h'00ff', "e": ext, "x": NaN, "s": "é"}
        const QByteArray map = QByteArray::fromHex(
            "85a16ecfffffffffffffffff01c40200ffa165d4fb07a178cb7ff8000000000000a173a2c3a9");
        row(Encoding::MessagePack, map, "msg.encoding", "messagepack");
        row(Encoding::MessagePack, map, "msg.payload.n", "18446744073709552000");
        row(Encoding::MessagePack, map, "msg.payload['1']", "Uint8Array [0, 255]");
        row(Encoding::MessagePack, map, "msg.payload.e.type + ' ' + msg.payload.e.data[0]", "-5 7");
        row(Encoding::MessagePack, map, "isNaN(msg.payload.x)", "true");
        row(Encoding::MessagePack, map, "msg.payload.s", "é");
        row(Encoding::MessagePack, map, "msg.payload === msg.payload", "true");
        row(Encoding::MessagePack, map, "msg.bytes.length", "38");
        row(Encoding::MessagePack, map, "msg.bytes === msg.bytes && msg.bytes[0]", "133");
        row(Encoding::MessagePack, map, "msg.raw",
            "{\"n\":18446744073709551615,1:h'00ff',\"e\":ext'-5:07',\"x\":NaN,\"s\":\"é\"}");
        row(Encoding::Cbor, QByteArray::fromHex("83c101f7f0"), "msg.payload[0].tag + ' ' + msg.payload[0].value",
            "1 1");
        row(Encoding::Cbor, QByteArray::fromHex("83c101f7f0"), "msg.payload[1] === undefined", "true");
        row(Encoding::Cbor, QByteArray::fromHex("83c101f7f0"), "msg.payload[2]", "simple(16)");
        row(Encoding::Text, "12 \xc3\xa9", "msg.payload", "12 é");
        row(Encoding::Text, "12 \xc3\xa9", "msg.raw", "12 é");
        row(Encoding::Text, "12 \xc3\xa9", "msg.bytes", "Uint8Array [49, 50, 32, 195, 169]");
        row(Encoding::Binary, QByteArray("\x00\xff", 2), "msg.payload", "Uint8Array [0, 255]");
        row(Encoding::Binary, QByteArray("\x00\xff", 2), "msg.payload instanceof Uint8Array", "true");
        row(Encoding::Binary, QByteArray("\x00\xff", 2), "msg.raw", "h'00ff'");
        row(Encoding::Binary, "", "msg.payload.length", "0");
        row(Encoding::Unknown, QByteArray("\x81\xa1\x61\x01"), "msg.payload", "{\"a\":1}");
        row(Encoding::Json, "{\"a\": [1]}", "msg.attributes", "{\"key\":[\"a\",\"b\"],\"qos\":\"1\"}");
        row(Encoding::Json, "{\"a\": [1]}", "Object.isFrozen(msg.attributes)", "true");
        row(Encoding::Json, "{\"a\": [1]}", "msg.payload.a[0] + msg.raw", "1{\"a\": [1]}");
        row(Encoding::Json, "{\"a\": {\"_placeholder\":true,\"num\":0}}", "msg.payload.a", "Uint8Array [1, 2]");
        row(Encoding::Json, "{\"a\": {\"_placeholder\":true,\"num\":0}}", "msg.raw",
            "{\"a\": {\"_placeholder\":true,\"num\":0}}");
        row(Encoding::Json, "{\"_placeholder\":true,\"num\":0}", "msg.payload", "Uint8Array [1, 2]");
        row(Encoding::Json, "1", "Object.getOwnPropertySymbols(msg).map(s => typeof msg[s]).join()", "object,object");
    }
    void otherEncodings()
    {
        QFETCH(const QByteArray, payload);
        QFETCH(const base::Encoding, encoding);
        QFETCH(const QString, expression);
        auto extras = std::make_unique<base::MessageExtras>();
        extras->attributes = {
            {.name = "key", .value = "a"}, {.name = "key", .value = "b"}, {.name = "qos", .value = "1"}};
        extras->attachments = {"\x01\x02"};
        const base::Envelope envelope{
            .topic = "t", .id = {}, .producer = {}, .payload = base::viewOf(payload), .timestamp = {}, .unescaped = {}};
        const auto message = base::Message::create(payload, envelope, {}, encoding, std::move(extras));
        test::ScriptBench bench;
        QCOMPARE(bench.load(QStringLiteral("function onMessage(msg, ctx) { ctx.log(%1); }").arg(expression)),
                 QString());
        QCOMPARE(bench.handle(*message), QStringLiteral("true"));
        QTEST(bench.sink.lines.back().second, "value");
    }

    void aMessageThatIsKeptStaysAsItWas()
    {
        test::ScriptBench bench;
        QCOMPARE(bench.load(QStringLiteral("const kept = []; function onMessage(msg, ctx) { kept.push(msg); "
                                           "ctx.log(kept.map(m => m.payload.n)); }")),
                 QString());
        QCOMPARE(bench.handle("{\"n\":1}"), QStringLiteral("true"));
        QCOMPARE(bench.handle("{\"n\":2}"), QStringLiteral("true"));
        QCOMPARE(bench.sink.lines.back().second, QStringLiteral("[1,2]"));
    }

    void serverTime()
    {
        test::ScriptBench bench;
        QCOMPARE(bench.load(QStringLiteral("function onMessage(msg, ctx) { ctx.log(msg.serverTime); }")), QString());
        protocol::PubSubDecoder decoder;
        QByteArray frame = protocol::PubSubDecoder::paddedFrame(
            "{\"topic\":\"t\",\"message\":1,\"timestamp\":1700000000.25}");
        auto envelope = decoder.decodeMessageObject(frame);
        QVERIFY(envelope);
        const auto message = base::Message::create(std::move(frame), std::move(*envelope), {});
        QVERIFY(bench.instance->handle(*message));
        QCOMPARE(bench.sink.lines.back().second, QStringLiteral("1700000000250"));
    }

    void verdicts_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("outcome");
        const auto row = [](const char *body, const char *outcome) {
            QTest::newRow(body) << QString::fromLatin1(body) << QString::fromLatin1(outcome);
        };
        row("", "true");
        row("return true", "true");
        row("return 0", "true");
        row("return null", "true");
        row("return false", "false");
        row("throw new Error('bad')", "test.js:1: Error: bad");
        row("throw new RangeError('bad')", "test.js:1: RangeError: bad");
        row("throw 'text'", "test.js:1: Error: Thrown: text");
        row("throw {a: 1}", "Error: Thrown: {\"a\":1}");
        row("throw null", "Error: Thrown: null");
        row("function Old(t) { this.message = t; } Old.prototype = Object.create(Error.prototype); throw new Old('old "
            "style')",
            "Error: old style");
        row("nothing()", "test.js:1: ReferenceError: nothing is not defined");
        row("msg.payload.a.b", "test.js:1: TypeError: Cannot read property 'b' of undefined");
        row("undeclared = 1; return undeclared === 1", "test.js:1: ReferenceError: undeclared is not defined");
    }
    void verdicts()
    {
        QFETCH(QString, body);
        QFETCH(QString, outcome);
        test::ScriptBench bench;
        const QString got = bench.run(body);
        // What is no Error has no line where it was thrown.
        QVERIFY2(got == outcome || (outcome.contains(QStringLiteral("Thrown")) && outcome.endsWith(got)),
                 qPrintable(got));
    }

    // Functions of texts that the prelude takes apart into steps give what those of the language give.
    void longTexts_data()
    {
        QTest::addColumn<QString>("body");
        const auto row = [](const char *body) { QTest::newRow(body) << QString::fromLatin1(body); };
        row("'abcabc'.indexOf('c') === 2 && 'abcabc'.indexOf('c', 3) === 5 && 'abc'.indexOf('x') === -1 && "
            "'abc'.indexOf('', 9) === 3 && 'abc'.indexOf('a', -5) === 0 && 'aundefined'.indexOf() === 1");
        row("'abcabc'.lastIndexOf('c') === 5 && 'abcabc'.lastIndexOf('c', 4) === 2 && 'abc'.lastIndexOf('') === 3 && "
            "'abc'.lastIndexOf('a', -5) === 0 && 'abc'.lastIndexOf('c', NaN) === 2 && 'abc'.lastIndexOf('abcd') === "
            "-1");
        row("'abc'.includes('b') && !'abc'.includes('b', 2) && (() => { try { 'a'.includes(/a/); } catch (e) { return "
            "e instanceof TypeError; } })()");
        row("'a'.concat('b', 1, null) === 'ab1null'");
        // past what is done in one step
        row("('x'.repeat(70000) + 'needle'.repeat(60)).indexOf('needle'.repeat(60)) === 70000");
        row("('x'.repeat(70000) + 'y'.repeat(3000) + 'x'.repeat(70000)).indexOf('y'.repeat(3000)) === 70000");
        row("('x'.repeat(70000) + 'y'.repeat(3000) + 'x'.repeat(70000)).indexOf('y'.repeat(3000), 70001) === -1");
        row("('x'.repeat(70000) + 'y'.repeat(3000) + 'x'.repeat(70000)).lastIndexOf('y'.repeat(3000)) === 70000");
        row("('x'.repeat(70000) + 'y'.repeat(3000) + 'x'.repeat(70000)).lastIndexOf('y'.repeat(3000), 69999) === -1");
        row("('y'.repeat(3000) + 'x'.repeat(70000) + 'y'.repeat(3000)).lastIndexOf('y'.repeat(3000)) === 73000 && "
            "('y'.repeat(3000) + 'x'.repeat(70000)).lastIndexOf('y'.repeat(3000)) === 0");
        row("const sep = 'y'.repeat(3000); const parts = [].concat(['x'.repeat(9000), ''], new Array(9).fill('ab')); "
            "const back = parts.join(sep).split(sep); back.length === 11 && back.join() === parts.join()");
        row("const sep = 'y'.repeat(3000); const back = ['x'.repeat(9000), 'b', 'c'].join(sep).split(sep, 2); "
            "back.length === 2 && back[1] === 'b'");
        row("'stra\\u00dfe'.toUpperCase() === 'STRASSE' && '\\u00df'.repeat(50000).toUpperCase() === "
            "'SS'.repeat(50000)");
        row("('x' + '\\ud801\\udc28'.repeat(5000)).toUpperCase() === 'X' + '\\ud801\\udc00'.repeat(5000)");
        row("('x' + '\\ud801\\udc00'.repeat(5000)).toLocaleLowerCase() === 'x' + '\\ud801\\udc28'.repeat(5000)");
        row("('x' + '\\ud83d\\ude00'.repeat(5000)).length === decodeURIComponent(encodeURIComponent('x' + "
            "'\\ud83d\\ude00'.repeat(5000))).length");
        row("'e\\u0301'.repeat(50000).normalize() === '\\u00e9'.repeat(50000) && '\\u00e9'.normalize('NFD') === "
            "'e\\u0301' && ''.normalize() === ''");
        row("'\\uac00'.repeat(50000).normalize('NFD').normalize('NFC') === '\\uac00'.repeat(50000)");
        row("(() => { try { 'a'.normalize('x'); } catch (e) { return e instanceof RangeError; } })()");
        row("'a-b'.replace('-', '+') === 'a+b' && 'a1b'.replace(1, () => 2) === 'a2b' && 'anullb'.replace(null, '') "
            "=== 'ab'");
        row("new Uint8Array([1, 2, 3]).map(x => x * 2).join() === '2,4,6' && (() => { const b = new Uint8Array(3); "
            "b.set([7, 8], 1); return b.join() === '0,7,8'; })()");
    }
    void longTexts()
    {
        QFETCH(QString, body);
        const qsizetype last = body.startsWith(QLatin1String("const")) ? body.lastIndexOf(QLatin1String("; ")) + 2 : 0;
        test::ScriptBench bench;
        QCOMPARE(bench.run(QString(body).insert(last, QStringLiteral("return (")) + QStringLiteral(") === true"),
                           std::chrono::minutes(1)),
                 QStringLiteral("true"));
        QCOMPARE(bench.run(QString(body).insert(last, QStringLiteral("return (")) + QStringLiteral(") !== true"),
                           std::chrono::minutes(1)),
                 QStringLiteral("false"));
    }

    void iterators_data()
    {
        QTest::addColumn<QString>("body");
        const auto row = [](const char *body) { QTest::newRow(body) << QString::fromLatin1(body); };
        row("const o = { *[Symbol.iterator]() { yield 1; yield 2; } }; [...o].join() + Math.max(...o) + "
            "Array.from(o).join() + new Set(o).size === '1,221,22'");
        row("class Range { constructor(n) { this.n = n; } [Symbol.iterator]() { let i = 0; return { next: () => ({ "
            "done: i >= this.n, value: i++ }) }; } } [...new Range(3)].join() === '0,1,2'");
        row("let closed = 0; const o = { [Symbol.iterator]() { return { next() { return { value: 7 }; }, return() { "
            "++closed; return {}; } }; } }; for (const x of o) break; const [a] = o; closed === 2 && a === 7");
        row("function* g() { const got = yield* { [Symbol.iterator]() { return { next(v) { return { done: v === 5, "
            "value: v }; } }; } }; yield 'end' + got; } const i = g(); i.next(); i.next(3).value === 3 && "
            "i.next(5).value === 'end5'");
        row("const a = [1, 2][Symbol.iterator](); typeof [][Symbol.iterator] === 'function' && a.next().value === 1 && "
            "[...a].join() === '2' && [...'xy'[Symbol.iterator]()].join('') === 'xy'");
        row("[...new Map([[1, 2]])[Symbol.iterator]()][0][1] === 2 && [...new Set([3])[Symbol.iterator]()][0] === 3 && "
            "[...new Uint8Array([4])[Symbol.iterator]()][0] === 4 && [...[5].keys()].join() === '0' && "
            "[...[5].entries()][0].join() === '0,5'");
        row("(function () { return [...arguments].join(); })(1, 2) === '1,2'");
        row("const o = {}; o[Symbol.iterator] = function* () { yield this === o; }; [...o][0] === true && "
            "Object.getOwnPropertySymbols(o).length === 1");
        row("let n = 0; for (const bad of [{}, 5, { [Symbol.iterator]() { return 1; } }]) { try { [...bad]; } catch "
            "(e) { n += e instanceof TypeError; } } n === 3");
        row("typeof Symbol() === 'symbol' && Symbol('a').toString() === 'Symbol(a)' && Symbol.for('b') === "
            "Symbol.for('b') && Symbol.keyFor(Symbol.for('b')) === 'b'");
        row("(() => { try { new Symbol(); } catch (e) { return e instanceof TypeError; } })() && Symbol().constructor "
            "=== Symbol && Symbol.iterator in []");
    }
    void iterators()
    {
        QFETCH(QString, body);
        const qsizetype last = body.startsWith(QLatin1Char('(')) || body.startsWith(QLatin1String("typeof"))
                                       || body.startsWith(QLatin1Char('['))
                                   ? 0
                                   : std::max(body.lastIndexOf(QLatin1String("; ")),
                                              body.lastIndexOf(QLatin1String("} ")))
                                         + 2;
        test::ScriptBench bench;
        QCOMPARE(bench.run(QString(body).insert(last, QStringLiteral("return (")) + QStringLiteral(") === true"),
                           std::chrono::minutes(1)),
                 QStringLiteral("true"));
        QCOMPARE(bench.run(QString(body).insert(last, QStringLiteral("return (")) + QStringLiteral(") !== true"),
                           std::chrono::minutes(1)),
                 QStringLiteral("false"));
    }

    void numbersPastTheRangeOfADouble_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *payload, const char *value) {
            QTest::newRow(payload) << QByteArray(payload) << QString::fromLatin1(value);
        };
        row("1e400", "Infinity");
        row("-1E+400", "-Infinity");
        row("1e-400", "0");
        row("[1,-1e400,1e-400,1.5e3,true]", "1,-Infinity,0,1500,true");
        row(R"({"a":{"b":1e400}})", R"([object Object])");
        row("[\"1e400\",\"\\\\\",\"a\\\"1e400\\\\\\\"\",1e999]", "1e400,\\,a\"1e400\\\",Infinity");
        row(R"(["Infinity",1e400])", "Infinity,Infinity");
    }
    void numbersPastTheRangeOfADouble()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QString, value);
        test::ScriptBench bench;
        QCOMPARE(bench.load(QStringLiteral("function onMessage(msg, ctx) { ctx.log(String(msg.payload), typeof "
                                           "msg.payload, String(JSON.parse(msg.raw))); }")),
                 QString());
        QCOMPARE(bench.handle(payload), QStringLiteral("true"));
        const QString type = payload.startsWith('[') || payload.startsWith('{') ? QStringLiteral("object")
                                                                                : QStringLiteral("number");
        QCOMPARE(bench.sink.lines.back().second, QStringLiteral("%1 %2 %1").arg(value, type));
    }

    void parsing_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *expression, const char *value) {
            QTest::newRow(expression) << QString::fromLatin1(expression) << QString::fromLatin1(value);
        };
        row("JSON.parse('{\"a\":{\"b\":1e400}}').a.b", "Infinity");
        row("Object.keys(JSON.parse('{\"__proto__\":1e400}'))", "__proto__");
        row("JSON.parse('[1,2]', (key, value) => Array.isArray(value) ? value.length : value * 2)", "2");
        row("JSON.parse('{\"a\":1,\"b\":2}', (key, value) => key === 'a' ? undefined : value)", R"({"b":2})");
        row("JSON.parse('[1e400,1]', (key, value) => value === Infinity ? 'much' : value)", R"(["much",1])");
        row("JSON.parse.name", "parse");
        row("','.split(',')", R"(["",""])");
        row("''.split(',')", R"([""])");
    }
    void parsing()
    {
        QFETCH(QString, expression);
        QFETCH(QString, value);
        test::ScriptBench bench;
        QCOMPARE(
            bench.run(
                QStringLiteral(
                    "const value = %1; ctx.log(Array.isArray(value) && value[0] === '__proto__' ? value[0] : value)")
                    .arg(expression)),
            QStringLiteral("true"));
        QCOMPARE(bench.sink.lines.back().second, value);
        for (const char *broken : {"", "1e", "01e400", "+1e400", "[1e400", "1e400,", "{\"a\":1e400", "\"1e400",
                                   "1e400 1e400", "1.e400", "[1e400,]"})
            QVERIFY2(bench.run(QStringLiteral("JSON.parse('%1')").arg(QLatin1String(broken)))
                         .contains(QLatin1String("SyntaxError")),
                     broken);
    }

    void console()
    {
        test::ScriptBench bench;
        QCOMPARE(bench.run(QStringLiteral("ctx.log('a', 1, {b: [2]}, null, undefined); ctx.warn('careful'); "
                                          "ctx.alert('now'); const c = {}; c.c = c; ctx.log(c);")),
                 QStringLiteral("true"));
        QCOMPARE(bench.sink.lines[0], std::pair(ConsoleLevel::Log, QStringLiteral("a 1 {\"b\":[2]} null undefined")));
        QCOMPARE(bench.sink.lines[1], std::pair(ConsoleLevel::Warning, QStringLiteral("careful")));
        QCOMPARE(bench.sink.lines[2], std::pair(ConsoleLevel::Alert, QStringLiteral("now")));
        QVERIFY2(bench.sink.lines[3].second.startsWith(QStringLiteral("(an object:")),
                 qPrintable(bench.sink.lines[3].second));
    }

    void publishing()
    {
        test::ScriptBench bench;
        QCOMPARE(bench.run(QStringLiteral("ctx.publish('copies', {a: [1, 'x']}, {id: 'mine', producer: 'me'}); "
                                          "ctx.log(ctx.publish('more', 5));")),
                 QStringLiteral("true"));
        QCOMPARE(bench.sink.publications.size(), std::size_t{2});
        QCOMPARE(bench.sink.publications[0], (script::ScriptPublication{.topic = QStringLiteral("copies"),
                                                                        .id = QStringLiteral("mine"),
                                                                        .payload = "{\"a\":[1,\"x\"]}",
                                                                        .producer = QStringLiteral("me")}));
        QCOMPARE(bench.sink.publications[1].payload, QByteArray("5"));
        QVERIFY(!QUuid(bench.sink.publications[1].id).isNull());
        QCOMPARE(bench.sink.lines.back().second, bench.sink.publications[1].id);
        for (const char *body :
             {"ctx.publish('', 1)", "ctx.publish(5, 1)", "ctx.publish('t')", "ctx.publish('t', () => 1)"})
            QVERIFY2(bench.run(QString::fromLatin1(body)).contains(QStringLiteral("TypeError: ctx.publish")), body);
    }

    void metrics()
    {
        test::ScriptBench bench;
        QCOMPARE(bench.run(QStringLiteral("ctx.metric('price', 12.5)")), QStringLiteral("true"));
        QCOMPARE(bench.sink.metrics.back(), std::pair(QStringLiteral("price"), 12.5));
        for (const char *body :
             {"ctx.metric('x', NaN)", "ctx.metric('x', '1')", "ctx.metric('', 1)", "ctx.metric('x', 1/0)"})
            QVERIFY2(bench.run(QString::fromLatin1(body)).contains(QStringLiteral("TypeError: ctx.metric")), body);
    }

    void lifeOfAScript()
    {
        test::ScriptBench bench;
        QCOMPARE(bench.load(QStringLiteral("const everyMs = 250;\nfunction onStart(ctx) { ctx.log('start'); "
                                           "}\nfunction onStop(ctx) { ctx.log('stop'); }\n"
                                           "function onTimer(ctx) { ctx.log('tick'); }\nfunction onMessage() {}")),
                 QString());
        QCOMPARE(bench.instance->tickInterval(), std::optional(std::chrono::milliseconds(250)));
        QVERIFY(bench.instance->start());
        QVERIFY(bench.instance->tick());
        QVERIFY(bench.instance->stop());
        QCOMPARE(bench.sink.lines.size(), std::size_t{3});
        QCOMPARE(bench.sink.lines[1].second, QStringLiteral("tick"));
        QVERIFY(bench.load(QStringLiteral("function onTimer() {}\nfunction onMessage() {}"))
                    .contains(QStringLiteral("everyMs")));
    }

    void stateIsHandedOn()
    {
        test::ScriptBench bench;
        const QString counting = QStringLiteral(
            "function onMessage(msg, ctx) { ctx.state.n = (ctx.state.n || 0) + 1; ctx.log(%1); }");
        QCOMPARE(bench.load(counting.arg(QStringLiteral("ctx.state.n"))), QString());
        QCOMPARE(bench.handle(), QStringLiteral("true"));
        const auto next = script::ScriptProgram::fromText(counting.arg(QStringLiteral("'next ' + ctx.state.n")),
                                                          QStringLiteral("/nowhere/test.js"));
        QVERIFY(next);
        auto made = bench.engine.instantiate(*next, {}, bench.sink, script::ScriptEngine::defaultLimit,
                                             bench.instance->state());
        QVERIFY(made);
        bench.instance = std::move(*made);
        QCOMPARE(bench.handle(), QStringLiteral("true"));
        QCOMPARE(bench.sink.lines.back().second, QStringLiteral("next 2"));
    }

    void ordinaryCodeWorks_data()
    {
        QTest::addColumn<QString>("body");
        const auto row = [](const char *body) { QTest::newRow(body) << QString::fromLatin1(body); };
        row("class E extends Error { constructor(t) { super(t); this.name = 'E'; } toString() { return 'E!'; } } const "
            "e = new E('x'); return e.name === 'E' && String(e) === 'E!' || false");
        row("const o = {}; o.toString = () => 'mine'; return String(o) === 'mine'");
        row("const o = {}; o.constructor = 5; return o.constructor === 5");
        row("function C() {} C.prototype.toString = function () { return 'c'; }; return String(new C()) === 'c'");
        row("return JSON.stringify([3, undefined, 10, , 2].sort()) === '[10,2,3,null,null]' && [['b', 1], ['a', 1], "
            "['c', 0]].sort((x, y) => x[1] - y[1]).join('') === 'c,0b,1a,1'");
        row("return [3, 1, 2].sort().join() === '1,2,3' && [3, 10].sort((a, b) => b - a)[0] === 10");
        row("return 'a-b'.replace('-', '+') === 'a+b' && 'aaa'.replace(/a/g, 'b') === 'bbb' && 'ab'.replace(/(a)(b)/, "
            "'$2$1') === 'ba'");
        row("return [1].concat([2], 3).length === 3 && [1, 2].includes(2) && new Array(3).fill(0).length === 3");
        row("return 'ab'.padStart(4) === '  ab' && 'ab'.repeat(2) === 'abab' && 'a,b'.split(',').length === 2");
        row("const b = new Uint8Array(4); b[0] = 300; return b[0] === 44 && b instanceof Uint8Array && b.buffer "
            "instanceof ArrayBuffer && new Uint8Array([1, 2]).length === 2 && Uint16Array.BYTES_PER_ELEMENT === 2 && "
            "new Uint8Array(b.buffer).length === 4");
        row("const m = new Map([[1, 'a']]); const s = new Set([1]); return m.get(1) === 'a' && s.has(1) && "
            "[...m.keys()].length === 1");
        row("return JSON.stringify({a: [1, {b: null}]}) === '{\"a\":[1,{\"b\":null}]}' && JSON.stringify([1], null, "
            "2).length > 5");
        row("function* g() { yield 1; yield 2; } return [...g()].length === 2");
        row("const {a, b = 2} = {a: 1}; return `${a}${b}` === '12'");
        row("return new Date(0).getTime() === 0 && /(\\d+)/.exec('x42')[1] === '42'");
        row("let s = 0; for (const x of [1, 2, 3]) s += x; return s === 6");
        row("return Math.max(...[1, 5, 3]) === 5");
    }
    void ordinaryCodeWorks()
    {
        QFETCH(QString, body);
        test::ScriptBench bench;
        QCOMPARE(bench.run(body), QStringLiteral("true"));
    }
};

QTEST_GUILESS_MAIN(TestScriptEngine)
#include "tst_scriptengine.moc"

#include <utility>
