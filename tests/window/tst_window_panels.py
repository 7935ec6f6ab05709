#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The panels below the stream at 2,000 messages a second: plots, handlers, duplicates, publish, consumers, dead
letters."""

import re
import unittest

from windowtest import MANY, QUIT_DIALOG, WindowTest

ANEW_DIALOG = ("dialog", "Observe from zero?")


class Panels(WindowTest):
    def test_plots(self):
        window = self.start("--panel", "plots")
        for minutes in ("5 min", "10 min", "1 min"):
            window.click("push button", minutes)
            window.must_answer()
        x, y = window.place_of(window.find("chart", re.compile("Throughput.*")))
        self.check_view("Live")
        self.desktop.wheel(x, y, -6)
        self.check_view("Zoomed.*")
        self.desktop.click(x, y, times=2)
        self.check_view("Live")
        self.desktop.drag(x, y, x + 60, y)
        self.check_view("Zoomed.*")
        window.press("0")
        self.check_view("Live")
        for keys in (("+", "+", "-"), ("Left", "Left", "Right")):
            window.press(*keys)
            self.check_view("Zoomed.*")
            window.press("0")
            self.check_view("Live")
        window.click("push button", "Pause", inside=("panel", "Plots"))
        self.check_view("Paused.*")
        window.click("push button", "Resume", inside=("panel", "Plots"))
        self.check_view("Live")

    def check_view(self, title):
        self.window.find("heading", re.compile(title), inside=("panel", "Plots"))

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
        window.await_count("received", MANY)
        window.click("push button", "Turn filter on")
        window.find("push button", "Turn filter off")
        window.find("label", "Connected")
        self.assertGreaterEqual(window.count("received"), MANY)  # what came before stays
        window.await_count("duplicate", 20)
        # The rows move on as more come: a click lands on the one that is there.
        window.find("row", re.compile("Id m-.*", re.DOTALL), inside=("panel", "Duplicates"))
        window.click("table", inside=("panel", "Duplicates"))
        window.press("enter")
        window.find("heading", re.compile("Message [0-9,]+"))

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
        window.find("push button", "Undo", inside=("panel", "Dead letters"))
        window.click("push button", re.compile("Run all again.*"))
        window.click(
            "push button",
            re.compile("Run [0-9,]+ again"),
            inside=("dialog", re.compile("Run [0-9,]+ dead letters again[?]")),
        )
        window.must_answer()
        # They are in no file: the window asks before it closes on them.
        self.desktop.close_window()
        window.find("label", re.compile("• [0-9,]+ dead letters.*", re.DOTALL), inside=QUIT_DIALOG)
        window.click("push button", "Cancel", inside=QUIT_DIALOG)
        window.await_gone(*QUIT_DIALOG)
        window.await_count("failed", window.count("failed") + 10)
        window.close()

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
        self.answer_anew("Reset…", "Begin at zero")
        window.find("row", re.compile("count on .*"), inside=("table", "Consumers by topic"))
        window.click("push button", "Stop observing")
        self.answer_anew("Observe anew…", "Cancel")
        window.find("push button", "Observe anew…")
        window.find("row", re.compile("count on .*"), inside=("table", "Consumers by topic"))
        self.answer_anew("Observe anew…", "Begin at zero")
        window.find("push button", "Stop observing")
        window.find("row", re.compile("count on .*"), inside=("table", "Consumers by topic"))
        self.server.post("/dashboard/logout", {})

    def answer_anew(self, button, answer):
        """What sets the figures of the observation to zero asks first."""
        self.window.click("push button", button, inside=("panel", "Consumers"))
        self.window.click("push button", answer, inside=ANEW_DIALOG)
        self.window.await_gone(*ANEW_DIALOG)

    def test_fold_and_tabs(self):
        window = self.start("--panel", "plots")
        for tab in ("Dead letters", "Consumers", "Publish", "Duplicates", "Handlers", "Plots"):
            window.click("page tab", tab)
            window.find("panel", tab)
        window.click("push button", "Fold the panel")
        window.await_gone("panel", "Plots")
        for key, tab in enumerate(("Plots", "Handlers", "Duplicates", "Publish", "Consumers", "Dead letters"), 1):
            window.press(f"ctrl+{key}")
            window.find("panel", tab)


if __name__ == "__main__":
    unittest.main()
