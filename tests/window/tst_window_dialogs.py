#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every dialog, menu and size of the window at 2,000 messages a second: each opens, does what it is for, and closes."""

import re
import signal
import unittest

from windowtest import CHECKED, WindowTest


class Dialogs(WindowTest):
    def test_menu_and_themes(self):
        window = self.start()
        for theme in ("Theme: dark", "Theme: light", "Theme: as the system", "Theme: dark"):
            window.click("push button", "Menu")
            window.click("menu item", theme)
            window.await_gone("menu item", theme)
            self.check_theme(theme)
        for panel in ("Publish", "Dead letters", "Plots"):
            window.click("push button", "Menu")
            window.click("menu item", panel)
            window.find("panel", panel)

    def check_theme(self, theme):
        window = self.window
        window.click("push button", "Menu")
        self.assertTrue(window.find("menu item", theme).has(CHECKED))
        window.press("esc")
        window.await_gone("menu item", theme)

    def test_keyboard_shortcuts(self):
        window = self.start()
        window.press("f1")
        window.find("list item", re.compile(".*Ctrl.*"))
        window.press("esc")
        window.await_gone("list item", re.compile(".*Ctrl.*"))

    def test_ledger(self):
        window = self.start()
        window.click("push button", "All counts of the ledger")
        window.find("label", re.compile("evicted: .*"))
        window.press("esc")
        window.await_gone("label", re.compile("evicted: .*"))

    def test_signals_end_it_in_order_and_ask_nothing(self):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            window = self.start("--panel", "deadletters")
            window.process.send_signal(number)
            window.await_end()

    def test_advanced(self):
        window = self.start()
        dialog = ("dialog", "Advanced connection settings")
        window.click("push button", "Advanced")
        path = window.find("text", "Path", inside=dialog)
        usual = window.text_of(path)
        window.fill("Path", "/elsewhere/", inside=dialog)
        window.click("push button", "Defaults", inside=dialog)
        self.eventually(lambda: window.text_of(path) == usual, "the usual path")
        window.click("push button", "Close", inside=dialog)
        window.await_gone(*dialog)

    def test_choose_a_file_of_advanced(self):
        window = self.start()
        window.click("push button", "Advanced")
        window.click("push button", "Choose file: CA file")
        self.cancel_file_dialog()

    def test_open_a_script(self):
        (self.home / "found.js").write_text("function onMessage(msg, ctx) { }\n")
        window = self.start("--panel", "scripts")
        window.press("ctrl+o")
        self.eventually(self.file_dialog, "the file dialog")
        self.choose_file(self.home / "found.js")
        window.find("list item", re.compile("found on .*"), inside=("list", "Scripts"))

    def test_export_dead_letters(self):
        window = self.start("--panel", "handlers")
        self.add_handler("require", argument="customer")
        window.await_count("failed", 5)
        window.click("page tab", "Dead letters")
        window.click("push button", "Export…")
        self.eventually(self.file_dialog, "the file dialog")
        target = self.home / "letters.jsonl"
        self.choose_file(target)
        self.eventually(lambda: target.exists() and target.stat().st_size > 0, "the letters in their file")

    def file_dialog(self):
        accept, cancel = re.compile("&?(Open|Save|Choose)"), re.compile("&?Cancel")
        return self.window.shows("push button", accept) and self.window.shows("push button", cancel)

    def cancel_file_dialog(self):
        self.eventually(self.file_dialog, "the file dialog")
        self.window.press("esc")
        self.eventually(lambda: not self.file_dialog(), "the file dialog to close")
        self.window.must_answer()

    def choose_file(self, path):
        window = self.window
        window.fill(re.compile("File &?[nN]ame:?"), str(path))
        window.press("enter")

    def test_sizes(self):
        """From the smallest to a large one, on each page, while traffic goes on."""
        window = self.start("--panel", "plots")
        for page in ("stream", "scripts"):
            for width, height in ((960, 600), (1280, 800), (1900, 1180), (960, 1180), (1900, 600), (1280, 800)):
                self.desktop.resize(width, height)
                self.eventually(lambda: self.desktop.geometry()[2:] == (width, height), "the new size")
                window.must_answer()
            if page == "stream":
                window.press("ctrl+e")
                window.find("panel", "Scripts")

    def test_drag_the_borders(self):
        self.start("--panel", "plots")
        size = self.desktop.geometry()[2:]
        self.drag_border(lambda: self.right_of("Topics"), across=True, by=150)
        self.drag_border(lambda: self.left_of("Message"), across=True, by=-150)
        self.drag_border(self.above_panels, across=False, by=-150)
        # As far as they go: nothing is pushed out of the window, or made too narrow for what is in it.
        topics, message = lambda: self.right_of("Topics"), lambda: self.left_of("Message")
        for border, across, far in (
            (topics, True, 1500),
            (topics, True, -1500),
            (message, True, -1500),
            (message, True, 1500),
            (self.above_panels, False, -900),
        ):
            self.drag_border(border, across, far)
            self.assertGreaterEqual(self.left_of("Message") - self.right_of("Topics"), 360)
            self.assertLess(self.left_of("Message"), size[0] - 200)
            self.assertGreater(self.above_panels(), 200)
        self.assertEqual(self.desktop.geometry()[2:], size)

    def drag_border(self, border, across, by):
        """Sideways where it is across; as far as it goes, where that is far."""
        before = border()
        start, end = ((before, 300), (before + by, 300)) if across else ((700, before), (700, before + by))
        self.desktop.drag(*start, *end, steps=20)
        wanted = (lambda: border() != before) if abs(by) > 500 else (lambda: abs(border() - before - by) < 10)
        self.eventually(wanted, f"the border at {before} to move by {by}")
        self.window.must_answer()

    def right_of(self, heading):
        x, _, width, _ = self.window.extents_of(self.window.find("heading", heading))
        return x + width

    def left_of(self, heading):
        return self.window.extents_of(self.window.find("heading", heading))[0] - 1

    def above_panels(self):
        return self.window.extents_of(self.window.find("page tab", "Plots"))[1] - 1

    def test_state_is_remembered(self):
        window = self.start("--panel", "publish")
        window.click("push button", "Menu")
        window.click("menu item", "Theme: dark")
        window.close()
        again = self.start()
        again.find("panel", "Publish")
        self.check_theme("Theme: dark")

    def test_quit_without_a_look(self):
        """The last button quits, whichever come before it: one step back from the first, which has the keys."""
        window = self.start("--panel", "handlers")
        self.add_handler("sleep", "orders/eu/*", "500ms", name="slow")
        window.await_count("queued", 100)
        self.quit_by_the_last_button("Quit now?")
        window = self.start("--panel", "handlers")
        self.add_handler("require", argument="customer")
        window.await_count("failed", 5)
        self.quit_by_the_last_button("Save before you quit?")

    def quit_by_the_last_button(self, question):
        self.desktop.close_window()
        self.window.find("dialog", question)
        self.window.press("shift+Tab", "space")
        self.window.await_end()

    def test_quit_by_key(self):
        window = self.start()
        window.press("ctrl+q")
        window.await_end()


if __name__ == "__main__":
    unittest.main()
