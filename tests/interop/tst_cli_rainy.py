#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""topicscope-cli when things go wrong: bad options, peers that are not there, and peers that talk nonsense."""

import http.server
import json
import socket
import sys
import threading
import unittest

from support import SERVERS, Cli, eventually, flask_server, message

sys.path.insert(0, str(SERVERS))
from raw_server import CONNECTED, RawServer  # noqa: E402 (the path comes first)

OK, USAGE, UNREACHABLE, LOST = 0, 2, 3, 4


def event(data):
    return b"42" + json.dumps(["message", data], ensure_ascii=False).encode()


class RainyTest(unittest.TestCase):
    def run_cli(self, *arguments, **options):
        cli = Cli(*arguments, **options)
        self.addCleanup(cli.close)
        return cli

    def assert_fails(self, code, words, *arguments, **options):
        """The program ends with the code, says the words on standard error, and prints no message."""
        cli = self.run_cli(*arguments, **options)
        self.assertEqual(cli.await_exit(), code, cli.errors)
        for word in words:
            self.assertIn(word.lower(), cli.errors.lower())
        self.assertEqual([line for line in cli.objects if "topic" in line], [])
        return cli


class Usage(RainyTest):
    URL = ("--url", "http://127.0.0.1:1")

    def test_bad_command_lines(self):
        rows = [
            (["juggle"], "juggle"),
            (["--juggle"], "juggle"),
            (["tail", *self.URL, "--topic", "a", "--juggle"], "juggle"),
            (["tail", *self.URL, "--topic", "a", "--count", "ten"], "count"),
            (["tail", *self.URL, "--topic", "a", "--count", "-1"], "count"),
            (["tail", "--url", "http://", "--topic", "a"], "http://"),
            (["tail", "--url", "ftp://127.0.0.1", "--topic", "a"], "ftp"),
            (["run", *self.URL, "--topic", "a", "--handler", "no-equals-sign"], "no-equals-sign"),
            (["run", *self.URL, "--topic", "a", "--handler", "*=builtin:juggle"], "juggle"),
            (["run", *self.URL, "--topic", "a", "--handler", "*=builtin:count", "--duration", "soon"], "duration"),
            (["run", *self.URL, "--topic", "a", "--handler", "*=builtin:count;retry=often"], "attempts"),
            (
                ["run", *self.URL, "--topic", "a", "--handler", "*=builtin:count", "--overflow", "drop-all"],
                "drop-oldest",
            ),
            (["pub", *self.URL, "--message", "1"], "topic"),
            (["pub", *self.URL, "--topic", "a", "--message", "{no json"], "json"),
            (["pub", *self.URL, "--topic", "a", "--message", "1", "--consumer", "c"], "consumer"),
            (["pub", *self.URL, "--topic", "a", "--message", "1", "--connect-timeout", "0"], "at least 1ms"),
            (["tail", *self.URL, "--topic", "a", "--connect-timeout", "0ms"], "at least 1ms"),
            (
                ["run", *self.URL, "--topic", "a", "--handler", "*=builtin:count", "--connect-timeout", "500us"],
                "at least 1ms",
            ),
            (["broker", "--port", "65536"], "port"),
            (["broker", "--port", "http"], "port"),
        ]
        for arguments, word in rows:
            with self.subTest(arguments=arguments):
                cli = self.assert_fails(USAGE, [word], *arguments)
                self.assertEqual(cli.lines, [])

    def test_bad_environment(self):
        self.assert_fails(
            USAGE, ["PUBSUB_RECONNECTION_DELAY_MS"], "tail", *self.URL, "--topic", "a",
            environment={"PUBSUB_RECONNECTION_DELAY_MS": "soon"},
        )  # fmt: skip

    def test_help_and_version(self):
        for arguments, word in [(["--help"], "tail"), (["--version"], "topicscope"), (["tail", "--help"], "--count")]:
            with self.subTest(arguments=arguments):
                cli = self.run_cli(*arguments)
                self.assertEqual(cli.await_exit(), OK, cli.errors)
                self.assertIn(word, "\n".join(cli.lines))


class Peers(RainyTest):
    """Peers that are not there, or are something else."""

    def test_nobody_listens(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        for arguments in (["tail", "--topic", "a"], ["run", "--topic", "a", "--handler", "*=builtin:count"]):
            with self.subTest(arguments=arguments):
                self.assert_fails(UNREACHABLE, ["refused"], *arguments, "--url", url, "--json")
        with self.subTest("pub"):
            self.assert_fails(UNREACHABLE, ["refused"], "pub", "--topic", "a", "--message", "1", "--url", url)

    def test_unknown_host(self):
        self.assert_fails(
            UNREACHABLE, ["nowhere.invalid"], "tail", "--topic", "a", "--url", "http://nowhere.invalid", "--json"
        )

    def test_plain_web_server(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
        server.RequestHandlerClass.log_message = lambda *_: None
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        url = f"http://127.0.0.1:{server.server_address[1]}"
        self.assert_fails(UNREACHABLE, ["socket.io"], "tail", "--topic", "a", "--url", url, "--json")

    def test_no_tls(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
        server.RequestHandlerClass.log_message = lambda *_: None
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        url = f"https://127.0.0.1:{server.server_address[1]}"
        self.assert_fails(UNREACHABLE, ["secure connection"], "pub", "--topic", "a", "--message", "1", "--url", url)

    def test_server_that_publishes_nothing(self):
        """pub to a server that refuses the message says the server's reason."""
        server = flask_server()
        self.addCleanup(server.stop)
        cli = self.run_cli("pub", "--url", server.url, "--topic", "a", "--message", '""')
        self.assertEqual(cli.await_exit(), 1, cli.errors)
        self.assertIn("Missing fields: message", cli.errors)

    def test_port_in_use(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            self.assert_fails(1, [str(port)], "broker", "--port", str(port), "--json")


class Frames(RainyTest):
    """A peer that speaks WebSocket well and Socket.IO badly."""

    def serve(self, *frames, **options):
        server = RawServer(frames, **options)
        self.addCleanup(server.stop)
        return server

    def test_bad_greeting(self):
        for greeting in (b"hello", b"0{not json", b'0{"sid":1}', b"\xff\xfe"):
            with self.subTest(greeting=greeting):
                server = self.serve(greeting=greeting)
                self.assert_fails(UNREACHABLE, [], "tail", "--topic", "a", "--url", server.url, "--json")

    def test_refused_namespace(self):
        server = self.serve(b'44{"message":"come back later"}')
        self.assert_fails(UNREACHABLE, ["come back later"], "tail", "--topic", "a", "--url", server.url, "--json")

    def test_connection_lost(self):
        server = self.serve(CONNECTED, event(message(1)), hang_up=True)
        cli = self.run_cli(
            "tail", "--topic", "orders", "--url", server.url, "--json",
            environment={"PUBSUB_RECONNECTION_ENABLED": "false"},
        )  # fmt: skip
        self.assertEqual(cli.await_exit(), LOST, cli.errors)
        self.assertIn("id-1", [line.get("message_id") for line in cli.objects])

    def test_reconnects_and_subscribes_again(self):
        server = self.serve(CONNECTED, replies=[event(message(1))], hang_up=True)
        cli = self.run_cli(
            "tail", "--topic", "orders", "--count", "3", "--url", server.url, "--json",
            environment={"PUBSUB_RECONNECTION_DELAY_MS": "10", "PUBSUB_RECONNECTION_DELAY_MAX_MS": "10"},
        )  # fmt: skip
        self.assertEqual(cli.await_exit(), OK, cli.errors)
        self.assertEqual([line["sequence"] for line in cli.objects], [1, 2, 3])
        self.assertIn("next try in", cli.errors)

    def test_bad_frames_are_counted_and_the_connection_lives_on(self):
        deep = (
            b'42["message",{"topic":"orders","message_id":"deep","producer":"p","message":'
            + b"[" * 10_000
            + b"]" * 10_000
            + b"}]"
        )
        malformed = [
            b'42["message",{"topic":"orders","message_id":"cut"',
            b'42["message",{"topic":"orders","message_id":"a","producer":"p","message":nonsense}]',
            b'42["message"]',
            deep,
        ]
        unknown = [b"9what", b"4", b"4x", b"42", b"42{}"]
        server = self.serve(CONNECTED, *malformed, *unknown, event(message("good")))
        cli = self.run_cli(
            "run", "--topic", "orders", "--url", server.url, "--handler", "*=builtin:count", "--json"
        )
        eventually(lambda: any(b'"consumed"' in frame for frame in server.received), "the good message handled")
        cli.interrupt()
        self.assertEqual(cli.await_exit(), OK, cli.errors)
        ledger = cli.objects[-1]["ledger"]
        self.assertEqual((ledger["handled"], ledger["acked"]), (1, 1), ledger)
        self.assertEqual(ledger["received"], ledger["malformed"] + 1, ledger)
        self.assertGreaterEqual(ledger["malformed"] + ledger["protocolErrors"], len(malformed) + len(unknown), ledger)

    def test_control_characters_do_not_reach_the_terminal(self):
        sent = {"topic": "a\x1b[2J", "message_id": "i\nd", "producer": "p\x9b", "message": "\x7f\n"}
        server = self.serve(CONNECTED, event(sent), b'42["message","\x1b\r\n"', replies=[event(message("last"))])
        cli = self.run_cli("tail", "--topic", "*", "--url", server.url, "--count", "3")
        self.assertEqual(cli.await_exit(), OK, cli.errors)
        self.assertEqual(len(cli.lines), 3, cli.lines)
        self.assertTrue(all(line.isprintable() for line in cli.lines), cli.lines)
        self.assertIn(r'a\x1b[2J  p\x9b  i\x0ad  "\x7f\n"', cli.lines[0])
        self.assertIn(r"\x1b\x0d\x0a", cli.lines[1])

    def test_the_secrets_of_a_url_are_not_shown(self):
        server = self.serve(CONNECTED, event(message(1)))
        url = server.url.replace("http://", "http://secret:secret@") + "/?token=secret"
        cli = self.run_cli(
            "tail", "--topic", "orders", "--count", "1", "--json", environment={"PUBSUB_SERVER_URL": url}
        )
        self.assertEqual(cli.await_exit(), OK, cli.errors)
        self.assertIn("Connected to", cli.errors)
        self.assertNotIn("secret", cli.errors)

    def test_a_password_on_the_command_line_is_refused(self):
        for command in (
            ["tail"],
            ["run", "--handler", "*=builtin:count"],
            ["observe"],
            ["pub", "--topic", "t", "--message", "{}"],
        ):
            cli = self.run_cli(*command, "--url", "http://alice:secret@127.0.0.1:1")
            self.assertNotEqual(cli.await_exit(), OK)
            self.assertIn("PUBSUB_SERVER_URL", cli.errors, command)
            self.assertNotIn("secret", cli.errors)

    def test_frame_over_the_limit(self):
        """A frame over the size limit ends the connection with a word, or is counted; it is never taken for a
        message."""
        server = self.serve(CONNECTED, event(message("huge", payload="x" * 40_000_000)))
        cli = self.run_cli(
            "run", "--topic", "orders", "--url", server.url, "--handler", "*=builtin:count", "--duration", "3",
            "--json",
            environment={"PUBSUB_RECONNECTION_ENABLED": "false"},
        )  # fmt: skip
        self.assertIn(cli.await_exit(), (OK, LOST), cli.errors)
        self.assertRegex(cli.errors, r"(?i)large|limit|big")
        ledger = cli.objects[-1]["ledger"]
        self.assertEqual(ledger["handled"], 0)
        self.assertGreaterEqual(ledger["malformed"] + ledger["protocolErrors"], 1, ledger)

    def test_invalid_utf8(self):
        """RFC 6455 ends a connection on a text frame that is no UTF-8; the program says what happened."""
        server = self.serve(CONNECTED, b'42["message",{"topic":"\xff\xfe"}]')
        cli = self.run_cli(
            "run", "--topic", "orders", "--url", server.url, "--handler", "*=builtin:count", "--duration", "3",
            "--json",
            environment={"PUBSUB_RECONNECTION_ENABLED": "false"},
        )  # fmt: skip
        self.assertIn(cli.await_exit(), (OK, LOST), cli.errors)
        self.assertRegex(cli.errors, r"(?i)utf-8")


if __name__ == "__main__":
    unittest.main()
