#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The panels below the stream at 2,000 messages a second: plots, handlers, duplicates, publish, consumers, dead letters."""

import re
import unittest

from windowtest import WindowTest

ADD_DIALOG = ("dialog", "Add a handler")


class Panels(WindowTest):
    def add_handler(self, builtin, pattern="*", argument=None, name=None):
        window = self.window
        if not window.shows("panel", "Handlers"):
            window.press("ctrl+2")
        window.click("push button", "Add handler…", inside=("panel", "Handlers"))
        window.fill("Topic or pattern", pattern, inside=ADD_DIALOG)
        window.choose("What it does", builtin, inside=ADD_DIALOG)
        if argument:
            window.fill(re.compile("Field of the payload|Duration.*|File"), argument, inside=ADD_DIALOG)
        if name:
            window.fill("Name", name, inside=ADD_DIALOG)
        window.click("push button", "Add handler", inside=ADD_DIALOG)
        window.await_gone(*ADD_DIALOG)
        return window.find("row", re.compile(re.escape(name or builtin) + " on .*"), inside=("table", "Handlers"))

    def test_plots(self):
        window = self.start("--panel", "plots")
        for minutes in ("5 min", "10 min", "1 min"):
            window.click("push button", minutes)
            window.must_answer()
        x, y = window.place_of(window.find("chart", re.compile("Throughput.*")))
        self.desktop.wheel(x, y, -6)
        self.desktop.drag(x, y, x - 60, y)
        window.must_answer()
        self.desktop.click(x, y, times=2)
        window.press("+", "+", "Left", "-", "0")
        window.click("push button", "Pause", inside=("panel", "Plots"))
        window.must_answer()

    def test_handlers(self):
        window = self.start("--panel", "handlers")
        self.add_handler("count")
        window.await_count("acked", 2000)
        self.add_handler("sleep", "orders/eu/*", "5ms", name="slow")
        window.await_count("handled", 4000)
        row = ("row", re.compile("slow on .*"), ("table", "Handlers"))
        window.click(*row)
        window.press("Delete")
        window.await_gone(*row)
        window.click("push button", "Undo")
        window.find(*row)
        window.fill("Filter handlers", "slow")
        window.await_gone("row", re.compile("count on .*"), ("table", "Handlers"))

    def test_duplicates(self):
        window = self.start("--panel", "duplicates")
        window.click("push button", "Turn on")
        window.find("push button", "Turn off")
        window.await_count("duplicate", 20)
        window.click("row", re.compile("Id m-.*", re.DOTALL), inside=("panel", "Duplicates"))
        window.must_answer()

    def test_dead_letters(self):
        window = self.start("--panel", "deadletters")
        self.add_handler("require", argument="customer")
        window.await_count("failed", 10)
        window.click("page tab", "Dead letters")
        # The rows move on as more come: a click lands on the one that is there.
        window.find("row", re.compile(".*, handler require.*", re.DOTALL), inside=("panel", "Dead letters"))
        window.click("table", inside=("panel", "Dead letters"))
        window.find("heading", re.compile("Message [0-9,]+"))
        window.press("Down", "Down", "Delete")
        window.must_answer()
        window.click("push button", re.compile("Run all again.*"))
        window.must_answer()

    def test_publish(self):
        window = self.start("--panel", "publish")
        panel = ("panel", "Publish")
        window.fill("Topic", "by/hand", inside=panel)
        window.fill("Producer", "a person", inside=panel)
        window.fill(re.compile("Payload.*"), '{"answer": 42}', inside=panel)
        window.click("push button", "Send", inside=panel)
        window.find("list item", re.compile(".*by/hand.*"), inside=panel)
        window.find("tree item", "by/hand")
        window.fill(re.compile("Payload.*"), '{"answer": ', inside=panel)
        window.find("label", "Not JSON", inside=panel)

    def test_observe(self):
        window = self.start("--panel", "handlers")
        self.add_handler("count")
        window.await_count("acked", 500)
        self.server.post("/dashboard/login", {})
        window.click("page tab", "Consumers")
        window.click("push button", "Observe")
        window.find("row", re.compile("count on .*"), inside=("table", "Consumers by topic"))
        window.click("push button", re.compile("Reset.*"), inside=("panel", "Consumers"))
        window.find("row", re.compile("count on .*"), inside=("table", "Consumers by topic"))
        window.click("push button", "Stop observing")
        window.find("push button", "Observe")
        self.server.post("/dashboard/logout", {})

    def test_fold_and_tabs(self):
        window = self.start("--panel", "plots")
        for tab in ("Dead letters", "Consumers", "Publish", "Duplicates", "Handlers", "Plots"):
            window.click("page tab", tab)
            window.find("panel", tab)
        window.click("push button", "Fold the panel")
        window.await_gone("panel", "Plots")
        for key in "123456":
            window.press("ctrl+" + key)
            window.must_answer()


if __name__ == "__main__":
    unittest.main()
