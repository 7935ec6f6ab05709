#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""topicscope-cli over each transport, against servers that are not ours; auth payloads and headers."""

import os
import tempfile
import unittest

from support import Cli, eventually, flask_server, message, node_server

MESSAGES = 60


class AgainstServer:
    """The same expectations of every server."""

    def start(self, *arguments):
        server = self.start_server(*arguments)
        self.addCleanup(server.stop)
        return server

    def run_cli(self, *arguments, **options):
        cli = Cli(*arguments, **options)
        self.addCleanup(cli.close)
        return cli

    def secret_file(self, text):
        handle, path = tempfile.mkstemp(text=True)
        self.addCleanup(os.unlink, path)
        with os.fdopen(handle, "w") as file:
            file.write(text + "\n")
        return path

    def assert_carries(self, server, way, *arguments, **options):
        """Everything that is published is handled and acknowledged, once, over `way`."""
        cli = self.run_cli(
            "run", "--url", server.url, "--topic", "*", "--handler", "*=builtin:count", "--json", *arguments, **options
        )
        server.await_subscriptions(1)
        for number in range(MESSAGES):
            server.post("/publish", message(number))
        eventually(lambda: sum(server.get("/test/counts")["consumed"].values()) == MESSAGES, "all acknowledgements")
        cli.interrupt()
        self.assertEqual(cli.await_exit(), 0, cli.errors)
        ledger = cli.objects[-1]["ledger"]
        self.assertEqual((ledger["received"], ledger["handled"], ledger["acked"]), (MESSAGES,) * 3)
        self.assertEqual(ledger["protocolErrors"], 0)
        self.assertEqual(sum(server.get("/test/counts")["distinct"].values()), MESSAGES)
        self.assertEqual(cli.errors.count("Connected to"), 1, cli.errors)
        self.assertIn(f"{way}, session", [line for line in cli.errors.splitlines() if "session" in line][-1])
        if "upgrade" in arguments and way == "WebSocket":
            self.assertIn("Upgraded to WebSocket", cli.errors)
        server.await_subscriptions(0)

    def test_polling(self):
        self.assert_carries(self.start(), "polling", "--transport", "polling")

    def test_websocket(self):
        self.assert_carries(self.start(), "WebSocket", "--transport", "websocket")

    def test_upgrade(self):
        self.assert_carries(self.start(), "WebSocket", "--transport", "upgrade")

    def test_auto_takes_the_websocket(self):
        self.assert_carries(self.start("--transports", "websocket"), "WebSocket")

    def test_auto_falls_back_to_polling(self):
        self.assert_carries(self.start("--transports", "polling"), "polling")

    def test_upgrade_stays_with_polling_where_that_is_all(self):
        self.assert_carries(self.start("--transports", "polling"), "polling", "--transport", "upgrade")

    def test_the_environment_chooses(self):
        self.assert_carries(self.start(), "polling", environment={"TOPICSCOPE_TRANSPORT": "polling"})

    def test_websocket_only_says_that_there_is_none(self):
        server = self.start("--transports", "polling")
        cli = self.run_cli("tail", "--url", server.url, "--transport", "websocket")
        self.assertEqual(cli.await_exit(), 3, cli.errors)
        self.assertIn("allows no WebSocket", cli.errors)

    def test_polling_only_says_that_there_is_none(self):
        server = self.start("--transports", "websocket")
        cli = self.run_cli("tail", "--url", server.url, "--transport", "polling")
        self.assertEqual(cli.await_exit(), 3, cli.errors)
        self.assertIn("allows no polling", cli.errors)

    def test_auth_payload(self):
        server = self.start("--token", "s3cret")
        good = self.secret_file('{"token": "s3cret"}')
        for transport in ("websocket", "polling"):
            with self.subTest(transport):
                cli = self.run_cli(
                    "tail", "--url", server.url, "--auth-file", good, "--count", "1", "--transport", transport, "--json"
                )
                server.await_subscriptions(1)
                server.post("/publish", message(transport))
                self.assertEqual(cli.await_exit(), 0, cli.errors)
                server.await_subscriptions(0)
        for arguments, environment in ((), {}), ((), {"TOPICSCOPE_AUTH": '{"token": "wrong"}'}):
            cli = self.run_cli("tail", "--url", server.url, *arguments, environment=environment)
            self.assertEqual(cli.await_exit(), 3, cli.errors)
            self.assertIn("wrong token", cli.errors)

    def test_auth_payload_that_is_none(self):
        cli = self.run_cli("tail", "--auth-file", self.secret_file("s3cret"))
        self.assertEqual(cli.await_exit(), 2, cli.errors)
        self.assertIn("not valid JSON", cli.errors)
        self.assertNotIn("s3cret", cli.errors)


class FlaskSocketIo(AgainstServer, unittest.TestCase):
    start_server = staticmethod(flask_server)


class NodeSocketIo(AgainstServer, unittest.TestCase):
    start_server = staticmethod(node_server)

    def test_headers(self):
        server = self.start("--header", "x-tenant=blue")
        headers = self.secret_file("# who we are\nX-Tenant: blue")
        for transport in ("websocket", "polling", "upgrade"):
            with self.subTest(transport):
                cli = self.run_cli(
                    "tail", "--url", server.url, "--header-file", headers, "--count", "1", "--transport", transport
                )
                server.await_subscriptions(1)
                server.post("/publish", message(transport))
                self.assertEqual(cli.await_exit(), 0, cli.errors)
                server.await_subscriptions(0)
        cli = self.run_cli("tail", "--url", server.url)
        self.assertEqual(cli.await_exit(), 3, cli.errors)
        self.assertIn("HTTP 403", cli.errors)


if __name__ == "__main__":
    unittest.main()
