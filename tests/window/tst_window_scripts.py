#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of scripts at 2,000 messages a second: new, start, throw, log, edit, save, stop, dry run, remove, and what
is not saved."""

import re
import unittest

from windowtest import QUIT_DIALOG, WindowTest

NEW_DIALOG = ("dialog", "New script")
SIDE = ("panel", "Console, figures and dry run")


class Scripts(WindowTest):
    def new_script(self, name, sample=None, pattern="*"):
        """On the page of scripts, with the script chosen; the path of its file."""
        window = self.window
        if not window.shows("panel", "Scripts"):
            window.press("ctrl+e")
            window.find("panel", "Scripts")
        window.press("ctrl+n")
        window.find(*NEW_DIALOG)
        if sample:
            window.choose("Begin with", sample, inside=NEW_DIALOG)
        window.fill("Topic or pattern", pattern, inside=NEW_DIALOG)
        window.fill("Name", name, inside=NEW_DIALOG)
        window.press("enter")
        window.await_gone(*NEW_DIALOG)
        window.find("list item", re.compile(name + " on .*"), inside=("list", "Scripts"))
        [path] = self.home.glob(f"**/{name}.js")
        return path

    def write(self, text):
        """Into the editor, in place of all there is."""
        window = self.window
        window.click("text", re.compile("Script .*"), inside=("panel", "Editor"))
        window.press("ctrl+a")
        window.press("Delete")
        window.type(text)

    def check_state(self, text):
        self.window.find("label", text, inside=("panel", "Editor"))

    def test_every_sample_runs(self):
        """Each starts, on messages that it does not expect too, and is looked at from all tabs."""
        window = self.start()
        window.press("ctrl+e", "ctrl+n")
        window.click("combo box", "Begin with", inside=NEW_DIALOG)
        samples = [entry.name for entry in self.eventually(lambda: window.controls("list item"), "samples")]
        window.press("esc")
        window.await_gone("list item", samples[0])
        window.press("esc")
        window.await_gone(*NEW_DIALOG)
        self.assertGreater(len(samples), 5)
        for number, sample in enumerate(samples):
            self.new_script(f"sample{number}", sample, pattern="*")
            window.press("f5")
            window.find("push button", "Stop", inside=("panel", "Editor"))
            for tab in ("Figures", "Console"):
                window.click("page tab", tab)
                window.await_count("received", window.count("received") + 1000)
            window.press("f5")
            window.find("push button", "Start", inside=("panel", "Editor"))

    def test_a_script_that_throws(self):
        """For seconds, with its figures hidden and shown: they are made anew four times a second."""
        window = self.start()
        self.new_script("throws", re.compile("Field latency.*"))
        window.press("f5")
        console = ("list", "Console")
        for _ in range(3):
            window.click("page tab", "Console")
            before = window.count("failed")
            window.await_count("failed", before + 2000)
            window.find("list item", inside=console)
            window.click("page tab", "Figures")
            window.await_count("failed", window.count("failed") + 1000)
            window.press("ctrl+e")
            window.await_count("failed", window.count("failed") + 1000)
            window.press("ctrl+e")
        window.press("f5")
        window.find("push button", "Start", inside=("panel", "Editor"))

    def test_log_edit_save_and_stop(self):
        window = self.start()
        path = self.new_script("mine", pattern="orders/**")
        self.write("function onMessage(msg, ctx) { ctx.log('first ' + msg.topic); }")
        window.press("ctrl+s")
        self.eventually(lambda: "first" in path.read_text(), "the text in its file")
        window.press("f5")
        self.check_state("Running")
        window.find("list item", re.compile(".*first orders/.*"), inside=("list", "Console"))
        self.write("function onMessage(msg, ctx) { ctx.log('second ' + msg.topic); }")
        window.press("ctrl+s")
        window.find("list item", re.compile(".*second orders.*"), inside=("list", "Console"))
        self.write("function onMessage( {")
        window.press("ctrl+s")
        self.check_state("Running, old version")
        window.click("push button", "Empty the console")
        window.await_count("handled", window.count("handled") + 1000)
        window.find("list item", re.compile(".*second orders.*"), inside=("list", "Console"))
        self.check_state("Running, old version")
        window.press("f5")
        window.find("push button", "Start", inside=("panel", "Editor"))
        self.check_state("Error")

    def test_dry_run_and_try(self):
        window = self.start()
        self.new_script("tried", re.compile("Filter.*"))
        window.click("push button", "Try")
        window.find("alert message", re.compile("Select a message in the stream first.*"), inside=SIDE)
        window.press("ctrl+e")
        window.click("push button", "Pause", inside=("heading", "Stream"))
        window.find("push button", re.compile("Resume.*"))
        window.click("row", re.compile(".*orders/us/created.*"), inside=("table", "Messages"))
        window.press("ctrl+e")
        window.click("push button", "Try")
        window.find("alert message", re.compile("(acknowledged|withheld), in .*", re.DOTALL), inside=SIDE)
        self.write("function onMessage(msg) { throw new Error('not ' + msg.topic); }")
        window.click("push button", "Try")
        window.find("alert message", re.compile("failed: .*not orders/us/created.*", re.DOTALL), inside=SIDE)
        self.assertEqual(window.count("handled"), 0)
        window.click("push button", "Revert to what is in the file")
        window.click("page tab", "Dry run")
        window.click("push button", "Run over memory")
        window.find("alert message", re.compile("[0-9,]+ messages.*"), inside=SIDE)

    def test_remove_and_undo(self):
        window = self.start()
        self.new_script("gone")
        entry = ("list item", re.compile("gone on .*"), ("list", "Scripts"))
        window.click(*entry)
        window.press("Delete")
        window.await_gone(*entry)
        window.click("push button", "Undo")
        window.find(*entry)

    def test_what_is_not_saved(self):
        window = self.start()
        path = self.new_script("draft")
        self.write("// not saved")
        self.desktop.close_window()
        window.find("label", re.compile("• changes of scripts: draft.*", re.DOTALL), inside=QUIT_DIALOG)
        window.click("push button", "Cancel", inside=QUIT_DIALOG)
        window.await_gone(*QUIT_DIALOG)
        window.must_answer()
        self.assertNotIn("not saved", path.read_text())
        window.close("Save and quit")
        self.assertIn("not saved", path.read_text())


if __name__ == "__main__":
    unittest.main()
