#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""topicscope-cli observe against servers that are not ours: one that always broadcasts, and one that wants a login."""

import json
import signal
import subprocess
import unittest

from support import CLI, DEADLINE, Cli, eventually, flask_server, message, node_server


class AgainstServer:
    """The same expectations of every server."""

    def setUp(self):
        self.server = self.start_server()
        self.addCleanup(self.server.stop)

    def run_cli(self, *arguments):
        cli = Cli(*arguments)
        self.addCleanup(cli.close)
        return cli

    def observe(self, *arguments):
        cli = self.run_cli("observe", "--url", self.server.url, *arguments)
        eventually(lambda: self.ready_note in cli.errors, "a connection that gets broadcasts")
        return cli

    def finish(self, cli):
        cli.interrupt()
        self.assertEqual(cli.await_exit(), 0, cli.errors)

    def test_measures_every_consumer(self):
        observer = self.observe("--json")
        handlers = [
            self.run_cli(
                "run", "--url", self.server.url, "--consumer", name, "--topic", "orders", "--handler", f"*={handler}"
            )
            for name, handler in (("one", "builtin:count"), ("two", "builtin:sleep=20ms"))
        ]
        self.server.await_subscriptions(2)
        for number in range(10):
            self.server.post("/publish", message(number))
        eventually(
            lambda: len([each for each in observer.objects if each["event"] == "consumed"]) == 20, "20 consumptions"
        )
        self.finish(observer)
        lines = observer.objects
        events = lines[:-1]
        self.assertEqual(
            [each["message_id"] for each in events if each["event"] == "published"],
            [f"id-{number}" for number in range(10)],
        )
        self.assertEqual({each["consumer"] for each in events if each["event"] == "subscribed"}, {"one", "two"})
        self.assertTrue(all(each["latency_us"] >= 0 for each in events if each["event"] == "consumed"))

        report = lines[-1]
        rows = {row["consumer"]: row for row in report["consumers"]}
        self.assertEqual(set(rows), {"count", "sleep"})
        for row in rows.values():
            self.assertEqual(
                (row["topic"], row["consumptions"], row["late"], row["doubled"], row["unmatched"]),
                ("orders", 10, 0, 0, 0),
            )
            self.assertLessEqual(row["p50_us"], row["max_us"])
        self.assertGreaterEqual(rows["sleep"]["p50_us"], 20_000)
        self.assertEqual(report["topics"], [{"topic": "orders", "published": 10, "unconsumed": 0}])
        self.assertEqual({client["consumer"] for client in report["clients"]}, {"one", "two"})
        self.assertEqual((report["totals"]["messages"], report["totals"]["consumptions"]), (10, 20))
        for handler in handlers:
            self.finish(handler)

    def test_counts_what_nobody_consumes(self):
        observer = self.observe("--late-after", "1ms", "--duration", "2", "--json")
        self.server.post("/publish", message("lost"))
        self.assertEqual(observer.await_exit(), 0, observer.errors)
        self.assertEqual(observer.objects[-1]["topics"], [{"topic": "orders", "published": 1, "unconsumed": 1}])

    def test_sees_a_message_consumed_twice(self):
        observer = self.observe()
        # Without a filter for duplicates, a client in two rooms handles each message twice.
        handler = self.run_cli(
            "run", "--url", self.server.url, "--topic", "orders", "--topic", "*", "--handler", "*=builtin:count"
        )
        self.server.await_subscriptions(2)
        self.server.post("/publish", message(1))
        eventually(lambda: any("doubled" in line for line in observer.lines), "a doubled consumption")
        self.finish(observer)
        table = [line.split() for line in observer.lines[-2:]]
        self.assertEqual(table[0][:2] + table[0][-3:], ["consumer", "topic", "late", "missing", "doubled"])
        self.assertEqual(table[1][:3] + table[1][-3:], ["count", "orders", "2", "0", "0", "1"])
        self.finish(handler)

    def test_latencies_of_hours_and_of_months(self):
        observer = self.observe("--json")
        hour = 3600.0
        for name, hours in (("patient", 3), ("forgotten", 40 * 24)):
            fields = {"topic": "orders", "message_id": name, "message": 1}
            self.server.post(
                "/test/emit", {"event": "new_message", "data": {**fields, "producer": "p", "timestamp": 1_000.0}}
            )
            self.server.post(
                "/test/emit",
                {"event": "new_consumption", "data": {**fields, "consumer": name, "timestamp": 1_000.0 + hours * hour}},
            )
        eventually(lambda: len(observer.objects) == 4, "two consumptions")
        self.finish(observer)
        self.assertEqual(
            [each["latency_us"] for each in observer.objects[:-1] if each["event"] == "consumed"],
            [3 * 3600e6, 40 * 24 * 3600e6],
        )
        rows = {row["consumer"]: row for row in observer.objects[-1]["consumers"]}
        self.assertEqual((rows["patient"]["max_us"], rows["patient"]["past_range"]), (3 * 3600e6, False))
        self.assertEqual((rows["forgotten"]["max_us"], rows["forgotten"]["past_range"]), (30 * 24 * 3600e6, True))

    def test_broken_broadcasts_are_counted(self):
        observer = self.observe("--json")
        for event, data in (
            ("new_message", {"topic": "t"}),
            ("new_consumption", "x"),
            ("new_client", {"consumer": 7, "topic": "t"}),
        ):
            self.server.post("/test/emit", {"event": event, "data": data})
        self.server.post("/publish", message(1))
        eventually(lambda: len(observer.objects) == 1, "the good one")
        self.finish(observer)
        self.assertEqual(observer.objects[-1]["totals"]["unreadable"], 3)


class FlaskSocketIo(AgainstServer, unittest.TestCase):
    start_server = staticmethod(flask_server)
    ready_note = "Observing"


class NodeSocketIo(AgainstServer, unittest.TestCase):
    start_server = staticmethod(node_server)
    ready_note = "Logged in"

    def test_logs_out_at_the_end(self):
        observer = self.observe()
        self.assertTrue(self.server.get("/dashboard/status")["dashboard_enabled"])
        self.finish(observer)
        self.assertFalse(self.server.get("/dashboard/status")["dashboard_enabled"])

    def test_logs_out_at_every_signal(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            observer = self.observe()
            observer.interrupt(number)
            self.assertEqual(observer.await_exit(), 0, observer.errors)
            self.assertFalse(self.server.get("/dashboard/status")["dashboard_enabled"])

    def observe_into(self, output):
        """An observer that is logged in and prints to `output`."""
        process = subprocess.Popen(
            [CLI, "observe", "--json", "--url", self.server.url], stdout=output, stderr=subprocess.PIPE, text=True
        )
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.addCleanup(process.stderr.close)
        while self.ready_note not in process.stderr.readline():
            self.assertIsNone(process.poll())
        return process

    def test_logs_out_when_nobody_reads_it_any_more(self):
        observer = self.observe_into(subprocess.PIPE)
        self.server.post("/publish", message(1))
        self.assertIn("id-1", observer.stdout.readline())
        observer.stdout.close()  # | head -n 1
        self.server.post("/publish", message(2))
        self.assertEqual(observer.wait(DEADLINE), 0)
        self.assertFalse(self.server.get("/dashboard/status")["dashboard_enabled"])

    def test_logs_out_when_it_cannot_write(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            observer = self.observe_into(full)
        self.server.post("/publish", message(1))
        self.assertEqual(observer.wait(DEADLINE), 1)
        self.assertFalse(self.server.get("/dashboard/status")["dashboard_enabled"])

    def test_leaves_a_login_of_others_alone(self):
        self.server.post("/dashboard/login", {})
        observer = self.run_cli("observe", "--url", self.server.url, "--json")
        eventually(lambda: "Observing" in observer.errors, "a connection")
        self.server.post("/publish", message(1))
        eventually(lambda: observer.objects, "a message")
        self.finish(observer)
        self.assertTrue(self.server.get("/dashboard/status")["dashboard_enabled"])

    def test_without_login_nothing_is_seen(self):
        observer = self.run_cli("observe", "--url", self.server.url, "--no-login", "--duration", "1", "--json")
        eventually(lambda: "dashboard" in observer.errors, "a note")
        self.server.post("/publish", message(1))
        self.assertEqual(observer.await_exit(), 0, observer.errors)
        self.assertEqual(json.loads(observer.lines[-1])["totals"]["messages"], 0)


if __name__ == "__main__":
    unittest.main()
