#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""python3-socketio doing the work of our client: filter duplicates, count by topic on a pool of 10 threads,
acknowledge.

Usage: socketio_client.py http://127.0.0.1:PORT
"""

import json
import sys
from collections import Counter, OrderedDict
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import socketio

WINDOW = 1000
WORKERS = 10

client = socketio.Client(reconnection=False)
pool = ThreadPoolExecutor(WORKERS)
lock = Lock()  # what follows; the library calls handlers on threads of its own
seen = OrderedDict()
counts = Counter()
duplicates = 0


def is_duplicate(message_id):
    global duplicates
    if message_id is None:
        return False
    with lock:
        if message_id in seen:
            duplicates += 1
            return True
        seen[message_id] = None
        if len(seen) > WINDOW:
            seen.popitem(last=False)
        return False


def handle(data):
    with lock:
        counts[data["topic"]] += 1
    client.emit("consumed", {"consumer": "python", **{key: data[key] for key in ("topic", "message_id", "message")}})


@client.on("connect")
def connected():
    client.emit("subscribe", {"consumer": "python", "topics": ["*"]})


@client.on("message")
def message(data):
    if not is_duplicate(data.get("message_id")):
        pool.submit(handle, data)


def main():
    client.connect(sys.argv[1], transports=["websocket"])
    client.wait()
    pool.shutdown(wait=False, cancel_futures=True)
    print(json.dumps({"handled": sum(counts.values()), "duplicates": duplicates, "topics": len(counts)}), flush=True)


if __name__ == "__main__":
    main()
