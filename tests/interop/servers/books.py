# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server has published and what its clients have consumed, by message id; and load to fill such books with."""

import json
import os
import time
from collections import Counter


class Books:
    """Each entry is written to the journal, where there is one, before anything else happens: it is still there after
    kill -9."""

    def __init__(self):
        self._journal = None
        self._outstanding = {}  # id -> message: published, not consumed
        self._consumed = Counter()  # id -> times
        self._published = 0

    def open(self, file):
        """Takes up what the journal holds, and goes on with it."""
        if os.path.exists(file):
            with open(file, "r+b") as journal:
                text = journal.read()
                # An entry that was being written at the kill is none: nothing came of it yet.
                whole = text[:text.rfind(b"\n") + 1]
                journal.truncate(len(whole))
            for line in whole.decode().split("\n")[:-1]:
                (self._enter_published if line[0] == "p" else self._enter_consumed)(json.loads(line[1:]))
        self._journal = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def published(self, message):
        self._write("p", message)
        self._enter_published(message)

    def consumed(self, message_id):
        self._write("c", message_id)
        self._enter_consumed(message_id)

    def outstanding(self, topics):
        """What a consumer of these topics gets once more when it subscribes."""
        return [message for message in self._outstanding.values() if "*" in topics or message["topic"] in topics]

    def counts(self):
        return {"published": self._published, "outstanding": len(self._outstanding), "consumed": len(self._consumed)}

    def ids(self):
        return {"outstanding": list(self._outstanding), "consumed": dict(self._consumed)}

    def _write(self, kind, entry):
        if self._journal is not None:
            os.write(self._journal, f"{kind}{json.dumps(entry)}\n".encode())

    def _enter_published(self, message):
        self._published += 1
        self._outstanding[message["message_id"]] = message

    def _enter_consumed(self, message_id):
        self._outstanding.pop(message_id, None)
        self._consumed[message_id] += 1


class Load:
    """Publishes `count` messages, `rate` a second, with the ids {prefix}-1, {prefix}-2...; another start() replaces
    what was going on."""

    def __init__(self, publish, spawn, sleep):
        self._publish = publish
        self._spawn = spawn
        self._sleep = sleep
        self._generation = 0

    def start(self, rate=0, count=0, prefix="load", topic="load"):
        self._generation += 1
        self._spawn(self._run, self._generation, rate, count, prefix, topic)

    def _run(self, generation, rate, count, prefix, topic):
        begin = time.monotonic()
        sent = 0
        while sent < count and generation == self._generation:
            due = min(count, int((time.monotonic() - begin) * rate))
            for sent in range(sent + 1, due + 1):
                payload = {"number": sent, "text": "x" * 150}
                self._publish(
                    {"topic": topic, "message_id": f"{prefix}-{sent}", "message": payload, "producer": "load"}
                )
            self._sleep(0.005)
