#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A monkey at the window: keys, clicks, drags, wheel and sizes by chance, between jobs that a person would do.

Its seed is printed, with which it rolls the same dice; what it clicks on depends on what shows by then, so it may do
something else all the same. Its latest actions are printed when the program dies, hangs or warns.
It does not leave the program by Ctrl+Q; one that it ends by the menu has to end well, and is started again.
"""

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections import deque
from pathlib import Path

import windowtest
from windowtest import Bus, Desktop, Died, Program, traffic_server

KEYS = [
    "Tab", "Tab", "Tab", "shift+Tab", "Up", "Down", "Left", "Right", "Home", "End", "pgup", "pgdown", "enter", "enter",
    "esc", "esc", "space", "Delete",
]  # fmt: skip
KEYS += [
    "backspace", "f1", "f3", "shift+f3", "f5", "f6", "f", "+", "-", "0", "shift+Down", "shift+End", "ctrl+Home",
    "ctrl+End", "alt+Down", "Menu"
]
SHORTCUTS = ["ctrl+" + key for key in "123456ekltfnoscazxv"]
SHORTCUTS += ["ctrl+enter", "ctrl+shift+z", "ctrl+d", "ctrl+g", "ctrl+Tab", "ctrl+pgup", "ctrl+pgdown", "ctrl+shift+n"]
TEXTS = [
    "*", "orders/**", "orders/eu/*", "sensors", "0", "1", "99999999", "-1", "25ms", "{}", '{"a": [1, 2, {"b": "c"}]}',
    '{"a": ', "\t", "x" * 200
]
TEXTS += ["name", "customer", "price", "http://127.0.0.1:1", "not an address", "(((", "%1 %2 %L1", "<b>bold</b>"]
SCRIPTS = [
    "function onMessage(msg, ctx) { throw new Error('no ' + msg.id); }",
    "function onMessage(msg, ctx) { ctx.log(msg.topic); ctx.metric('n', 1); }",
    "function onMessage(msg, ctx) { ctx.metric('m' + msg.id, 1); ctx.warn(msg.payload); return false; }",
    "const everyMs = 20; function onMessage(msg, ctx) { ctx.state = msg; } "
    "function onTimer(ctx) { ctx.alert('timer'); }",
    "function onMessage(msg, ctx) { for (;;); }",
    "function onMessage(",
]
CLOSE_DIALOG = ("dialog", re.compile("Close the session with .*[?]"))
# From "Cancel", which has the focus, to what goes on; or not.
CLOSE_ANSWERS = {"go on": ("Tab", "space"), "cancel": ("space",), "escape": ("esc",)}
MAIN_JOBS = 12  # of a hundred actions, so many are jobs of several steps
MOST_DIALOGS = 20  # that stand above each other at the end


class Monkey:
    def __init__(self, seed, accessible):
        self._random = random.Random(seed)
        self._accessible = accessible
        self._done = deque(maxlen=50)
        self.actions = self.starts = 0
        self.program = None
        self._desktop = Desktop()
        self._bus = Bus(self._desktop.bus_address)
        self._servers = [traffic_server(), traffic_server()]
        self._home = Path(tempfile.mkdtemp(prefix="topicscope-monkey-"))
        self._home.chmod(0o700)
        for number, text in enumerate(SCRIPTS):
            (self._home / f"monkey{number}.js").write_text(text + "\n")

    def close(self):
        for server in self._servers:
            server.kill()
        self._desktop.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def start(self):
        self.starts += 1
        url = self._servers[0].url
        self.program = Program(
            self._desktop, self._bus, self._home, ["--url", url, "--topic", "*", "--size", "1280x800"], self._accessible
        )
        self.program.await_start()

    # --- What it may do

    def _place(self):
        _, _, width, height = self._desktop.geometry()
        return self._random.randrange(width), self._random.randrange(height)

    def click(self):
        x, y = self._place()
        button = self._random.choices([1, 3, 2], [85, 10, 5])[0]
        times = self._random.choices([1, 2, 3], [80, 15, 5])[0]
        yield f"click {x},{y} button {button} times {times}"
        self._desktop.click(x, y, button, times)

    def drag(self):
        (x, y), (to_x, to_y) = self._place(), self._place()
        yield f"drag {x},{y} to {to_x},{to_y}"
        self._desktop.drag(x, y, to_x, to_y)

    def wheel(self):
        x, y = self._place()
        steps = self._random.randint(-30, 30)
        yield f"wheel {x},{y} steps {steps}"
        self._desktop.wheel(x, y, steps)

    def key(self):
        key = self._random.choice(KEYS)
        times = self._random.choice([1, 1, 1, 3, 20])
        yield f"key {key} times {times}"
        for _ in range(times):
            self._desktop.press(key)

    def shortcut(self):
        key = self._random.choice(SHORTCUTS)
        yield f"key {key}"
        self._desktop.press(key)

    def type(self):
        text = self._random.choice(TEXTS)
        yield f"type {text!r}"
        self._desktop.type(text)

    def resize(self):
        width, height = self._random.randint(960, 1900), self._random.randint(560, 1180)
        yield f"resize {width}x{height}"
        self._desktop.resize(width, height)

    def control(self):
        """A click on something that shows, whatever it is: this way dialogs are found and answered."""
        roles = (
            "push button", "check box", "page tab", "menu item", "combo box", "list item", "row", "tree item", "text",
            "column header",
        )  # fmt: skip
        shown = [control for control in self.program.controls() if control.role in roles]
        shown = [c for c in shown if c.role not in ("row", "tree item")] if self._random.random() < 0.7 else shown
        if not shown:
            return
        control = self._random.choice(shown)
        extents = self._bus.extents(control, windowtest.FREEZE)
        if extents and extents[2] > 0 and 0 <= extents[0] < 1900 and 0 <= extents[1] < 1180:
            yield f"click on {control}"
            self._desktop.click(extents[0] + extents[2] // 2, extents[1] + extents[3] // 2)

    # --- Jobs

    def switch_server(self):
        server = self._random.choice(self._servers)
        yield f"connect to server {self._servers.index(server)}"
        self._keys("esc", "esc", "ctrl+l", "ctrl+a")
        self._desktop.type(server.url)
        self._keys("Tab", "Tab", "ctrl+a")
        self._desktop.type("*")
        self._keys("enter")

    def close_session(self):
        yield "close the session"
        self._keys("esc", "esc", "ctrl+w")
        answer = self._random.choices(list(CLOSE_ANSWERS), [4, 1, 1])[0]
        self.program.must_answer()
        if not self._accessible or self.program.shows(*CLOSE_DIALOG):
            yield f"answer: {answer}"
            self._keys(*CLOSE_ANSWERS[answer])

    def new_script(self):
        text = self._random.choice(SCRIPTS)
        name = f"s{self._random.randrange(1000)}"
        yield f"new script {name}: {text!r}"
        self._keys("esc", "esc", "ctrl+l", "Tab", "ctrl+e", "ctrl+n", "Tab", "Tab")
        self._desktop.type(name)
        self._keys("enter", "ctrl+a")
        self._desktop.type(text)
        self._keys("ctrl+s", "f5")

    def add_handler(self):
        yield "add a handler"
        self._keys("esc", "esc", "ctrl+l", "ctrl+1", "ctrl+2")
        if not self._accessible:
            return
        for name in ("Add handler…", "Add handler"):
            buttons = self.program.controls("push button", name)
            extents = self._bus.extents(buttons[0], windowtest.FREEZE) if buttons else None
            if extents:
                self._desktop.click(extents[0] + extents[2] // 2, extents[1] + extents[3] // 2)
                self._keys("Tab", *["Down"] * self._random.randrange(8))

    def file_dialog(self):
        number = self._random.randrange(len(SCRIPTS))
        yield f"open monkey{number}.js"
        self._keys("esc", "esc", "ctrl+e", "ctrl+o")
        self._desktop.type(f"{self._home}/monkey{number}.js")
        self._keys("enter", "esc")

    def _keys(self, *keys):
        for key in keys:
            self._desktop.press(key)

    # --- How it goes on

    def act(self):
        """One action, told before it is done."""
        jobs = [self.switch_server, self.close_session, self.new_script, self.new_script]
        jobs += [self.add_handler, self.file_dialog]
        single = [self.click, self.drag, self.wheel, self.key, self.shortcut, self.type, self.resize]
        weights = [30, 8, 8, 14, 10, 6, 2]
        if self._accessible:
            single.append(self.control)
            weights.append(40)
        job = self._random.random() * 100 < MAIN_JOBS
        action = self._random.choice(jobs) if job else self._random.choices(single, weights)[0]
        self._desktop.focus()
        for told in action():
            self._done.append(told)
        self.actions += 1
        if self.program.alive:
            self.program.must_answer()
        elif self.program.process.returncode == 0:
            self.program.check_end()
            self._done.append("(the program was left by its menu; start again)")
            self.start()
        else:
            self.program.must_answer()

    def finish(self):
        """Closes the window; what is not saved is thrown away."""
        self._close_dialogs()
        self._keys("esc", "esc", "esc")
        if self._accessible:
            return self.program.close()
        self._desktop.close_window()
        # Without a view of the question: from its first button, which has the focus, back to its last, which is the one
        # that quits. There may be a button to save before them; where there is no question, nobody hears the keys.
        self._desktop.answers(windowtest.FREEZE, self.program.clock, lambda: self.program.alive)
        self._keys("shift+Tab", "space")
        return self.program.await_end()

    def _close_dialogs(self):
        for _ in range(MOST_DIALOGS):
            if not self.program.alive or len(self._desktop.windows()) <= 1:
                return
            self._desktop.focus()
            self._keys("esc")
            self.program.must_answer()
        raise Died(f"Escape does not close a dialog, {MOST_DIALOGS} times over")

    def tell(self, seed):
        """Of the exception that is being handled."""
        print(f"seed {seed}, after {self.actions} actions:\n{traceback.format_exc()}", file=sys.stderr)
        print("its latest actions:", *self._done, sep="\n  ", file=sys.stderr)
        if self.program:
            self.program.leave_findings(f"monkey-{seed}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--program", type=Path, default=windowtest.PROGRAM)
    parser.add_argument("--blind", action="store_true", help="without accessibility: only by places and keys")
    options = parser.parse_args()
    windowtest.use_program(options.program)
    print(f"seed {options.seed}, {options.seconds:.0f} s, {options.program}", flush=True)
    monkey = Monkey(options.seed, not options.blind)
    try:
        monkey.start()
        end = time.monotonic() + options.seconds
        while time.monotonic() < end:
            monkey.act()
        ledger = monkey.finish()
    except Exception:  # of the display or the bus as well: whatever it was, the actions and the log are not lost
        monkey.tell(options.seed)
        return 1
    finally:
        monkey.close()
    print(f"seed {options.seed}: {monkey.actions} actions, {monkey.starts} starts; ledger of the last: {ledger}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
