#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scripts as a user runs, changes, checks and tries them: the samples against a socket.io server, and files good and
bad."""

import datetime
import json
import os
import shutil
import tempfile
import time
import unittest
from pathlib import Path

from support import Cli, eventually, message, node_server

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "handlers"


class ScriptTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_cli(self, *arguments):
        cli = Cli(*map(str, arguments))
        self.addCleanup(cli.close)
        return cli

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def replace(self, name, text):
        """As most editors save: another file takes the place of the old one."""
        self.write(name + "~", text)
        os.replace(self.folder / (name + "~"), self.folder / name)

    def sample(self, name, **constants):
        """A copy of a sample, with some of its constants edited."""
        shutil.copytree(SAMPLES, self.folder, dirs_exist_ok=True)
        path = self.folder / name
        text = path.read_text()
        for constant, value in constants.items():
            before = [line for line in text.splitlines() if line.startswith(f"const {constant} = ")]
            self.assertEqual(len(before), 1, f"{name} has a constant {constant}")
            text = text.replace(before[0], f"const {constant} = {value};")
        path.write_text(text)
        return path


class AgainstServer(ScriptTest):
    def setUp(self):
        super().setUp()
        self.server = node_server()
        self.addCleanup(self.server.stop)

    def start(self, script, *options, pattern="orders"):
        cli = self.run_cli(
            "run", "--url", self.server.url, "--topic", "*", "--handler", f"{pattern}={script}", "--json", *options
        )
        self.server.await_subscriptions(1)
        return cli

    def publish(self, *payloads, topic="orders", **fields):
        for number, payload in enumerate(payloads):
            self.server.post("/publish", {**message(number, topic, payload), **fields})

    def consumed(self):
        return self.server.get("/test/books/ids")["consumed"]

    def await_consumed(self, *numbers):
        wanted = {f"id-{number}": 1 for number in numbers}
        eventually(lambda: self.consumed() == wanted, f"acknowledgements of {sorted(wanted)}")

    def console(self, cli, level):
        """The texts that scripts printed with this level, of those lines of stderr that are complete."""
        lines = [json.loads(line) for line in cli.errors.splitlines() if line.startswith('{"') and line.endswith("}")]
        return [line["text"] for line in lines if line.get("level") == level]

    def await_console(self, cli, level, text):
        eventually(lambda: any(text in line for line in self.console(cli, level)), f"{level}: {text}")

    def finish(self, cli):
        """Ends the run; the ledger and the one handler of its report."""
        cli.interrupt()
        self.assertEqual(cli.await_exit(), 0, cli.errors)
        report = cli.objects[-1]
        ledger = report["ledger"]
        states = ["malformed", "duplicate", "unrouted", "dropped", "queued", "running", "handled", "failed", "timedOut"]
        self.assertEqual(ledger["received"], sum(ledger[state] for state in states), ledger)
        self.assertEqual(len(report["handlers"]), 1)
        return ledger, report["handlers"][0]

    # --- The samples

    def test_filter(self):
        cli = self.start(self.sample("filter.js"))
        self.publish({"price": 12.5}, {"price": 3}, {}, {"price": 10})
        self.await_consumed(0, 3)
        ledger, handler = self.finish(cli)
        self.assertEqual((ledger["handled"], ledger["ackWithheld"], ledger["acked"]), (4, 2, 2))
        self.assertEqual(handler["withheld"], 2)
        self.assertEqual(handler["metrics"]["matching"]["count"], 2)
        self.assertEqual(handler["metrics"]["withheld"]["count"], 2)

    def test_aggregate(self):
        cli = self.start(self.sample("aggregate.js", everyMs=50))
        self.publish({"shop": "a", "price": 1}, {"shop": "b", "price": 2.5}, {"shop": "a", "price": 3}, {"shop": "a"})
        self.await_consumed(0, 1, 2)
        self.await_console(cli, "log", "b: 1 messages, sum 2.5, mean 2.5")
        self.await_console(cli, "log", "a: ")
        self.await_console(cli, "error", "price is no number: undefined")
        ledger, handler = self.finish(cli)
        self.assertEqual((ledger["handled"], ledger["failed"]), (3, 1))
        sums = handler["metrics"]["sum a"]
        self.assertEqual(sums["count"] * sums["mean"], 4, "however the intervals fell")

    def test_aggregate_tells_the_rest_at_the_end(self):
        cli = self.start(self.sample("aggregate.js", everyMs=3600000))
        self.publish({"shop": "a", "price": 1}, {"shop": "a", "price": 3})
        self.await_consumed(0, 1)
        self.finish(cli)
        self.assertEqual(self.console(cli, "log"), ["a: 2 messages, sum 4, mean 2"])

    def test_forward(self):
        # "*": it sees what it published, and must not forward it again.
        cli = self.start(self.sample("forward.js"), pattern="*")
        self.publish({"price": 12.5}, "text")
        published = lambda: [m for m in self.server.get("/messages") if m["topic"] == "forwarded/orders"]
        eventually(lambda: len(published()) == 2, "two forwarded messages")
        # Several are sent at once, so the server may take them in another order.
        first = next(m for m in published() if m["message_id"] == "forwarded-id-0")
        self.assertEqual(first["producer"], "forward")
        self.assertEqual(first["message"], {"from": "orders", "producer": "shop", "message": {"price": 12.5}})
        eventually(lambda: len(self.consumed()) == 4, "acknowledgements of all")
        ledger, _ = self.finish(cli)
        self.assertEqual((ledger["received"], ledger["handled"]), (4, 4))
        self.assertEqual(self.server.get("/test/counts")["published"], 4)

    def test_schema_check(self):
        letters = self.folder / "letters.jsonl"
        cli = self.start(self.sample("schema-check.js"), "--dead-letters", letters)
        good = {"id": 7, "price": 1.5, "customer": {"name": "Zoë"}}
        self.publish(good, {**good, "customer": {}}, {**good, "price": "1"}, {**good, "lines": []})
        self.await_consumed(0, 3)
        self.await_console(cli, "error", "price is string, but has to be number")
        ledger, handler = self.finish(cli)
        self.assertEqual((ledger["handled"], ledger["failed"], handler["failures"]), (2, 2, 2))
        errors = [json.loads(line)["error"] for line in letters.read_text().splitlines()]
        self.assertIn("customer.name is missing, but has to be string", errors[0])

    def test_sequence_gap(self):
        cli = self.start(self.sample("sequence-gap.js"))
        self.publish(*[{"sequence": number} for number in (1, 2, 5, 4, 6)])
        self.publish({"sequence": 1}, message_id="other", producer="another")
        eventually(lambda: len(self.consumed()) == 6, "six acknowledgements")
        self.await_console(cli, "alert", "shop: 4 came after 5, out of order")
        _, handler = self.finish(cli)
        self.assertEqual(self.console(cli, "alert")[0], "shop: 2 missing before 5 (expected 3)")
        self.assertEqual(len(self.console(cli, "alert")), 2)
        self.assertEqual(handler["metrics"]["missing"]["last"], 2)

    def test_rate_alert(self):
        cli = self.start(self.sample("rate-alert.js", everyMs=100, lowest=0.2, highest=50))
        self.await_console(cli, "alert", "too few")
        self.server.post("/test/load", {"rate": 400, "count": 400, "topic": "orders"})
        self.await_console(cli, "alert", "too many")
        eventually(lambda: sum("too few" in line for line in self.console(cli, "alert")) == 2, "silence again")
        _, handler = self.finish(cli)
        self.assertGreater(handler["metrics"]["rate"]["max"], 50)

    def test_field_latency(self):
        cli = self.start(self.sample("field-latency.js"))
        now = time.time()
        iso = datetime.datetime.fromtimestamp(now, datetime.timezone.utc).isoformat(timespec="milliseconds")
        self.publish(
            {"sent_at": now}, {"sent_at": iso}, {"sent_at": int(now * 1000)}, {"sent_at": now - 60}, {"sent_at": None}
        )
        self.await_consumed(0, 1, 2, 3)
        self.await_console(cli, "error", "sent_at is no time: null")
        _, handler = self.finish(cli)
        latency = handler["metrics"]["latency_ms"]
        self.assertEqual(latency["count"], 4)
        self.assertGreaterEqual(latency["max"], 60000)
        self.assertLess(latency["min"], 20000)
        self.assertIn("orders id-3: 60", self.console(cli, "warning")[-1])

    # --- Changes while it runs

    def test_hot_reload_under_traffic(self):
        total = 3000
        version = (
            "function onMessage(msg, ctx) {{ ctx.metric('version', {}); ctx.metric('numbers', msg.payload.number); }}\n"
        )
        helper = (
            "import {{ step }} from './helper.js';\nfunction onMessage(msg, ctx) {{ ctx.metric('version', step()); }}\n"
        )
        script = self.write("handler.js", version.format(1))
        cli = self.start(script, pattern="load")
        reached = lambda count: eventually(lambda: len(self.consumed()) >= count, f"{count} acknowledgements")
        took_over = lambda number: self.await_console(cli, "notice", f"Version {number} has taken over")
        self.server.post("/test/load", {"rate": 500, "count": total})
        reached(50)
        self.write("handler.js", version.format(2))
        took_over(2)
        self.write("handler.js", "function onMessage(msg) {\n  let x = ;\n}\n")
        self.await_console(cli, "error", "the version before goes on: handler.js:2:11: ")
        at = len(self.consumed())
        reached(at + 50)
        self.replace("handler.js", version.format(3))
        took_over(3)
        # What compiles and cannot run does not take over either.
        self.replace("handler.js", version.format(4) + "throw new Error('at the top');\n")
        self.await_console(cli, "error", "Version 4 cannot run")
        self.write("helper.js", "function step() { return 5; }\n")
        self.replace("handler.js", helper.format())
        took_over(5)
        self.replace("helper.js", "function step() { return 6; }\n")
        took_over(6)
        os.remove(script)
        self.await_console(cli, "error", "Cannot read")
        self.replace("handler.js", version.format(7))
        took_over(7)
        eventually(lambda: len(self.consumed()) == total, "all acknowledgements")
        ledger, handler = self.finish(cli)
        self.assertEqual(
            (ledger["received"], ledger["handled"], ledger["acked"], ledger["failed"]), (total, total, total, 0)
        )
        self.assertEqual(set(self.consumed().values()), {1}, "each once")
        self.assertEqual(handler["metrics"]["version"]["count"], total)
        self.assertGreaterEqual(handler["metrics"]["version"]["max"], 3)

    def test_a_script_that_hangs(self):
        letters = self.folder / "letters.jsonl"
        script = self.write("hang.js", "function onMessage(msg) { while (msg.payload.hang) {} }\n")
        cli = self.start(script, "--timeout", "400ms", "--dead-letters", letters)
        self.publish({"hang": True}, {"hang": False})
        self.await_consumed(1)
        for number in range(2, 6):
            self.server.post("/publish", message(number, payload={"hang": True}))
        self.await_console(cli, "notice", "Paused after 3 calls in a row")
        self.server.post("/publish", message(6, payload={"hang": False}))
        # A change resumes it.
        self.write("hang.js", "function onMessage() { }\n")
        self.await_console(cli, "notice", "Version 2 has taken over")
        self.server.post("/publish", message(7, payload={}))
        eventually(lambda: "id-7" in self.consumed(), "an acknowledgement after the change")
        ledger, handler = self.finish(cli)
        self.assertEqual((ledger["timedOut"], handler["timeouts"]), (4, 4))
        self.assertEqual(ledger["received"], 8)
        self.assertIn("Took longer than 400 ms", self.console(cli, "error")[0])
        self.assertEqual(len(letters.read_text().splitlines()), ledger["timedOut"] + ledger["failed"])

    def test_console_in_words(self):
        script = self.write(
            "talk.js",
            "function onMessage(msg, ctx) {\n"
            "  ctx.log('one', {a: 1});\n"
            "  ctx.warn('two');\n"
            "  ctx.alert('three');\n"
            "  ctx.metric('m', 2);\n"
            "  throw new Error('four');\n"
            "}\n",
        )
        cli = self.run_cli("run", "--url", self.server.url, "--handler", f"orders={script}")
        self.server.await_subscriptions(1)
        self.publish(1)
        eventually(lambda: "talk error: talk.js:6: Error: four (message id-0 on orders)" in cli.errors, "the lines")
        cli.interrupt()
        self.assertEqual(cli.await_exit(), 0, cli.errors)
        for line in ('talk log: one {"a":1}', "talk warning: two", "talk alert: three"):
            self.assertIn(line, cli.errors)
        self.assertIn("talk on orders: 1 calls, 1 failures", cli.lines[0])
        self.assertEqual(cli.lines[1], "  m: 1 values, mean 2, last 2, min 2, max 2")

    def test_lines_that_come_too_fast_are_counted(self):
        script = self.write("flood.js", "function onMessage(msg, ctx) { for (let i = 0; i < 5000; ++i) ctx.log(i); }\n")
        cli = self.start(script)
        self.publish(1)
        self.await_consumed(0)
        self.finish(cli)
        lines = [json.loads(line) for line in cli.errors.splitlines() if line.startswith('{"')]
        printed = [line["text"] for line in lines if line.get("level") == "log"]
        self.assertEqual(len(printed) + sum(line.get("skipped", 0) for line in lines), 5000)
        self.assertEqual(printed[-1], "4999")

    def test_one_file_for_two_topics(self):
        script = self.write(
            "twice.js", "function onMessage(msg, ctx) { ctx.metric(msg.topic, 1); ctx.log(msg.topic); }\n"
        )
        cli = self.run_cli(
            "run", "--url", self.server.url, "--json",
            "--handler", f"orders={script}", "--handler", "other=builtin:count", "--handler", f"stock={script}",
        )  # fmt: skip
        self.server.await_subscriptions(1)
        self.publish(1, topic="orders")
        self.publish(1, topic="stock", message_id="id-s")
        eventually(lambda: len(self.consumed()) == 2, "two acknowledgements")
        cli.interrupt()
        self.assertEqual(cli.await_exit(), 0, cli.errors)
        handlers = cli.objects[-1]["handlers"]
        self.assertEqual([list(handler["metrics"]) for handler in handlers], [["orders"], [], ["stock"]])
        self.assertEqual(len({handler["name"] for handler in handlers}), 3)
        self.assertEqual(sorted(self.console(cli, "log")), ["orders", "stock"])

    def test_limits_that_cannot_be_used(self):
        script = self.write("good.js", "function onMessage() {}\n")
        for timeout in ("0", "3600001", "2h", "-1", "x", ""):
            cli = self.run_cli("run", "--url", self.server.url, "--handler", f"orders={script}", f"--timeout={timeout}")
            self.assertEqual(cli.await_exit(), 2, timeout)
            self.assertIn("--timeout", cli.errors)


class Check(ScriptTest):
    def check(self, *arguments):
        cli = self.run_cli("check", *arguments)
        return cli.await_exit(), cli

    def test_the_samples(self):
        files = sorted(SAMPLES.glob("*.js"))
        self.assertEqual(len(files), 7)
        code, cli = self.check(*files)
        self.assertEqual(code, 0, cli.lines)
        for file, line in zip(files, cli.lines, strict=True):
            uses_fields = "lib/fields.js" in file.read_text()
            self.assertEqual(line, f"{file}: ok (imports: {SAMPLES}/lib/fields.js)" if uses_fields else f"{file}: ok")

    def test_every_kind_of_fault(self):
        self.write("good.js", "function onMessage() {}\n")
        self.write("syntax.js", "function onMessage() {\n  let x = ;\n}\n")
        self.write("top.js", "\nconst x = nothing;\nfunction onMessage() {}\n")
        self.write("none.js", "function other() {}\n")
        self.write("hang.js", "while (true) {}\nfunction onMessage() {}\n")
        self.write("import.js", "import { x } from './syntax.js';\nfunction onMessage() {}\n")
        self.write("outside.js", "import { x } from '../x.js';\nfunction onMessage() {}\n")
        self.write("timer.js", "function onMessage() {}\nfunction onTimer() {}\n")
        names = ["good", "syntax", "top", "none", "hang", "import", "outside", "timer", "missing"]
        code, cli = self.check(*[self.folder / f"{name}.js" for name in names])
        self.assertEqual(code, 1)
        lines = {name: line.removeprefix(f"{self.folder}/") for name, line in zip(names, cli.lines, strict=True)}
        self.assertEqual(lines["good"], "good.js: ok")
        self.assertRegex(lines["syntax"], r"^syntax\.js:2:11: .+")
        self.assertRegex(lines["top"], r"^top\.js:2: ReferenceError: nothing is not defined$")
        self.assertRegex(lines["none"], r"^none\.js: .*onMessage")
        self.assertRegex(lines["hang"], r"^hang\.js: Took longer than 1 s")
        self.assertRegex(lines["import"], r"^syntax\.js:2:11: .+", "where the fault is")
        self.assertRegex(lines["outside"], r"^outside\.js:1:1: .*outside the folder")
        self.assertRegex(lines["timer"], r"^timer\.js: .*everyMs")
        self.assertRegex(lines["missing"], r"^missing\.js: Cannot read")

    def test_json(self):
        good = self.write("good.js", "function onMessage() {}\n")
        bad = self.write("bad.js", "function onMessage( {\n")
        code, cli = self.check("--json", good, bad)
        self.assertEqual(code, 1)
        self.assertEqual(cli.objects[0], {"file": str(good), "ok": True, "imports": []})
        self.assertEqual((cli.objects[1]["at"], cli.objects[1]["ok"]), (str(bad), False))
        self.assertGreater(cli.objects[1]["line"], 0)

    def test_usage(self):
        self.assertEqual(self.check()[0], 2)
        code, cli = self.check("--strict", "x.js")
        self.assertEqual(code, 2)
        self.assertIn("strict", cli.errors)
        self.assertEqual(self.check("--help")[0], 0)


class DryRun(ScriptTest):
    def dry_run(self, script, *arguments, code=0):
        cli = self.run_cli("dry-run", script, *arguments)
        self.assertEqual(cli.await_exit(), code, cli.errors)
        return cli

    def messages(self, *payloads, name="messages.jsonl"):
        return self.write(
            name,
            "".join(json.dumps(message(number, payload=payload)) + "\n" for number, payload in enumerate(payloads)),
        )

    def test_what_tail_append_and_dead_letters_write(self):
        server = node_server()
        self.addCleanup(server.stop)
        appended, letters = self.folder / "appended.jsonl", self.folder / "letters.jsonl"
        tail = self.run_cli("tail", "--url", server.url, "--topic", "*", "--count", "3", "--json")
        run = self.run_cli(
            "run", "--url", server.url, "--topic", "*", "--dead-letters", letters,
            "--handler", f"orders=builtin:append={appended}", "--handler", "bad=builtin:require=total",
        )  # fmt: skip
        server.await_subscriptions(2)
        for number, topic in enumerate(("orders", "orders", "bad")):
            server.post("/publish", message(number, topic))
        self.assertEqual(tail.await_exit(), 0, tail.errors)
        eventually(lambda: len(server.get("/test/books/ids")["consumed"]) == 2, "two acknowledgements")
        run.interrupt()
        self.assertEqual(run.await_exit(), 0, run.errors)
        tailed = self.write("tailed.jsonl", "\n".join(tail.lines))
        script = self.write(
            "show.js",
            "function onMessage(msg, ctx) { "
            "ctx.log(msg.topic, msg.id, msg.producer, msg.raw.length, msg.receivedAt > 1.7e12); }\n",
        )
        size = len(json.dumps(message(0)["message"], ensure_ascii=False, separators=(",", ":")))
        line = lambda number, topic: f"show log: {topic} id-{number} shop {size - 1} true"  # 12.50 travels as 12.5
        for file, numbers in ((tailed, (0, 1, 2)), (appended, (0, 1)), (letters, (2,))):
            cli = self.dry_run(script, "--from", file)
            expected = [line(number, "bad" if number == 2 else "orders") for number in numbers]
            self.assertEqual(
                [each.rsplit(" ", 2)[0] for each in cli.errors.splitlines()],
                [each.rsplit(" ", 2)[0] for each in expected],
            )
            self.assertTrue(all(each.endswith("true") for each in cli.errors.splitlines()))

    def test_recording(self):
        events = [
            {
                "timestamp_offset_ms": number * 400,
                "event_name": "orders",
                "event_data": {"price": number},
                "source": "till",
            }
            for number in range(10)
        ]
        recording = {
            "session_name": "s",
            "start_time": "2026-11-23T17:13:22",
            "duration_ms": 4000,
            "total_events": 10,
            "events": events,
        }
        script = self.write(
            "ticks.js",
            "const everyMs = 1000;\nfunction onTimer(ctx) { ctx.metric('ticks', 1); }\n"
            "function onMessage(msg, ctx) { "
            "if (msg.producer !== 'till') throw new Error(msg.producer); return msg.payload.price > 2; }\n",
        )
        for indent in (None, 2):
            file = self.write("recording.json", json.dumps(recording, indent=indent))
            after = self.dry_run(script, "--from", file, "--json").objects[0]["after"]
            self.assertEqual((after["messages"], after["acknowledged"], after["withheld"]), (10, 7, 3))
            self.assertEqual(after["metrics"]["ticks"]["count"], 3)
        broken = self.write("broken.json", json.dumps(recording)[:-2])
        self.assertIn("no recording that can be read", self.dry_run(script, "--from", broken, code=1).errors)

    def test_two_versions(self):
        before = self.write(
            "before.js",
            "function onMessage(msg, ctx) { if (msg.payload.price > 50) ctx.publish('large', msg.payload); }\n",
        )
        after = self.write(
            "after.js",
            "// Changed.\n"
            "function onMessage(msg, ctx) { if (msg.payload.price >= 50) ctx.publish('large', msg.payload); }\n",
        )
        file = self.messages(*[{"price": price} for price in range(100)])
        report = self.dry_run(after, "--before", before, "--from", file, "--json").objects[0]
        self.assertEqual(report["differences"], 1)
        self.assertEqual(report["first"][0]["message_id"], "id-50")
        self.assertEqual(report["first"][0]["before"], "acknowledged")
        self.assertIn("published to large", report["first"][0]["after"])
        self.assertEqual((report["before"]["publications"], report["after"]["publications"]), (49, 50))
        cli = self.dry_run(after, "--before", before, "--from", file)
        self.assertRegex(cli.lines[0], r"^version +before +after$")
        self.assertIn(["publications", "49", "50"], [line.split() for line in cli.lines])
        self.assertIn("51. orders  id-50", cli.lines)
        # Of many differences there are twenty.
        other = self.write("other.js", "function onMessage() { return false; }\n")
        report = self.dry_run(other, "--before", before, "--from", file, "--json").objects[0]
        self.assertEqual((report["differences"], len(report["first"])), (100, 20))

    def test_topic_limit_and_quiet(self):
        lines = [json.dumps(message(number, topic="a/b" if number % 2 else "c")) for number in range(10)]
        file = self.write("messages.jsonl", "\n".join(lines))
        script = self.write("talk.js", "function onMessage(msg, ctx) { ctx.log('hello'); }\n")
        cli = self.dry_run(script, "--from", file, "--topic", "a/*", "--limit", "7", "--json")
        report = cli.objects[0]
        self.assertEqual((report["read"], report["after"]["messages"], report["after"]["skipped"]), (7, 3, 4))
        self.assertEqual(len(cli.errors.splitlines()), 3)
        self.assertEqual(self.dry_run(script, "--from", file, "--quiet").errors, "")

    def test_lines_that_are_no_messages(self):
        script = self.write("good.js", "function onMessage() {}\n")
        good = json.dumps(message(1))
        file = self.write("messages.jsonl", f"{good}\n{{broken\n\n{good}\n{{}}\n")
        cli = self.dry_run(script, "--from", file, "--json")
        report = cli.objects[0]
        self.assertEqual((report["read"], report["malformed"]), (4, 2))
        self.assertEqual((report["after"]["messages"], report["after"]["skipped"]), (2, 2))
        self.assertIn(f"{file}: Line 2: ", cli.errors)
        self.assertIn(f"{file}: Line 5: The message has no topic", cli.errors)

    def test_nothing_to_run_over(self):
        script = self.write("good.js", "function onMessage() {}\n")
        empty = self.write("empty.jsonl", "")
        cli = self.dry_run(script, "--from", empty)
        self.assertIn("no messages", cli.errors)
        self.assertEqual(cli.lines[0].split(), ["messages", "0"])
        for missing in (self.folder / "missing.jsonl", self.folder):
            self.assertIn(f'Cannot read "{missing}"', self.dry_run(script, "--from", missing, code=1).errors)

    def test_scripts_that_cannot_start(self):
        good = self.write("good.js", "function onMessage() {}\n")
        bad = self.write("bad.js", "const x = nothing;\nfunction onMessage() {}\n")
        file = self.messages(1)
        self.assertIn(f"{bad}:1: ReferenceError", self.dry_run(bad, "--from", file, code=1).errors)
        self.assertIn(f"{bad}:1: ReferenceError", self.dry_run(good, "--before", bad, "--from", file, code=1).errors)
        self.assertIn("Cannot read", self.dry_run(self.folder / "missing.js", "--from", file, code=1).errors)

    def test_calls_that_take_too_long(self):
        script = self.write("hang.js", "function onMessage(msg) { while (msg.payload.hang) {} }\n")
        file = self.messages({"hang": True}, {}, {"hang": True}, {"hang": True}, {"hang": True}, {})
        after = self.dry_run(script, "--from", file, "--timeout", "400", "--json").objects[0]["after"]
        self.assertEqual((after["timed_out"], after["acknowledged"]), (4, 2), "it is not paused here")

    def test_usage(self):
        script = self.write("good.js", "function onMessage() {}\n")
        file = self.messages(1)
        for arguments in (
            [], [script], ["--from", file], [script, script, "--from", file], [script, "--from", file, "--fast"],
            [script, "--from", file, "--topic", ""], [script, "--from", file, "--topic", "**a"],
            [script, "--from", file, "--timeout", "0"], [script, "--from", file, "--limit", "0"],
        ):  # fmt: skip
            cli = self.run_cli("dry-run", *arguments)
            self.assertEqual(cli.await_exit(), 2, arguments)
            self.assertEqual(cli.lines, [])


if __name__ == "__main__":
    unittest.main()
