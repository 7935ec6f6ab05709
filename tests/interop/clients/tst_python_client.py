#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian's python3-socketio client against our broker: polling first, then the upgrade, and each transport alone."""

import sys
import threading
import time
import unittest

from brokerprocess import BrokerProcess, eventually, message

try:
    import socketio
    import websocket  # noqa: F401  without it the client would quietly stay with polling
except ImportError as error:
    sys.exit(f"{error}. This test needs Debian's python3-socketio and python3-websocket; ./dev test installs them.")

EVENTS = ("message", "subscribed", "new_message", "new_consumption", "new_client", "client_disconnected")


class Client:
    """A client that keeps all it receives, by event."""

    def __init__(self, url, transports=None):
        self.received = {name: [] for name in EVENTS}
        self._lock = threading.Lock()
        self.io = socketio.Client(reconnection=False)
        for name in EVENTS:
            self.io.on(name, self._keeper(name))
        self.io.connect(url, transports=transports, wait_timeout=10)

    def _keeper(self, name):
        def keep(data):
            with self._lock:
                self.received[name].append(data)

        return keep

    def await_events(self, name, count=1):
        eventually(lambda: len(self.received[name]) >= count, f"{count} of {name}")
        return self.received[name]

    def subscribe(self, consumer, *topics):
        self.io.emit("subscribe", {"consumer": consumer, "topics": list(topics)})
        return self.await_events("subscribed")

    def close(self):
        self.io.disconnect()


class PythonClient(unittest.TestCase):
    def setUp(self):
        self.broker = BrokerProcess()
        self.addCleanup(self.broker.stop)

    def connect(self, transports=None):
        client = Client(self.broker.url, transports)
        self.addCleanup(client.close)
        return client

    def main_job(self, client):
        self.assertEqual(client.subscribe("billing", "orders"), [{"status": "ok"}])
        clients = self.broker.curl("/clients").json
        self.assertEqual([(each["consumer"], each["topic"]) for each in clients], [("billing", "orders")])
        self.broker.publish(message(99, topic="other"))
        self.broker.publish(message(1))
        self.assertEqual(client.await_events("message"), [message(1)])

        done = {"consumer": "handler", "topic": "orders", "message_id": "id-1", "message": message(1)["message"]}
        client.io.emit("consumed", done)
        broadcast = client.await_events("new_consumption")[0]
        self.assertEqual({key: broadcast[key] for key in done}, done)
        self.assertEqual(self.broker.curl("/consumptions").json, [broadcast])
        self.assertEqual(self.broker.curl("/graph/state").json["consumers"], ["billing", "handler"])

        seen = client.await_events("new_message", 2)
        self.assertEqual([each["message_id"] for each in seen], ["id-99", "id-1"])
        self.assertLessEqual(seen[1]["timestamp"], broadcast["timestamp"])
        self.assertAlmostEqual(seen[1]["timestamp"], time.time(), delta=60)

    def test_polling_then_upgrade(self):
        client = self.connect()
        self.assertEqual(client.io.transport(), "websocket")
        self.main_job(client)

    def test_polling_only(self):
        client = self.connect(["polling"])
        self.assertEqual(client.io.transport(), "polling")
        self.main_job(client)

    def test_websocket_only(self):
        client = self.connect(["websocket"])
        self.assertEqual(client.io.transport(), "websocket")
        self.main_job(client)

    def test_wildcard_delivers_twice_with_one_id(self):
        client = self.connect()
        client.subscribe("both", "orders", "*")
        self.broker.publish(message(1))
        self.broker.publish(message(2, topic="other"))
        ids = [each["message_id"] for each in client.await_events("message", 3)]
        self.assertEqual(ids, ["id-1", "id-1", "id-2"])

    def test_monitors_see_everything(self):
        monitor = self.connect()
        client = self.connect(["polling"])
        client.subscribe("billing", "orders")
        self.broker.publish(message(1))
        client.close()
        self.assertEqual(monitor.await_events("new_client")[0]["consumer"], "billing")
        self.assertEqual(monitor.await_events("new_message")[0]["message_id"], "id-1")
        self.assertEqual(monitor.await_events("client_disconnected"), [{"consumer": "billing", "topic": "orders"}])
        self.assertEqual(monitor.received["message"], [])

    def test_order_is_kept_and_nothing_is_lost(self):
        for transports in (None, ["polling"]):
            client = self.connect(transports)
            client.subscribe("c", "flood")
            for number in range(200):
                self.broker.publish(message(number, topic="flood"))
            ids = [each["message"]["number"] for each in client.await_events("message", 200)]
            self.assertEqual(ids, list(range(200)))

    def test_acknowledgement(self):
        client = self.connect()
        self.assertEqual(client.io.call("subscribe", {"consumer": "c", "topics": ["t"]}, timeout=10), {"status": "ok"})
        refused = client.io.call("subscribe", {"consumer": "c", "topics": [1]}, timeout=10)
        self.assertEqual(refused["status"], "error")

    def test_binary_is_tolerated(self):
        client = self.connect()
        done = {"consumer": "h", "topic": "t", "message_id": "1", "message": b"\x00\xff"}
        self.assertEqual(client.io.call("consumed", done, timeout=10), {"status": "ok"})
        self.assertTrue(client.io.connected)

    def test_unknown_namespace(self):
        client = socketio.Client(reconnection=False)
        with self.assertRaises(socketio.exceptions.ConnectionError):
            client.connect(self.broker.url, namespaces=["/nothing"], wait_timeout=10)


if __name__ == "__main__":
    unittest.main(verbosity=2)
