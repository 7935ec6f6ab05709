#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""curl on every route of the contract, with good requests and bad ones."""

import time
import unittest

from brokerprocess import BrokerProcess, message


class Routes(unittest.TestCase):
    def setUp(self):
        self.broker = BrokerProcess()
        self.addCleanup(self.broker.stop)

    def test_publish_and_messages(self):
        before = time.time()
        answer = self.broker.curl("/publish", data=message(1))
        self.assertEqual((answer.status, answer.json), (200, {"status": "ok"}))
        self.broker.publish(message(2, payload=["any", 1, None]))
        messages = self.broker.curl("/messages").json
        self.assertEqual([each["message_id"] for each in messages], ["id-2", "id-1"], "the newest first")
        stamp = messages[1].pop("timestamp")
        self.assertTrue(before - 1 <= stamp <= time.time() + 1, stamp)
        self.assertEqual(messages[1], message(1))

    def test_publish_refuses_what_is_missing_or_empty(self):
        for field in ("topic", "message_id", "message", "producer"):
            broken = message(1)
            del broken[field]
            self.assert_refused(self.broker.curl("/publish", data=broken))
        for field in ("topic", "message_id", "producer"):
            self.assert_refused(self.broker.curl("/publish", data={**message(1), field: ""}))
        self.assert_refused(self.broker.curl("/publish", data=b"this is no JSON"))
        self.assert_refused(self.broker.curl("/publish", "-X", "POST"))
        self.assertEqual(self.broker.curl("/messages").json, [])

    def assert_refused(self, answer):
        self.assertEqual(answer.status, 400)
        self.assertEqual(answer.json["status"], "error")
        self.assertTrue(answer.json["message"])

    def test_lists_are_empty_at_first(self):
        for route in ("/clients", "/messages", "/consumptions"):
            answer = self.broker.curl(route)
            self.assertEqual((answer.status, answer.json), (200, []))
            self.assertEqual(answer.headers["content-type"], "application/json")
            self.assertNotIn("access-control-allow-origin", answer.headers)

    def test_graph_state(self):
        self.broker.publish(message(1))
        self.assertEqual(
            self.broker.curl("/graph/state").json,
            {
                "producers": ["shop"],
                "consumers": [],
                "topics": ["orders"],
                "links": [{"source": "shop", "target": "orders", "type": "publish"}],
            },
        )

    def test_health(self):
        health = self.broker.curl("/health").json
        self.assertEqual(health["status"], "healthy")
        self.assertAlmostEqual(health["timestamp"], time.time(), delta=60)

    def test_dashboard(self):
        self.assertEqual(self.broker.curl("/dashboard/status").json, {"dashboard_enabled": True})
        self.assertEqual(self.broker.curl("/dashboard/logout", "-X", "POST").status, 200)
        self.assertEqual(self.broker.curl("/dashboard/status").json, {"dashboard_enabled": False})
        self.assertEqual(self.broker.curl("/dashboard/login", "-X", "POST").status, 200)
        self.assertEqual(self.broker.curl("/dashboard/status").json, {"dashboard_enabled": True})

    def test_engine_io_handshake(self):
        answer = self.broker.curl("/socket.io/?EIO=4&transport=polling")
        self.assertEqual(answer.status, 200)
        self.assertRegex(answer.body, r'^0\{.*"sid":"[\w-]{20}"')
        refused = self.broker.curl("/socket.io/?EIO=3&transport=polling")
        self.assertEqual((refused.status, refused.json), (400, {"code": 5, "message": "Unsupported protocol version"}))

    def test_unknown_routes_and_methods(self):
        self.assertEqual(self.broker.curl("/nothing").status, 404)
        self.assertEqual(self.broker.curl("/clients", "-X", "DELETE").status, 405)
        self.assertEqual(self.broker.curl("/health", "-I").status, 200)

    def test_large_bodies(self):
        # Large enough for curl to ask with "Expect: 100-continue" first.
        self.broker.publish(message(1, payload="x" * 900_000))
        self.broker.curl("/publish", "-H", "Transfer-Encoding: chunked", data=message(2, payload="y" * 100_000))
        self.assertEqual([len(each["message"]) for each in self.broker.curl("/messages").json], [100_000, 900_000])
        self.assertEqual(self.broker.curl("/publish", data=message(3, payload="x" * 1_100_000)).status, 413)
        self.assertEqual(
            self.broker.curl("/publish", "-H", "Expect:", data=message(3, payload="x" * 1_100_000)).status, 413
        )

    def test_counts_what_it_did(self):
        broker = BrokerProcess()
        broker.publish(message(1))
        broker.curl("/nothing")
        counts = broker.stop()
        self.assertEqual((counts["published"], counts["delivered"], counts["refused"]), (1, 0, 1))

    def test_other_origins(self):
        answer = self.broker.curl("/publish", "-H", "Origin: http://evil.example", data=message(1))
        self.assertEqual(answer.status, 403)


if __name__ == "__main__":
    unittest.main(verbosity=2)
