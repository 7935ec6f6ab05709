# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A display of our own with keyboard and mouse, whose events reach the program as those of real ones do (XTEST)."""

import ctypes
import os
import signal
import struct
import subprocess
import time
import zlib

from Xlib import X, XK, Xatom, display, error
from Xlib.ext import xtest
from Xlib.protocol import event

KEYS = {
    "ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L", "esc": "Escape", "enter": "Return", "pgup": "Prior",
    "pgdown": "Next", "space": "space", "backspace": "BackSpace", "+": "plus", "-": "minus",
}
NAMES = {"\n": "Return", "\t": "Tab"}  # of characters whose keysym is not their code


def die_with_parent():
    """In a child before it becomes another program: nothing outlives the tests."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Desktop:
    """Xvfb and a message bus. Ends both with close()."""

    def __init__(self, size=(1920, 1200)):
        self.size = size
        read, write = os.pipe()
        self._xvfb = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp"],
            pass_fds=[write], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=die_with_parent,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise AssertionError("Xvfb did not start")
        self.name = f":{number}"
        self._dbus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            preexec_fn=die_with_parent,
        )
        self.bus_address = self._dbus.stdout.readline().strip()
        if not self.bus_address:
            raise AssertionError("dbus-daemon did not start")
        self._display = display.Display(self.name)
        self._root = self._display.screen().root
        self._root.change_attributes(event_mask=X.StructureNotifyMask | X.SubstructureNotifyMask)
        self._pings = 0
        self._keycodes = {}
        self.window = None

    def close(self):
        self._display.close()
        for process in (self._dbus, self._xvfb):
            process.terminate()
            process.wait(30)
        self._dbus.stdout.close()

    def screenshot(self, path):
        """Of the whole display, as PNG."""
        width, height = self.size
        # blue, green, red, nothing
        pixels = bytearray(self._root.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF).data)
        pixels[0::4], pixels[2::4] = pixels[2::4], pixels[0::4]
        pixels[3::4] = b"\xff" * (width * height)
        lines = b"".join(b"\0" + pixels[line * width * 4:(line + 1) * width * 4] for line in range(height))

        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
        body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines, 1)) + chunk(b"IEND", b"")
        with open(path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + body)

    # --- The window, as a window manager deals with it

    def windows(self):
        """Those that show and have a frame, from the bottom to the top: the program's window, and dialogs above it."""
        protocols = self._display.intern_atom("WM_PROTOCOLS")
        found = []
        for window in self._root.query_tree().children:
            try:
                shown = window.get_attributes().map_state == X.IsViewable
                if shown and window.get_property(protocols, Xatom.ATOM, 0, 9):
                    found.append(window)
            except error.XError:
                continue  # closed meanwhile
        return found

    def focus(self):
        """Gives the keys to the topmost window, as a window manager does."""
        for window in self.windows()[-1:]:
            window.set_input_focus(X.RevertToParent, X.CurrentTime, onerror=error.CatchError())
            self._display.sync()

    def find_window(self):
        """The program's window, once it shows; it gets the keys."""
        self.window = next(iter(self.windows()), None)
        self.focus()
        return self.window

    def geometry(self):
        """x, y, width and height of the window."""
        geometry = self.window.get_geometry()
        return geometry.x, geometry.y, geometry.width, geometry.height

    def resize(self, width, height):
        self.window.configure(width=width, height=height)
        self._display.sync()

    def _protocol(self, name, *values):
        atoms = [self._display.intern_atom(atom) for atom in ("WM_PROTOCOLS", name)]
        data = (32, [atoms[1], *values, *[0] * (4 - len(values))])
        self.window.send_event(event.ClientMessage(window=self.window, client_type=atoms[0], data=data))
        self._display.sync()

    def close_window(self):
        """As a click on the window's cross."""
        self._protocol("WM_DELETE_WINDOW", X.CurrentTime)

    def answers(self, seconds, clock, alive):
        """Whether the program's GUI thread answers a ping, which is how window managers find out that a program hangs.

        Seconds are those of clock(). Returns at once when alive() says that there is no program any more.
        """
        self._pings += 1
        self._protocol("_NET_WM_PING", self._pings, self.window.id)
        end = clock() + seconds
        while clock() < end and alive():
            while self._display.pending_events():
                got = self._display.next_event()
                if got.type & 0x7F == X.ClientMessage and got.window == self._root and got.data[1][1] == self._pings:
                    return True
            time.sleep(0.002)
        return False

    # --- Keyboard and mouse

    def _fake(self, kind, detail=0, x=0, y=0):
        xtest.fake_input(self._display, kind, detail, x=x, y=y)

    def move(self, x, y):
        self._fake(X.MotionNotify, x=int(x), y=int(y))
        self._display.sync()

    def click(self, x, y, button=1, times=1):
        self.move(x, y)
        for _ in range(times):
            self._fake(X.ButtonPress, button)
            self._fake(X.ButtonRelease, button)
        self._display.sync()

    def drag(self, x, y, to_x, to_y, steps=8):
        self.move(x, y)
        self._fake(X.ButtonPress, 1)
        for step in range(1, steps + 1):
            self._fake(X.MotionNotify, x=int(x + (to_x - x) * step / steps), y=int(y + (to_y - y) * step / steps))
        self._fake(X.ButtonRelease, 1)
        self._display.sync()

    def wheel(self, x, y, steps):
        """Down where steps are positive."""
        self.move(x, y)
        for _ in range(abs(steps)):
            self._fake(X.ButtonPress, 5 if steps > 0 else 4)
            self._fake(X.ButtonRelease, 5 if steps > 0 else 4)
        self._display.sync()

    def _keycode(self, keysym):
        """The key of a keysym, and whether Shift is held with it."""
        if keysym not in self._keycodes:
            codes = [(code, level) for code, level in self._display.keysym_to_keycodes(keysym) if level < 2]
            if not codes:
                raise AssertionError(f"the keyboard has no key for {keysym:#x}")
            self._keycodes[keysym] = min(codes, key=lambda code: code[1])
        return self._keycodes[keysym]

    def press(self, combination):
        """ "ctrl+shift+f3": the keys in this order, released in reverse."""
        parts = combination.split("+") if len(combination) > 1 else [combination]
        names = [KEYS.get(part, part.upper() if part[0] == "f" and part[1:].isdigit() else part) for part in parts]
        keysyms = [XK.string_to_keysym(name) or XK.string_to_keysym(name.capitalize()) for name in names]
        self._strike([self._keycode(keysym)[0] for keysym in keysyms])

    def _strike(self, keys):
        for key in keys:
            self._fake(X.KeyPress, key)
        for key in reversed(keys):
            self._fake(X.KeyRelease, key)
        self._display.sync()

    def type(self, text):
        shift = self._keycode(XK.XK_Shift_L)[0]
        for character in text:
            keysym = XK.string_to_keysym(NAMES[character]) if character in NAMES else ord(character)
            key, level = self._keycode(keysym)
            self._strike([shift, key] if level else [key])
