# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program on a display of its own, used as a person does, and looked after.

Whatever a test asserts besides, the program has to live, to answer, to print nothing that Qt or a sanitizer warns of,
to end with code 0 when its window is closed, and to leave a ledger that adds up. Anything awaited is a state that
lasts.
"""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "interop"))

from accessible import CHECKED, ENABLED, FOCUSED, SELECTED, Bus  # noqa: E402, F401
from confine import confine  # noqa: E402
from desktop import Desktop, die_with_parent  # noqa: E402
from support import node_server  # noqa: E402

# ctest names the program of its own build; by hand it is that of the dev preset.
PROGRAM = Path(os.environ.get("TOPICSCOPE_WINDOW", TESTS.parent / "build" / "dev" / "app" / "topicscope"))
FINDINGS = Path(os.environ.get("TOPICSCOPE_FINDINGS", TESTS.parent / "build" / "findings"))
SAMPLES = TESTS.parent / "resources" / "handlers"
RATE = 2000  # messages a second
MANY = 10 * RATE  # so many have come that a client made anew does not have them at the next look
QUIT_DIALOG = ("dialog", re.compile("Save before you quit[?]|Quit now[?]"))
DISCARD = re.compile("Discard and quit|Quit")
ADD_DIALOG = ("dialog", "Add a handler")
STATES = ["malformed", "duplicate", "unrouted", "dropped", "queued", "running", "handled", "failed", "timedOut"]
# Lines of standard error that are not ours to mend, or say what a test did on purpose.
HARMLESS = re.compile(
    r"^topicscope\.\w+: |"  # our own log: a connection that a test cut, say
    r"^DelegateModel::cancel: index out range \d+ \d+$|"  # Qt's, when a list loses rows that it was about to make
    # Qt's, when its file dialog renames
    r"^QAbstractItemView::(commitData|closeEditor) called with an editor that does not belong to this view$|"
    # Qt's, when an empty table of its file dialog is looked at
    r"^QAccessibleTable::child: Invalid index at: \s*\d+ \d+$|"
    # Qt's, when a test asks for what has gone meanwhile
    r"^qt\.accessibility\.atspi: WARNING Qt AtSpiAdaptor: Accessible invalid: |"
    # Qt's, when its file dialog and the window take turns at drawing
    r"^QUnifiedTimer::stopAnimationDriver: driver is not running$|"
    r"^$"
)


def is_sanitized(program):
    # The default may not be built, where another one is named.
    return b"libasan" in subprocess.run(["ldd", program], capture_output=True, check=False).stdout


def use_program(program):
    global PROGRAM, FREEZE, PATIENCE
    PROGRAM = program.resolve()
    # A freeze is a state that lasts: this many seconds without an answer. Sanitizers make everything several times
    # slower.
    FREEZE = 40.0 if is_sanitized(PROGRAM) else 10.0
    PATIENCE = 4 * FREEZE


use_program(PROGRAM)


class Died(AssertionError):
    """The program is gone, or does not answer any more."""


class Program:
    """One run of the program, in a home of its own."""

    def __init__(self, desktop, bus, home, arguments, accessible=True):
        self.desktop, self._bus, self.home, self._accessible = desktop, bus, Path(home), accessible
        self._out = self.home / "stdout.txt"
        self._err = self.home / "stderr.txt"
        bus.forget()
        with self._out.open("w") as out, self._err.open("w") as err:
            self.process = subprocess.Popen(
                [PROGRAM, "--print-ledger", *arguments],
                cwd=home, env=self._environment(), stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                preexec_fn=self._prepare,
            )

    def await_start(self):
        self.eventually(lambda: self.desktop.find_window() is not None, "its window")
        if self._accessible:
            self.eventually(lambda: self._bus.reported, "its accessible tree")

    def _prepare(self):
        die_with_parent()
        confine(self.home, "/dev")
        resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)

    def _environment(self):
        kept = ("PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS")
        environment = {"LSAN_OPTIONS": f"suppressions={TESTS / 'leaks.supp'}:print_suppressions=0"}
        environment |= {name: os.environ[name] for name in kept if name in os.environ}
        environment |= {
            "DISPLAY": self.desktop.name,
            "DBUS_SESSION_BUS_ADDRESS": self.desktop.bus_address if self._accessible else "disabled:",
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "MALLOC_PERTURB_": "165",  # freed memory is poisoned
            "QT_QUICK_BACKEND": "software",
            "TMPDIR": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home),
        }
        if self._accessible:
            environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        return environment

    # --- How it is

    @property
    def alive(self):
        """A program that crashed and is writing its core, which takes seconds, is none."""
        if self.process.poll() is None and self._is_dumping():
            self.process.wait(300)
        return self.process.poll() is None

    def _is_dumping(self):
        try:
            return "CoreDumping:\t1" in Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return False

    @property
    def errors(self):
        return self._err.read_text(errors="replace")

    def warnings(self):
        return [line for line in self.errors.splitlines() if not HARMLESS.match(line)]

    def backtrace(self):
        """Of the core it left or, as long as it lives, of all its threads; where gdb is installed."""
        if not shutil.which("gdb"):
            return "no backtrace: gdb is not installed"
        cores = sorted(self.home.glob("core*"))
        if not self.alive and not cores:
            return "no backtrace: it left no core"
        target = ["-p", str(self.process.pid)] if self.alive else [str(PROGRAM), str(cores[-1])]
        command = ["gdb", "-batch", "-ex", "bt 40", "-ex", "thread apply all bt 12", *target]
        return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False).stdout[-60_000:]

    def clock(self):
        """Seconds, without those in which its GUI thread wanted to run and the machine was busy with others."""
        try:
            waited = int(Path(f"/proc/{self.process.pid}/schedstat").read_text().split()[1]) / 1e9
        except (OSError, IndexError):
            waited = 0.0
        return time.monotonic() - waited

    def must_live(self):
        if not self.alive:
            raise Died(f"the program ended with code {self.process.returncode}")

    def must_answer(self):
        """Fails when the program is gone, does not answer, or has printed a warning."""
        answered = self.desktop.answers(FREEZE, self.clock, lambda: self.alive)
        self.must_live()
        if not answered:
            raise Died(f"the program did not answer for {FREEZE:.0f} s")
        if self.warnings():
            raise AssertionError("it printed:\n" + "\n".join(self.warnings()[:20]))

    def eventually(self, condition, what):
        """The first true value of condition(), which is asked again and again; the program has to live meanwhile."""
        end = time.monotonic() + PATIENCE
        while True:
            self._bus.serve()
            if not self.alive:
                raise Died(f"the program ended with code {self.process.returncode} before: {what}")
            value = condition()
            if value:
                return value
            if time.monotonic() > end:
                raise AssertionError(f"never happened: {what}")
            time.sleep(0.03)

    # --- Its controls

    def controls(self, role=None, name=None, inside=None):
        """Those that show now; a name is a text or a pattern for all of it."""
        tree = self._bus.tree(FREEZE)
        while tree is None:
            self.must_answer()
            tree = self._bus.tree(FREEZE)
        if inside is not None:
            places = [control for control in tree if matches(control, *inside)]
            tree = [control for control in tree if any(control.inside(place) for place in places)]
        return [control for control in tree if matches(control, role, name)]

    def shows(self, role, name=None, inside=None):
        return bool(self.controls(role, name, inside))

    def find(self, role, name=None, inside=None, which=0):
        what = f'a {role} "{getattr(name, "pattern", name)}"' + (f" in {inside}" if inside else "")
        return self.eventually(lambda: self.controls(role, name, inside)[which:], what)[0]

    def await_gone(self, role, name=None, inside=None):
        self.eventually(lambda: not self.shows(role, name, inside), f"the end of {role} {name}")

    def text_of(self, control):
        return self._bus.text(control, FREEZE)

    def extents_of(self, control):
        """x, y, width and height on the screen, once it rests: what just appeared may still be on its way."""
        last = [None]

        def rests():
            extents = self._bus.extents(control, FREEZE)
            before, last[0] = last[0], extents
            return extents and extents == before and extents[2] > 0 and extents[3] > 0

        self.eventually(rests, f"{control} to lie still")
        return last[0]

    def place_of(self, control):
        """Its middle."""
        x, y, width, height = self.extents_of(control)
        return x + width // 2, y + height // 2

    # --- What a person does

    def click(self, role, name=None, inside=None, which=0, button=1, times=1):
        control = self.find(role, name, inside, which)
        self.desktop.click(*self.place_of(control), button=button, times=times)
        return control

    def fill(self, name, text, inside=None, role="text"):
        """Replaces what is in a field."""
        self.click(role, name, inside)
        self.desktop.press("ctrl+a")
        self.desktop.press("Delete")
        self.desktop.type(text)
        field = self.find(role, name, inside)
        self.eventually(lambda: self.text_of(field) == text, f'the field "{name}" to hold "{text}"')

    def press(self, *combinations):
        for combination in combinations:
            self.desktop.press(combination)

    def type(self, text):
        self.desktop.type(text)

    def choose(self, box, entry, inside=None):
        """An entry of a list that drops down."""
        self.click("combo box", box, inside)
        self.click("list item", entry)

    # --- Its ledger, as it shows it

    def count(self, figure):
        """A count of the ledger at the foot; those that are zero may not be shown, and some lead to their messages."""
        pattern = re.compile(re.escape(figure) + ": ([0-9,]+)")
        shown = [
            pattern.fullmatch(control.name)
            for role in ("label", "push button")
            for control in self.controls(role, pattern)
        ]
        return int(shown[0][1].replace(",", "")) if shown else 0

    def await_count(self, figure, least):
        self.eventually(lambda: self.count(figure) >= least, f"{figure} to reach {least}")

    # --- The end

    def await_end(self):
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Died("the program did not end when its window was closed") from None
        return self.check_end()

    def close(self, answer=DISCARD):
        """By the window's cross; a question for what is in no file is answered where it comes."""
        self.desktop.close_window()
        if self._asks_or_ends():
            self.click("push button", answer, inside=QUIT_DIALOG)
        return self.await_end()

    def _asks_or_ends(self):
        """True when it asks."""
        end = time.monotonic() + PATIENCE
        while self.alive and time.monotonic() < end:
            if self.shows(*QUIT_DIALOG):
                return True
            time.sleep(0.03)
        return False

    def check_end(self):
        """The ledger of a run that ended as it should; fails for one that did not."""
        if self.process.returncode != 0:
            raise Died(f"the program ended with code {self.process.returncode}")
        if self.warnings():
            raise AssertionError("it printed:\n" + "\n".join(self.warnings()[:20]))
        ledger = json.loads(self._out.read_text().splitlines()[-1])
        if ledger["received"] != sum(ledger[state] for state in STATES):
            raise AssertionError(f"the ledger does not add up: {ledger}")
        return ledger

    def leave_findings(self, name):
        """A picture, the log and a backtrace, for whoever looks into a failure; ends the program."""
        folder = FINDINGS / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "log.txt").write_text(self.errors)
        for file, leave in (
            ("screen.png", self.desktop.screenshot),
            ("backtrace.txt", lambda path: path.write_text(self.backtrace())),
        ):
            try:
                leave(folder / file)
            except Exception as problem:  # the display may be what is gone: the rest is left all the same
                print(f"\n{name}: there is no {file}: {problem!r}", file=sys.stderr)
        print(f"\n{name}: see screen.png, log.txt and backtrace.txt in {folder}", file=sys.stderr)
        self.kill()

    def kill(self):
        self.process.kill()
        self.process.wait(30)


def matches(control, role=None, name=None):
    if role is not None and control.role != role:
        return False
    return name is None or (control.name == name if isinstance(name, str) else bool(name.fullmatch(control.name)))


def traffic_server(rate=RATE):
    """A server with traffic of every kind."""
    server = node_server("--limit", "7200")
    server.post("/test/mixed", {"rate": rate})
    return server


class WindowTest(unittest.TestCase):
    """A display and two servers for all tests of a class, a program for each."""

    longMessage = True
    servers = 1

    @classmethod
    def setUpClass(cls):
        cls.desktop = Desktop()
        cls.addClassCleanup(cls.desktop.close)
        cls.bus = Bus(cls.desktop.bus_address)
        cls.server = traffic_server()
        cls.addClassCleanup(cls.server.kill)

    def run(self, result=None):
        self._result = result
        return super().run(result)

    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)
        self.home.chmod(0o700)

    def start(self, *arguments, url=None, topics="*"):
        """The program, connected to the server, with messages in its stream."""
        self.launch("--url", url or self.server.url, "--topic", topics, *arguments)
        self.window.await_count("received", 1000)
        return self.window

    def launch(self, *arguments):
        size = () if "--size" in arguments else ("--size", "1600x1000")
        self.window = Program(self.desktop, self.bus, self.home, [*size, *arguments])
        self.addCleanup(self._finish, self.window)
        self.window.await_start()
        return self.window

    def _finish(self, window):
        """What every test checks at its end."""
        failed = any(test is self for test, _ in self._result.failures + self._result.errors)
        try:
            if not failed and window.alive:
                window.must_answer()
                window.close()
            elif not failed:
                window.check_end()
        except Exception:
            failed = True
            raise
        finally:
            if failed:
                window.leave_findings(self.id().rpartition("__main__.")[2])

    def cancel(self, dialog):
        """A question before all is thrown away, where nothing may be: anew, the count would be ten seconds behind."""
        window = self.window
        window.find(*dialog)
        received = window.count("received")
        self.assertGreaterEqual(received, MANY)
        window.click("push button", "Cancel", inside=dialog)
        window.await_gone(*dialog)
        self.assertGreaterEqual(window.count("received"), received)

    def add_handler(self, builtin, pattern="*", argument=None, name=None):
        """By the dialog of the handlers' panel; its row there."""
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

    def eventually(self, condition, what):
        return self.window.eventually(condition, what)
