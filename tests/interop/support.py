# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the interop tests share: the real servers, the program under test, and requests."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

SERVERS = Path(__file__).resolve().parent / "servers"
# ctest names the program of its own build; by hand it is that of the dev preset.
CLI = os.environ.get("TOPICSCOPE_CLI", SERVERS.parents[2] / "build" / "dev" / "cli" / "topicscope-cli")
DEADLINE = 60.0  # seconds that anything awaited may take


def eventually(condition, what):
    """Returns the first true value of condition(); asks again until the deadline."""
    end = time.monotonic() + DEADLINE
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"never happened: {what}")
        time.sleep(0.02)


def quiet_port():
    """A free port that the system gives to nobody who asks for any (Linux hands out 32768 and up): a server finds it
    free again."""
    while True:
        with socket.socket() as attempt:
            try:
                attempt.bind(("127.0.0.1", random.randrange(10_000, 30_000)))
            except OSError:
                continue
            return attempt.getsockname()[1]


class ServerProcess:
    """A server of servers/, which prints its URL and ends with its standard input."""

    def __init__(self, command, *arguments):
        self._process = subprocess.Popen(
            [*command, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        first = self._process.stdout.readline()
        if not first:
            raise AssertionError(f"the server did not start: {' '.join(command)}")
        self.url = json.loads(first)["url"]

    def stop(self):
        self._process.stdin.close()
        self._process.wait(DEADLINE)
        self._process.stdout.close()

    def kill(self):
        """As kill -9 does: it has no time for anything."""
        self._process.kill()
        self._process.wait(DEADLINE)
        self._process.stdin.close()
        self._process.stdout.close()

    def get(self, route):
        with urllib.request.urlopen(self.url + route, timeout=DEADLINE) as response:
            return json.load(response)

    def post(self, route, body):
        request = urllib.request.Request(
            self.url + route, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=DEADLINE) as response:
            return json.load(response)

    def publish_with_curl(self, message):
        command = ["curl", "-sS", "-f", "-X", "POST", self.url + "/publish"]
        command += ["-H", "Content-Type: application/json", "--data-binary", "@-"]
        subprocess.run(command, input=json.dumps(message), text=True, check=True, stdout=subprocess.DEVNULL)

    def await_subscriptions(self, count):
        eventually(lambda: self.get("/test/counts")["clients"] == count, f"{count} subscriptions")


def flask_server(*arguments):
    return ServerProcess(["/usr/bin/python3", str(SERVERS / "flask_server.py")], *arguments)


def node_server(*arguments):
    return ServerProcess(["node", str(SERVERS / "node_server.mjs")], *arguments)


class Cli:
    """topicscope-cli as a user runs it; standard output and errors are gathered as they come."""

    def __init__(self, *arguments, environment=None):
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("PUBSUB_", "TOPICSCOPE_"))}
        self._process = subprocess.Popen(
            [CLI, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**clean, **(environment or {})},
        )
        self.lines = []
        self._errors = []
        self._readers = [
            threading.Thread(target=self._gather, args=(self._process.stdout, self.lines)),
            threading.Thread(target=self._gather, args=(self._process.stderr, self._errors)),
        ]
        for reader in self._readers:
            reader.start()

    @staticmethod
    def _gather(stream, lines):
        for line in stream:
            lines.append(line.rstrip("\n"))
        stream.close()

    @property
    def errors(self):
        return "\n".join(self._errors)

    @property
    def objects(self):
        """Standard output as JSON, one object a line; anything else on it fails the test."""
        return [json.loads(line) for line in self.lines]

    def interrupt(self, number=signal.SIGINT):
        self._process.send_signal(number)

    def await_exit(self):
        """The exit code. A program that does not end is ended, and fails the test."""
        try:
            code = self._process.wait(DEADLINE + 10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise AssertionError(f"did not end; its errors: {self.errors}") from None
        finally:
            for reader in self._readers:
                reader.join(DEADLINE)
        return code

    def close(self):
        """Ends what a failed test left running."""
        if self._process.poll() is None:
            print(f"still running: {self._process.args}", file=sys.stderr)
            self._process.kill()
            self.await_exit()


def message(number, topic="orders", payload=None):
    return {
        "topic": topic,
        "message_id": f"id-{number}",
        "message": {"number": number, "price": 12.50, "who": "Zoë"} if payload is None else payload,
        "producer": "shop",
    }
