#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of messages at 2,000 a second: connect, filter, pause, scroll, select, inspect, clear, two servers."""

import re
import unittest

from windowtest import CHECKED, MANY, SELECTED, WindowTest, traffic_server

ROWS = ("table", "Messages")
SESSION = re.compile(r"Demo|New connection|127\.0\.0\.1:[0-9]+")
MESSAGE_ROW = re.compile(r".*, .*, .*, .*", re.DOTALL)


def name_of(server):
    """As the list of sessions has it."""
    return server.url.rpartition("/")[2]


class Stream(WindowTest):
    def rows(self):
        return [row.name for row in self.window.controls("row", MESSAGE_ROW, inside=ROWS)]

    def pause(self):
        """The rows that stand still then."""
        self.window.click("push button", "Pause", inside=("heading", "Stream"))
        self.window.find("push button", re.compile("Resume.*"))
        return self.rows()

    def message(self):
        """The number of the message that is inspected."""
        return self.window.find("heading", re.compile("Message [0-9,]+")).name

    def is_following(self):
        return self.window.find("check box", "Follow").has(CHECKED)

    def test_connect_by_hand(self):
        window = self.launch()
        window.press("ctrl+l")
        window.fill("Server URL", self.server.url)
        window.fill("Topics", "*")
        window.press("enter")
        window.find("label", "Connected")
        window.await_count("received", 2000)
        window.press("ctrl+enter")
        window.find("push button", "Connect")
        window.click("push button", "Connect")
        window.find("label", "Connected")
        before = window.count("received")
        window.await_count("received", before + 1000)

    def test_nobody_listens(self):
        window = self.launch("--url", "http://127.0.0.1:9", "--topic", "*")
        window.find("alert message", re.compile(".*127.0.0.1:9.*", re.DOTALL))
        window.click("push button", "Cancel")
        window.find("push button", "Connect")

    def test_filter_topics(self):
        window = self.start()
        window.find("tree item", "orders/eu/paid")
        window.press("ctrl+t")
        window.type("humid")
        window.click("tree item", "sensors.hall.humidity")
        only = lambda: self.rows() and all("sensors.hall.humidity" in row for row in self.rows())
        self.eventually(only, "rows of one topic only")

    def test_pause_scroll_and_follow(self):
        window = self.start()
        held = self.pause()
        window.await_count("received", window.count("received") + 2000)
        self.assertEqual(self.rows(), held)
        x, y = window.place_of(window.find(*ROWS))
        self.desktop.wheel(x, y, -5)
        self.eventually(lambda: self.rows() != held, "older rows")
        self.assertFalse(self.is_following())
        window.click("push button", re.compile("Resume.*"))
        window.press("f6", "End")
        self.eventually(self.is_following, "the stream to follow")
        self.eventually(lambda: not set(self.rows()) & set(held), "the newest rows again")

    def test_drag_the_scroll_bar(self):
        window = self.start()
        newest = self.pause()
        left, top, width, height = window.extents_of(window.find("scroll bar", inside=ROWS))
        x, foot, middle = left + width // 2, top + height - 10, top + height // 2
        self.desktop.drag(x, foot, x, middle)
        self.eventually(lambda: not set(self.rows()) & set(newest), "older rows")
        older = self.rows()
        self.desktop.drag(x, middle, x, top - 200)
        self.eventually(lambda: not set(self.rows()) & set(older), "the oldest rows")
        self.desktop.drag(x, top + 5, x, foot + 200)
        self.eventually(lambda: self.rows() == newest, "the newest rows again")

    def test_select_and_inspect(self):
        window = self.start()
        window.press("space")
        window.find("push button", re.compile("Resume.*"))
        window.click("row", re.compile(".*orders/us/created.*"), inside=ROWS)
        topic = window.find("text", "Topic")
        self.eventually(lambda: window.text_of(topic) == "orders/us/created", "the message selected")
        self.eventually(lambda: any(row.has(SELECTED) for row in window.controls("row", inside=ROWS)), "a row selected")
        window.find("tree item", re.compile("customer.*"), inside=("tree", "Payload"))
        window.press("ctrl+f")
        window.type("Zo")
        window.press("enter", "f3", "shift+f3")
        found = lambda: window.controls("tree item", re.compile("name.*Zo.*"), inside=("tree", "Payload"))
        self.eventually(lambda: any(item.has(SELECTED) for item in found()), "what was searched for selected")
        window.click("page tab", "Raw")
        window.must_answer()
        shown = self.message()
        window.press("f6", *["Up"] * 5, *["Down"] * 3)
        self.eventually(lambda: self.message() != shown, "another message")
        window.press("Down", "Down")
        self.eventually(lambda: self.message() == shown, "the message again")
        window.press("ctrl+c")
        window.must_answer()

    def test_every_kind_of_message(self):
        """Large, deep, odd and malformed ones one after the other, as tree and raw."""
        window = self.start()
        window.await_count("received", 6000)
        window.press("space", "f6")
        window.click("row", MESSAGE_ROW, inside=ROWS)
        for view in ("Tree", "Raw"):
            window.click("page tab", view)
            window.click("row", MESSAGE_ROW, inside=ROWS, which=3)
            for _ in range(15):
                shown = self.message()
                window.press(*["Up"] * 10)
                self.eventually(lambda: self.message() != shown, "another message")
                window.must_answer()

    def test_clear_and_undo(self):
        window = self.start()
        held = self.pause()
        window.click("push button", "Clear", inside=("heading", "Stream"))
        window.find("push button", "Undo clear")
        self.eventually(lambda: not set(self.rows()) & set(held), "a stream without these rows")
        window.click("push button", "Undo clear")
        window.await_gone("push button", "Undo clear")
        self.eventually(lambda: self.rows() == held, "the rows again")

    def test_two_servers(self):
        """Two sessions side by side: each with its own stream, handlers and counts; one is closed."""
        other = traffic_server()
        self.addCleanup(other.kill)
        window = self.start("--panel", "handlers")
        self.add_handler("count")
        window.await_count("acked", 500)
        window.await_count("received", MANY)
        self.go_to(other)
        self.check_shown(other)
        window.await_count("unrouted", 1000)
        self.assertEqual(window.count("acked"), 0)
        self.assertFalse(window.shows("row", re.compile("count on .*"), inside=("table", "Handlers")))
        tabs = [tab.name for tab in window.controls("page tab", SESSION)]
        self.assertEqual(tabs, [name_of(self.server), name_of(other)])

        window.press("ctrl+pgup")
        self.check_shown(self.server)
        window.await_count("acked", window.count("acked") + 1000)
        window.click("page tab", name_of(other))
        self.check_shown(other)
        self.go_to(self.server)  # typed where another one is shown
        self.check_shown(self.server)
        self.assertEqual(len(window.controls("page tab", SESSION)), 2)

        # It asks first. Cancelled, all goes on as before.
        dialog = ("dialog", f"Close the session with {name_of(self.server)}?")
        window.press("ctrl+w")
        window.find("label", re.compile(".*• [0-9,]+ messages of the stream.*", re.DOTALL), inside=dialog)
        self.cancel(dialog)
        window.await_count("acked", window.count("acked") + 1000)
        window.click("page tab", name_of(self.server), button=2)
        window.click("push button", "Discard and close", inside=dialog)
        window.await_gone("page tab", name_of(self.server))
        self.check_shown(other)
        before = window.count("received")
        window.await_count("received", before + 1000)

    def go_to(self, server):
        self.window.press("ctrl+l")
        self.window.fill("Server URL", server.url)
        self.window.press("enter")

    def check_shown(self, server):
        self.window.find("frame", re.compile(re.escape(server.url) + ".*"))
        self.window.find("label", "Connected")
        self.window.await_count("received", 1000)

    def test_begin(self):
        """Without a server: the demo, a server by hand, and that one again."""
        window = self.launch()
        window.find("push button", "Connect to a server")
        window.click("push button", "Open the demo")
        window.find("page tab", "Demo")
        window.await_count("handled", 20)
        window.press("ctrl+shift+n")
        window.click("push button", "Connect to a server")
        window.fill("Server URL", self.server.url)
        window.press("enter")
        self.check_shown(self.server)
        window.press("ctrl+shift+n")
        window.click("push button", re.compile(re.escape(self.server.url) + ", as .*"))
        self.check_shown(self.server)
        self.assertEqual(len(window.controls("page tab", SESSION)), 3)


if __name__ == "__main__":
    unittest.main()
