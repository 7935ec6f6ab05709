#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""topicscope-cli run survives that its server is killed and started again, and goes on by itself."""

import tempfile
import unittest
from pathlib import Path

from support import Cli, eventually, flask_server, node_server, quiet_port

KILLS = 3


class SurvivesItsServer:
    """The same expectations of every server."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.arguments = ["--journal", str(Path(folder.name, "journal")), "--redeliver", "--port", str(quiet_port())]
        self.server = self.start_server(*self.arguments)

    def tearDown(self):
        self.server.stop()

    def books(self):
        return self.server.get("/test/books")

    def kill_and_start_again(self):
        self.server.kill()
        self.server = self.start_server(*self.arguments)

    def test_kill_9_and_restart(self):
        cli = Cli(
            "run", "--url", self.server.url, "--topic", "*",
            "--handler", "*=builtin:count", "--idempotence", "1000", "--json",
            environment={"PUBSUB_RECONNECTION_DELAY_MS": "50", "PUBSUB_RECONNECTION_DELAY_MAX_MS": "200"},
        )  # fmt: skip
        self.addCleanup(cli.close)
        self.server.await_subscriptions(1)
        for life in range(KILLS + 1):
            consumed = self.books()["consumed"]
            self.server.post("/test/load", {"rate": 300, "count": 100_000, "prefix": f"life-{life}"})
            eventually(lambda: self.books()["consumed"] >= consumed + 50, "messages handled in this life")
            if life < KILLS:
                self.kill_and_start_again()
                self.server.await_subscriptions(1)
        self.server.post("/test/load", {})
        eventually(lambda: self.books()["outstanding"] == 0, "all consumed")
        cli.interrupt()
        self.assertEqual(cli.await_exit(), 0, cli.errors)

        ids = self.server.get("/test/books/ids")
        last = cli.objects[-1]
        ledger = last["ledger"]
        states = ["malformed", "duplicate", "unrouted", "dropped", "queued", "running", "handled", "failed", "timedOut"]
        self.assertEqual(ledger["received"], sum(ledger[state] for state in states), ledger)
        self.assertEqual(ledger["handled"], self.books()["published"], "each message was handled, and none twice")
        self.assertEqual(len(ids["consumed"]), ledger["handled"])
        self.assertEqual((ledger["acked"], ledger["ackPending"], ledger["ackLost"]), (ledger["handled"], 0, 0))
        self.assertEqual(last["handlers"][0]["calls"], ledger["handled"])
        self.assertGreaterEqual(cli.errors.count("Connected to"), KILLS + 1)


class FlaskSocketIo(SurvivesItsServer, unittest.TestCase):
    start_server = staticmethod(flask_server)


class NodeSocketIo(SurvivesItsServer, unittest.TestCase):
    start_server = staticmethod(node_server)


if __name__ == "__main__":
    unittest.main()
