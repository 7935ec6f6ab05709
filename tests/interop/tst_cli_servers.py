#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""topicscope-cli against servers that are not ours: what a user does first, and every shape of message."""

import json
import signal
import tempfile
import unittest
from pathlib import Path

from support import Cli, eventually, flask_server, message, node_server

PAYLOADS = [0, -1.5e300, "text", "Zoë \U0001f600 \n \"quoted\" \\", True, [], {}, [1, [2, [3]]], {"a": {"b": [None]}}]


class AgainstServer:
    """The same expectations of every server."""

    def setUp(self):
        self.server = self.start_server()
        self.addCleanup(self.server.stop)

    def run_cli(self, *arguments, **options):
        cli = Cli(*arguments, **options)
        self.addCleanup(cli.close)
        return cli

    def finish(self, cli):
        self.assertEqual(cli.await_exit(), 0, cli.errors)
        return cli.objects

    def assert_ledger(self, ledger, **counts):
        states = ["malformed", "duplicate", "unrouted", "dropped", "queued", "running", "handled", "failed", "timedOut"]
        self.assertEqual(ledger["received"], sum(ledger[state] for state in states), ledger)
        self.assertEqual({name: ledger[name] for name in counts}, counts)

    def test_tail_prints_what_curl_publishes(self):
        cli = self.run_cli(
            "tail", "--url", self.server.url, "--consumer", "me", "--topic", "orders", "--count", "10", "--json"
        )
        self.server.await_subscriptions(1)
        self.assertEqual([client["consumer"] for client in self.server.get("/clients")], ["me"])
        self.server.publish_with_curl(message(99, topic="other"))
        sent = [message(number) for number in range(10)]
        for each in sent:
            self.server.publish_with_curl(each)
        printed = self.finish(cli)
        self.assertEqual([{key: line[key] for key in sent[0]} for line in printed], sent)
        self.assertEqual(self.server.get("/test/counts")["consumed"], {}, "tail only watches")

    def test_tail_keeps_every_payload(self):
        cli = self.run_cli(
            "tail", "--url", self.server.url, "--topic", "*", "--count", str(len(PAYLOADS)), "--json"
        )
        self.server.await_subscriptions(1)
        for number, payload in enumerate(PAYLOADS):
            self.server.post("/publish", message(number, payload=payload))
        self.assertEqual([line["message"] for line in self.finish(cli)], PAYLOADS)

    def test_tail_takes_its_settings_from_the_environment(self):
        cli = self.run_cli(
            "tail", "--count", "1", "--json",
            environment={
                "PUBSUB_SERVER_URL": self.server.url,
                "PUBSUB_CONSUMER_NAME": "from-environment",
                "PUBSUB_TOPICS": "orders,stock",
            },
        )  # fmt: skip
        self.server.await_subscriptions(2)
        clients = {(client["consumer"], client["topic"]) for client in self.server.get("/clients")}
        self.assertEqual(clients, {("from-environment", "orders"), ("from-environment", "stock")})
        self.server.post("/publish", message(1, topic="stock"))
        self.assertEqual([line["topic"] for line in self.finish(cli)], ["stock"])

    def test_run_acknowledges_what_it_handled(self):
        cli = self.run_cli(
            "run", "--url", self.server.url, "--topic", "*", "--handler", "*=builtin:count", "--duration", "5", "--json"
        )
        self.server.await_subscriptions(1)
        for number in range(100):
            self.server.post("/publish", message(number, topic=f"topic-{number % 7}"))
        last = self.finish(cli)[-1]
        # A loaded machine may not get all of them out within the duration; what came has to be accounted for.
        handled = last["ledger"]["received"]
        self.assertGreater(handled, 0)
        self.assert_ledger(last["ledger"], handled=handled, acked=handled, ackPending=0, ackLost=0)
        self.assertEqual(len(last["handlers"]), 1)
        handler = last["handlers"][0]
        self.assertEqual((handler["calls"], handler["failures"]), (handled, 0))
        self.assertLessEqual(handler["p50_us"], handler["p99_us"])
        self.assertLessEqual(handler["p99_us"], handler["max_us"])
        self.server.await_subscriptions(0)
        counts = self.server.get("/test/counts")
        self.assertEqual(counts["consumed"], {handler["name"]: handled})
        self.assertEqual(counts["distinct"], {handler["name"]: handled})

    def test_attachments_come_and_go_back(self):
        payloads = [
            {"$hex": "00ff10"},
            {"picture": {"$hex": "89504e47"}, "parts": [{"$hex": ""}, 1, {"$hex": "00" * 70_000}]},
            {"note": {"_placeholder": False, "num": 0}},
        ]
        for carrier in ("websocket", "polling"):
            with self.subTest(carrier=carrier):
                cli = self.run_cli(
                    "run", "--url", self.server.url, "--topic", carrier, "--transport", carrier,
                    "--handler", "*=builtin:count", "--json",
                )  # fmt: skip
                self.server.await_subscriptions(1)
                for number, payload in enumerate(payloads):
                    self.server.post("/test/binary", message(number, topic=carrier, payload=payload))

                def consumed():
                    return [each for each in self.server.get("/test/binary") if each["topic"] == carrier]

                eventually(lambda: len(consumed()) == len(payloads), "every acknowledgement")
                cli.interrupt()
                last = self.finish(cli)[-1]
                self.assert_ledger(last["ledger"], received=3, handled=3, acked=3, protocolErrors=0)
                self.assertEqual([each["message"] for each in reversed(consumed())], payloads)
                self.server.await_subscriptions(0)

    def test_run_gives_each_message_to_one_handler(self):
        cli = self.run_cli(
            "run", "--url", self.server.url, "--topic", "orders", "--topic", "stock",
            "--handler", "*=builtin:count", "--handler", "orders=builtin:count", "--json",
        )  # fmt: skip
        self.server.await_subscriptions(2)
        for number in range(6):
            self.server.post("/publish", message(number, topic="orders" if number < 4 else "stock"))
        eventually(lambda: sum(self.server.get("/test/counts")["consumed"].values()) == 6, "six acknowledgements")
        cli.interrupt()
        last = self.finish(cli)[-1]
        self.assert_ledger(last["ledger"], received=6, handled=6)
        self.assertEqual(sorted(handler["calls"] for handler in last["handlers"]), [2, 4])

    def test_run_filters_copies_of_one_id(self):
        cli = self.run_cli(
            "run", "--url", self.server.url, "--topic", "*", "--topic", "orders",
            "--handler", "*=builtin:count", "--idempotence", "1000", "--json",
        )  # fmt: skip
        self.server.await_subscriptions(2)
        for number in range(5):
            self.server.post("/publish", message(number))
        # Both rooms get every message, so each id arrives twice.
        eventually(lambda: self.server.get("/test/counts")["consumed"], "an acknowledgement")
        self.server.post("/publish", message("last"))
        eventually(lambda: sum(self.server.get("/test/counts")["consumed"].values()) == 6, "six acknowledgements")
        cli.interrupt()
        self.assert_ledger(self.finish(cli)[-1]["ledger"], received=12, duplicate=6, handled=6, acked=6)

    def test_run_repeats_what_failed_and_keeps_what_failed_for_good(self):
        with tempfile.TemporaryDirectory() as folder:
            letters = Path(folder) / "letters.jsonl"
            cli = self.run_cli(
                "run", "--url", self.server.url, "--topic", "orders", "--idempotence", "100", "--json",
                "--handler", "orders=builtin:require=total;retry=2,10ms,20ms", "--dead-letters", str(letters),
            )  # fmt: skip
            self.server.await_subscriptions(1)
            self.server.post("/publish", message("bad", payload={"price": 1}))
            self.server.post("/publish", message("good", payload={"total": 1}))
            eventually(lambda: sum(self.server.get("/test/counts")["consumed"].values()) == 1, "the good one handled")
            eventually(lambda: "no field" in cli.errors, "the bad one failed for good")
            cli.interrupt()
            last = self.finish(cli)[-1]
            self.assert_ledger(last["ledger"], received=2, handled=1, failed=1, acked=1, retried=2, deadLetters=1)
            self.assertEqual((last["handlers"][0]["calls"], last["handlers"][0]["retries"]), (4, 2))
            written = [json.loads(line) for line in letters.read_text().splitlines()]
        self.assertEqual(len(written), 1)
        self.assertGreater(written[0].pop("failed_at"), 1.7e9)
        error = written[0].pop("error")
        self.assertIn("total", error)
        self.assertEqual(
            written[0],
            {
                "topic": "orders",
                "message_id": "id-bad",
                "producer": "shop",
                "handler": "require",
                "calls": 3,
                "message": {"price": 1},
            },
        )

    def test_every_signal_to_end_writes_what_is_kept(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            with self.subTest(signal=number.name), tempfile.TemporaryDirectory() as folder:
                letters = Path(folder) / "letters.jsonl"
                cli = self.run_cli(
                    "run", "--url", self.server.url, "--topic", number.name, "--json",
                    "--handler", "*=builtin:require=total", "--dead-letters", str(letters),
                )  # fmt: skip
                self.server.await_subscriptions(1)
                self.server.post("/publish", message("bad", topic=number.name, payload={"price": 1}))
                eventually(lambda: "no field" in cli.errors, "the bad one failed for good")
                # A terminal that closes sends it twice: by the shell, and by the system.
                for _ in range(2 if number == signal.SIGHUP else 1):
                    cli.interrupt(number)
                self.assert_ledger(self.finish(cli)[-1]["ledger"], received=1, failed=1, deadLetters=1)
                self.assertEqual(len(letters.read_text().splitlines()), 1)
                eventually(lambda: not self.server.get("/clients"), "the end of the subscription")

    def test_pub_publishes(self):
        cli = self.run_cli(
            "pub", "--url", self.server.url, "--topic", "orders", "--message", '{"price": 12.50}', "--producer", "till",
            "--id", "one"
        )
        self.assertEqual(cli.await_exit(), 0, cli.errors)
        stored = self.server.get("/messages")
        self.assertEqual(len(stored), 1)
        stored[0].pop("timestamp")
        self.assertEqual(
            stored[0], {"topic": "orders", "message_id": "one", "message": {"price": 12.5}, "producer": "till"}
        )

    def test_tail_tells_what_is_no_json(self):
        lines = {}
        for output in ("--json", "--count=2"):
            cli = self.run_cli("tail", "--url", self.server.url, "--topic", "t", "--count", "2", output)
            self.server.await_subscriptions(1)
            packed = {"$hex": "82a16101a162c40100"}  # {"a": 1, "b": h'00'}
            for number, payload in enumerate([packed, {"x": [packed]}]):
                self.server.post("/test/binary", message(number, topic="t", payload=payload))
            self.assertEqual(cli.await_exit(), 0, cli.errors)
            lines[output] = cli.lines
            self.server.await_subscriptions(0)
        whole, part = [json.loads(line) for line in lines["--json"]]
        place = {"_placeholder": True, "num": 0}
        self.assertEqual((whole["message"], part["message"]), (place, {"x": [place]}))
        self.assertEqual(whole["attachments"], ["gqFhAaFixAEA"])
        self.assertEqual(part["attachments"], ["gqFhAaFixAEA"])
        whole, part = lines["--count=2"]
        self.assertTrue(whole.endswith("""{"a":1,"b":h'00'}"""), whole)
        self.assertTrue(part.endswith("""{"x":[h'82a16101a162c40100']}"""), part)

    def test_pub_takes_a_file_and_refuses_bytes(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(b'{"price": 12.50}')
            file.flush()
            publish = ["pub", "--url", self.server.url, "--topic", "orders", "--file", file.name]
            cli = self.run_cli(*publish)
            self.assertEqual(cli.await_exit(), 0, cli.errors)
            for option in ("--bytes", "--base64"):
                cli = self.run_cli(*publish, option)
                self.assertEqual(cli.await_exit(), 2)
                self.assertIn("take messages as JSON, which cannot carry bytes", cli.errors)
        self.assertEqual([each["message"] for each in self.server.get("/messages")], [{"price": 12.5}])

    def test_interrupt_ends_with_the_ledger(self):
        cli = self.run_cli("tail", "--url", self.server.url, "--topic", "orders", "--json")
        self.server.await_subscriptions(1)
        self.server.post("/publish", message(1))
        eventually(lambda: len(cli.lines) == 1, "a printed message")
        cli.interrupt()
        self.assertEqual([line["message_id"] for line in self.finish(cli)], ["id-1"])
        self.assert_ledger(json.loads(cli.errors.splitlines()[-1])["ledger"], received=1)
        self.server.await_subscriptions(0)

    def test_bad_messages_are_counted_and_the_connection_lives_on(self):
        cli = self.run_cli(
            "run", "--url", self.server.url, "--topic", "orders", "--handler", "*=builtin:count", "--json"
        )
        self.server.await_subscriptions(1)
        bad = [
            {"message_id": "no-topic", "message": 1, "producer": "p"},
            {"topic": 7, "message_id": "numeric-topic", "message": 1, "producer": "p"},
            {"topic": "orders", "message_id": 7, "message": 1, "producer": "p"},
            "no object",
        ]
        for data in bad:
            self.server.post("/test/emit", {"event": "message", "data": data})
        self.server.post("/publish", message("good"))
        eventually(lambda: sum(self.server.get("/test/counts")["consumed"].values()) == 1, "the good one handled")
        cli.interrupt()
        ledger = self.finish(cli)[-1]["ledger"]
        self.assert_ledger(ledger, received=5, malformed=4, handled=1)

    def test_refused_namespace(self):
        server = self.start_server("--refuse", "not today")
        self.addCleanup(server.stop)
        cli = self.run_cli("tail", "--url", server.url, "--topic", "orders", "--count", "1", "--json")
        self.assertEqual(cli.await_exit(), 3, cli.errors)
        self.assertIn("not today", cli.errors)
        self.assertEqual([line for line in cli.objects if "topic" in line], [])

    def test_namespace_that_is_not_there(self):
        cli = self.run_cli("tail", "--url", self.server.url, "--topic", "orders", "--namespace", "/juggle", "--json")
        self.assertEqual(cli.await_exit(), 3, cli.errors)
        self.assertIn('refused the namespace "/juggle"', cli.errors)


class FlaskSocketIo(AgainstServer, unittest.TestCase):
    start_server = staticmethod(flask_server)


class NodeSocketIo(AgainstServer, unittest.TestCase):
    start_server = staticmethod(node_server)


if __name__ == "__main__":
    unittest.main()
