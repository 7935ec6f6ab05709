#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the lint says when an include goes upward."""

import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / ".ci"))

import layers  # noqa: E402


def findings(path, *includes):
    lines = [f'#include "{name}"' for name in includes]
    return [text for _, text in layers.upward(Path(path), lines)]


class Layers(unittest.TestCase):
    def test_includes_that_go_downward(self):
        self.assertEqual(
            findings("core/client/pipeline.h", "dispatch/lane.h", "base/message.h", "client/clientfigures.h"), []
        )
        self.assertEqual(findings("app/panels/x.cpp", "workspace/clientcontroller.h", "client/pubsubclient.h"), [])
        self.assertEqual(findings("app/main.cpp", "window.h", "panels/x.h", "broker/broker.h"), [])
        self.assertEqual(findings("broker/http/httpserver.h", "broker/http/httpmessage.h", "protocol/engineio.h"), [])

    def test_includes_that_go_upward(self):
        self.assertEqual(findings("core/base/x.h", "client/pubsubclient.h"), ["base must not include client"])
        self.assertEqual(findings("core/net/x.h", "systems/socketio/carrier.h"), ["net must not include systems"])
        self.assertEqual(findings("core/client/x.h", "broker/broker.h"), ["client must not include broker"])
        self.assertEqual(findings("broker/broker.cpp", "client/pubsubclient.h"), ["broker must not include client"])
        self.assertEqual(findings("app/workspace/x.h", "panels/x.h"), ["workspace must not include panels"])
        self.assertEqual(findings("app/plot/x.h", "scripts/scriptcontroller.h"), ["plot must not include scripts"])
        self.assertEqual(
            findings("app/common/x.h", "window.h"), ["common must not include window.h, which stands above it"])

    def test_systems_are_known_by_their_registry(self):
        for path in ("core/client/x.cpp", "app/workspace/x.cpp", "cli/x.cpp", "bench/client/x.cpp", "tests/app/x.cpp"):
            self.assertEqual(findings(path, "systems/registry.h"), [], path)
            self.assertEqual(
                findings(path, "systems/socketio/restclient.h"),
                ["only systems may include systems/socketio/restclient.h; the rest knows systems/registry.h"], path)
        self.assertEqual(findings("core/systems/registry.cpp", "systems/socketio/socketiosystem.h"), [])
        self.assertEqual(findings("tests/core/systems/x.cpp", "systems/socketio/restclient.h"), [])
        self.assertEqual(findings("tests/app/x.h", "systems/loopback/loopbacktransport.h"), [])
        self.assertEqual(findings("core/net/x.h", "systems/registry.h"), ["net must not include systems"])

    def test_what_moc_includes(self):
        lines = ['    Q_MOC_INCLUDE("panels/x.h")']
        self.assertEqual(
            [text for _, text in layers.upward(Path("app/stream/x.h"), lines)], ["stream must not include panels"]
        )

    def test_folders_that_nobody_knows(self):
        self.assertIn("no layer called attic", findings("core/attic/x.h")[0])
        self.assertIn("no layer called attic", findings("app/attic/x.h")[0])

    def test_every_folder_is_known(self):
        for room, known in layers.ROOMS.items():
            folders = {path.name for path in (ROOT / room).iterdir() if any(path.glob("CMakeLists.txt"))}
            self.assertLessEqual(folders, set(known), room)

    def test_layers_have_an_order(self):
        """No two include each other, by whatever way round."""
        for known in layers.ROOMS.values():
            left = dict(known)
            while left:
                free = [name for name, below in left.items() if not below & set(left)]
                self.assertTrue(free, f"{sorted(left)} include each other")
                for name in free:
                    del left[name]


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
