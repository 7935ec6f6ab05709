# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of real clients share: our broker as a process, and requests to it made with curl."""

import json
import os
import shlex
import signal
import subprocess
import time

DEADLINE = 20.0  # seconds that anything awaited may take


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


class Answer:
    """What curl got: status, headers (names in lower case) and body."""

    def __init__(self, raw):
        head, _, self.body = raw.rpartition("\r\n\r\n")
        lines = head.split("\r\n\r\n")[-1].split("\r\n")  # what precedes it is "100 Continue"
        self.status = int(lines[0].split()[1])
        self.headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}

    @property
    def json(self):
        return json.loads(self.body)


class BrokerProcess:
    """Runs the command in TOPICSCOPE_BROKER: its first line of output is {"url": ...}, its last {"counts": ...}."""

    def __init__(self):
        command = shlex.split(os.environ["TOPICSCOPE_BROKER"])
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        first = self._process.stdout.readline()
        if not first:
            raise AssertionError(f"the broker did not start: {command}")
        self.url = json.loads(first)["url"]

    def stop(self):
        """Ends it as Ctrl-C does, which is a clean end."""
        self._process.send_signal(signal.SIGINT)
        try:
            output, _ = self._process.communicate(timeout=DEADLINE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
            raise AssertionError("the broker did not end") from None
        if self._process.returncode != 0:
            raise AssertionError(f"the broker ended with {self._process.returncode}")
        return json.loads(output)["counts"]

    def curl(self, route, *options, data=None):
        command = ["curl", "-sS", "-i", "--max-time", str(DEADLINE), *options]
        if data is not None:
            command += ["--data-binary", "@-", "-H", "Content-Type: application/json"]
        command.append(self.url + route)
        sent = data if data is None or isinstance(data, bytes) else json.dumps(data).encode()
        done = subprocess.run(command, input=sent, stdout=subprocess.PIPE, check=True)
        return Answer(done.stdout.decode())

    def publish(self, message):
        answer = self.curl("/publish", data=message)
        if answer.status != 200:
            raise AssertionError(answer.body)


def message(number, topic="orders", payload=None):
    return {
        "topic": topic,
        "message_id": f"id-{number}",
        "message": {"number": number, "who": "Zoë \U0001f600"} if payload is None else payload,
        "producer": "shop",
    }
