#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets of profiles in a keychain: that of KDE, as far as it is needed, on a session bus of the test's own."""

import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

from gi.repository import Gio, GLib

from support import DEADLINE, Cli, flask_server, message

INTERFACE = """
<node><interface name='org.kde.KWallet'>
  <method name='networkWallet'><arg type='s' direction='out'/></method>
  <method name='open'><arg type='s' direction='in'/><arg type='x' direction='in'/><arg type='s' direction='in'/>
    <arg type='i' direction='out'/></method>
  <method name='entryType'><arg type='i' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
    <arg type='s' direction='in'/><arg type='i' direction='out'/></method>
  <method name='readEntry'><arg type='i' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
    <arg type='s' direction='in'/><arg type='ay' direction='out'/></method>
  <method name='writeEntry'><arg type='i' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
    <arg type='ay' direction='in'/><arg type='s' direction='in'/><arg type='i' direction='out'/></method>
  <method name='removeEntry'><arg type='i' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
    <arg type='s' direction='in'/><arg type='i' direction='out'/></method>
</interface></node>"""


class Wallet:
    """org.kde.kwalletd5 and its entries."""

    def __init__(self, address):
        self.entries = {}
        self.locked = False
        self._ready = threading.Event()
        self._loop = GLib.MainLoop()
        self._thread = threading.Thread(target=self._serve, args=(address,))
        self._thread.start()
        assert self._ready.wait(DEADLINE)

    def _serve(self, address):
        context = GLib.MainContext()
        context.push_thread_default()
        self._loop = GLib.MainLoop(context)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        bus = Gio.DBusConnection.new_for_address_sync(address, flags)
        interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        bus.register_object("/modules/kwalletd5", interface, self._called)
        bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                      GLib.Variant("(su)", ("org.kde.kwalletd5", 4)), None, 0, -1)
        self._ready.set()
        self._loop.run()
        bus.close_sync()
        context.pop_thread_default()

    def _called(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        given = parameters.unpack()
        if method == "networkWallet":
            answer = GLib.Variant("(s)", ("kdewallet",))
        elif method == "open":
            answer = GLib.Variant("(i)", (-1 if self.locked else 1,))
        elif method == "entryType":
            answer = GLib.Variant("(i)", (2 if given[2] in self.entries else 0,))
        elif method == "readEntry":
            answer = GLib.Variant("(ay)", (self.entries.get(given[2], b""),))
        elif method == "writeEntry":
            self.entries[given[2]] = bytes(given[3])
            answer = GLib.Variant("(i)", (0,))
        else:
            answer = GLib.Variant("(i)", (0 if self.entries.pop(given[2], None) is not None else -3,))
        invocation.return_value(answer)

    def stop(self):
        self._loop.quit()
        self._thread.join()


class Keychain(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL,
                               text=True)
        self.addCleanup(lambda: (bus.kill(), bus.wait(), bus.stdout.close()))
        address = bus.stdout.readline().strip()
        self.wallet = Wallet(address)
        self.addCleanup(self.wallet.stop)
        self.environment = {"XDG_CONFIG_HOME": folder.name, "HOME": folder.name, "XDG_CURRENT_DESKTOP": "KDE",
                            "KDE_SESSION_VERSION": "5", "DBUS_SESSION_BUS_ADDRESS": address}

    def run_cli(self, *arguments, **variables):
        cli = Cli(*arguments, environment={**self.environment, **variables})
        self.addCleanup(cli.close)
        return cli

    def save(self, server):
        cli = self.run_cli("profiles", "save", "locked", "--url", server.url, TOPICSCOPE_AUTH='{"token": "s3cret"}')
        self.assertEqual(cli.await_exit(), 0, cli.errors)
        return cli

    def start_server(self):
        server = flask_server("--token", "s3cret")
        self.addCleanup(server.stop)
        return server

    def test_gives_the_secrets_back(self):
        server = self.start_server()
        self.assertEqual(self.save(server).errors, "")
        self.assertEqual(list(self.wallet.entries), ["profile/locked"])
        self.assertNotIn("s3cret", (self.folder / "Topicscope" / "profiles.ini").read_text())
        tail = self.run_cli("tail", "--profile", "locked", "--count", "1", "--json")
        server.await_subscriptions(1)
        server.post("/publish", message(1))
        self.assertEqual(tail.await_exit(), 0, tail.errors)
        self.assertNotIn("keychain", tail.errors)
        removed = self.run_cli("profiles", "remove", "locked")
        self.assertEqual(removed.await_exit(), 0, removed.errors)
        self.assertEqual(self.wallet.entries, {})

    def test_says_that_it_is_locked(self):
        server = self.start_server()
        self.save(server)
        self.wallet.locked = True
        tail = self.run_cli("tail", "--profile", "locked")
        self.assertEqual(tail.await_exit(), 3, tail.errors)
        self.assertIn("to be given again: Auth payload", tail.errors)
        self.assertIn("The keychain is locked, or refuses", tail.errors)


if __name__ == "__main__":
    unittest.main()
