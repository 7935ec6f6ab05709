# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader sees of the program: its controls by role and name, over AT-SPI on a bus of its own.

The registry that Qt looks for is played here, in a few lines: no daemon besides the bus, and no event that nobody
wants.
"""

from gi.repository import Gio, GLib

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
TEXT = "org.a11y.atspi.Text"
ROOT = "/org/a11y/atspi/accessible/root"
# Of AtspiStateType.
CHECKED, ENABLED, FOCUSED, SELECTED, SHOWING = 4, 8, 12, 23, 25

INTERFACES = """<node>
  <interface name="org.a11y.atspi.Socket">
    <method name="Embed"><arg type="(so)" direction="in"/><arg type="(so)" direction="out"/></method>
    <method name="Unembed"><arg type="(so)" direction="in"/></method>
  </interface>
  <interface name="org.a11y.atspi.Registry">
    <method name="GetRegisteredEvents"><arg type="a(ss)" direction="out"/></method>
  </interface>
  <interface name="org.a11y.Bus"><method name="GetAddress"><arg type="s" direction="out"/></method></interface>
  <interface name="org.a11y.Status">
    <property name="IsEnabled" type="b" access="read"/>
    <property name="ScreenReaderEnabled" type="b" access="read"/>
  </interface>
</node>"""


class Control:
    """One accessible, as it was when the tree was read."""

    def __init__(self, path, parent, role, name, states):
        self.path, self.parent, self.role, self.name, self._states = path, parent, role, name, states

    def has(self, state):
        return bool(self._states >> state & 1)

    def inside(self, other):
        """Whether it is below the other one."""
        above = self.parent
        while above and above.path != other.path:
            above = above.parent
        return above is not None

    def __repr__(self):
        return f'{self.role} "{self.name}"'


class Bus:
    """The bus, the registry on it, and the program that reported there last."""

    def __init__(self, address):
        self._address = address
        flags = Gio.DBusConnectionFlags
        self._bus = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None
        )
        self._program = None
        self._context = GLib.MainContext.default()
        places = (ROOT, "/org/a11y/atspi/registry", "/org/a11y/bus", "/org/a11y/bus")
        for path, interface in zip(places, Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces):
            self._bus.register_object(path, interface, self._answer, self._property, None)
        for name in ("org.a11y.atspi.Registry", "org.a11y.Bus"):
            arguments = GLib.Variant("(su)", (name, 0))
            where = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
            self._bus.call_sync(*where, "RequestName", arguments, None, 0, 10_000, None)

    def _answer(self, _bus, sender, _path, _interface, method, arguments, invocation):
        answer = None
        if method == "Embed":
            self._program = sender
            answer = GLib.Variant("((so))", ((self._bus.get_unique_name(), ROOT),))
        elif method == "GetRegisteredEvents":
            answer = GLib.Variant("(a(ss))", ([],))
        elif method == "GetAddress":
            answer = GLib.Variant("(s)", (self._address,))
        invocation.return_value(answer)

    def _property(self, _bus, _sender, _path, _interface, name):
        return GLib.Variant("b", name == "IsEnabled")

    def forget(self):
        """Before another program starts."""
        self._program = None

    def serve(self):
        """Answers what the program asked the registry."""
        while self._context.iteration(False):
            pass

    @property
    def reported(self):
        self.serve()
        return self._program is not None

    def _call_all(self, calls, seconds):
        """The answers, in order; None where the accessible is gone by now; None for all when the program does not
        answer."""
        answers = [None] * len(calls)
        late = []
        waiting = len(calls)

        def gather(number):
            def take(bus, result):
                nonlocal waiting
                waiting -= 1
                try:
                    answers[number] = bus.call_finish(result).unpack()
                except GLib.Error as error:
                    if error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.TIMED_OUT):
                        late.append(error)

            return take

        for number, (path, interface, method, arguments) in enumerate(calls):
            self._bus.call(
                self._program, path, interface, method, arguments, None, 0, int(seconds * 1000), None, gather(number)
            )
        while waiting:
            self._context.iteration(True)
        return None if late else answers

    def tree(self, seconds):
        """All controls that show, parents before children; None when the program does not answer.

        A level of the tree costs one turn of the program's event loop.
        """
        name_property = GLib.Variant("(ss)", (ACCESSIBLE, "Name"))
        found = []
        level = [(ROOT, None)]
        while level and self._program:
            calls = []
            for path, _ in level:
                calls.append((path, ACCESSIBLE, "GetRoleName", None))
                calls.append((path, "org.freedesktop.DBus.Properties", "Get", name_property))
                calls.append((path, ACCESSIBLE, "GetState", None))
                calls.append((path, ACCESSIBLE, "GetChildren", None))
            gathered = self._call_all(calls, seconds)
            if gathered is None:
                return None
            answers = iter(gathered)
            below = []
            for path, parent in level:
                role, name, state, children = (next(answers) for _ in range(4))
                if None in (role, name, state, children):
                    continue
                states = state[0][0] | state[0][1] << 32
                control = Control(path, parent, role[0], name[0], states)
                if control.has(SHOWING) or path == ROOT:
                    found.append(control)
                    below += [(child, control) for _, child in children[0]]
            level = below
        return found

    def _call(self, seconds, *call):
        answers = self._call_all([call], seconds)
        return answers[0][0] if answers and answers[0] else None

    def extents(self, control, seconds):
        """x, y, width and height on the screen; None when it is gone."""
        return self._call(seconds, control.path, COMPONENT, "GetExtents", GLib.Variant("(u)", (0,)))

    def text(self, control, seconds):
        return self._call(seconds, control.path, TEXT, "GetText", GLib.Variant("(ii)", (0, -1)))
