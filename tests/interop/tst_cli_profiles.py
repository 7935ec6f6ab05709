#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connections by name: what a profile says, who wins over whom, and what becomes of secrets without a keychain."""

import os
import tempfile
import unittest
from pathlib import Path

from support import Cli, flask_server, message


class Profiles(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        # No session bus, so no keychain.
        self.environment = {"XDG_CONFIG_HOME": folder.name, "HOME": folder.name,
                            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/no/such/bus"}

    def run_cli(self, *arguments, **variables):
        cli = Cli(*arguments, environment={**self.environment, **variables})
        self.addCleanup(cli.close)
        return cli

    def succeed(self, *arguments, **variables):
        cli = self.run_cli(*arguments, **variables)
        self.assertEqual(cli.await_exit(), 0, cli.errors)
        return cli

    def start_server(self, *arguments):
        server = flask_server(*arguments)
        self.addCleanup(server.stop)
        return server

    def saved_text(self):
        return (self.folder / "Topicscope" / "profiles.ini").read_text()

    def test_saves_lists_and_removes(self):
        self.assertIn("No profile was saved yet", self.succeed("profiles").errors)
        self.succeed("profiles", "save", "staging", "--url", "http://staging.example.org:5000", "--topic", "orders",
                     "--topic", "a, b", "--consumer", "billing", "--no-reconnect")
        self.succeed("profiles", "save", "at home", "--url", "http://127.0.0.1:1")
        listed = self.succeed("profiles", "list", "--json").objects
        self.assertEqual([profile["name"] for profile in listed], ["at home", "staging"])
        self.assertEqual(listed[1]["topics"], ["orders", "a, b"])
        self.assertEqual(listed[1]["settings"]["reconnect"], "false")
        table = self.succeed("profiles").lines
        self.assertEqual(len(table), 3)
        self.assertIn("billing", table[2])
        self.succeed("profiles", "remove", "at home")
        gone = self.run_cli("profiles", "remove", "at home")
        self.assertEqual(gone.await_exit(), 1)
        self.assertIn('There is no profile "at home". There are: staging.', gone.errors)

    def test_commands_take_what_it_says(self):
        server = self.start_server()
        self.succeed("profiles", "save", "here", "--url", server.url, "--topic", "orders")
        tail = self.run_cli("tail", "--profile", "here", "--count", "1", "--json",
                            PUBSUB_SERVER_URL="http://127.0.0.1:1", PUBSUB_TOPICS="others")
        server.await_subscriptions(1)
        self.succeed("pub", "--profile", "here", "--topic", "orders", "--message", "1")
        self.assertEqual(tail.await_exit(), 0, tail.errors)
        self.assertEqual(tail.objects[0]["topic"], "orders")

    def test_options_win_over_the_profile(self):
        server = self.start_server()
        self.succeed("profiles", "save", "elsewhere", "--url", "http://127.0.0.1:1", "--topic", "others")
        tail = self.run_cli("tail", "--profile", "elsewhere", "--url", server.url, "--topic", "orders", "--count", "1",
                            "--json")
        server.await_subscriptions(1)
        server.post("/publish", message(1))
        self.assertEqual(tail.await_exit(), 0, tail.errors)

    def test_a_missing_one_names_those_that_there_are(self):
        for arguments in (("tail",), ("run", "--handler", "*=builtin:count"), ("observe",),
                          ("pub", "--topic", "x", "--message", "1")):
            cli = self.run_cli(*arguments, "--profile", "staging")
            self.assertEqual(cli.await_exit(), 2, cli.errors)
            self.assertIn('There is no profile "staging", as none was saved yet.', cli.errors)

    def test_secrets_are_not_written_down(self):
        server = self.start_server("--token", "s3cret")
        saved = self.succeed("profiles", "save", "locked", "--url", server.url, TOPICSCOPE_AUTH='{"token": "s3cret"}')
        self.assertIn("saved without its secrets", saved.errors)
        self.assertNotIn("s3cret", self.saved_text())
        refused = self.run_cli("tail", "--profile", "locked")
        self.assertEqual(refused.await_exit(), 3, refused.errors)
        self.assertIn('Not in the keychain, to be given again: Auth payload (profile "locked").', refused.errors)
        tail = self.run_cli("tail", "--profile", "locked", "--count", "1", TOPICSCOPE_AUTH='{"token": "s3cret"}')
        server.await_subscriptions(1)
        server.post("/publish", message(1))
        self.assertEqual(tail.await_exit(), 0, tail.errors)
        self.assertNotIn("given again", tail.errors)

    def test_wrong_usage(self):
        for arguments in (("save",), ("remove",), ("burn", "x"), ("save", "a", "b"), ("save", " a")):
            cli = self.run_cli("profiles", *arguments)
            self.assertEqual(cli.await_exit(), 2, cli.errors)

    def test_a_folder_that_cannot_be_written(self):
        if os.geteuid() == 0:
            (self.folder / "Topicscope").write_text("a file where the folder should be")
        else:
            self.folder.chmod(0o500)
        cli = self.run_cli("profiles", "save", "x", "--url", "http://127.0.0.1:1")
        self.assertEqual(cli.await_exit(), 1, cli.errors)
        self.assertIn("cannot be read or written", cli.errors)


if __name__ == "__main__":
    unittest.main()
