#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of messages at 2,000 a second: connect, filter, pause, scroll, select, inspect, clear, switch servers."""

import re
import unittest

from windowtest import CHECKED, MANY, SELECTED, WindowTest, traffic_server

ROWS = ("table", "Messages")
SWITCH_DIALOG = ("dialog", "Connect to another server?")
KEEP = "Keep 1 handler running: it acknowledges there at once"
MESSAGE_ROW = re.compile(r".*, .*, .*, .*", re.DOTALL)


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

    def test_switch_servers(self):
        """It asks first. Cancelled, all goes on as before; else handlers stay behind, stopped, unless they are taken
        along."""
        other = traffic_server()
        self.addCleanup(other.kill)
        window = self.start("--panel", "handlers")
        self.add_handler("count")
        window.await_count("acked", 500)
        window.await_count("received", MANY)
        self.ask_for(other)
        self.cancel(SWITCH_DIALOG)
        self.check_connected(self.server)
        window.await_count("acked", window.count("acked") + 1000)

        keep = self.ask_for(other)
        self.assertFalse(keep.has(CHECKED))
        window.click("push button", "Discard and connect", inside=SWITCH_DIALOG)
        self.check_connected(other)
        stopped = ("list item", re.compile("count on .*: stopped"), ("list", "Stopped handlers"))
        window.find(*stopped)
        window.await_count("unrouted", 1000)
        self.assertEqual(window.count("acked"), 0)
        window.click("push button", "Start it")
        window.await_gone(*stopped)
        window.await_count("acked", 500)

        self.ask_for(self.server)
        window.click("check box", KEEP, inside=SWITCH_DIALOG)
        window.click("push button", "Discard and connect", inside=SWITCH_DIALOG)
        self.check_connected(self.server)
        self.assertFalse(window.shows(*stopped))
        window.find("row", re.compile("count on .*"), inside=("table", "Handlers"))
        window.await_count("acked", 500)

    def ask_for(self, server):
        """Up to the question before another server; the offer that is in it."""
        window = self.window
        window.press("ctrl+l")
        window.fill("Server URL", server.url)
        window.press("enter")
        window.find("label", re.compile(".*• [0-9,]+ messages of the stream.*", re.DOTALL), inside=SWITCH_DIALOG)
        return window.find("check box", KEEP, inside=SWITCH_DIALOG)

    def check_connected(self, server):
        self.window.await_gone(*SWITCH_DIALOG)
        self.window.find("frame", re.compile(re.escape(server.url) + ".*"))
        self.window.find("label", "Connected")


if __name__ == "__main__":
    unittest.main()
