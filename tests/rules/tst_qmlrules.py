#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A Repeater in a layout is found wherever it hides, and one that cannot do harm is let alone."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / ".ci"))
import qmlrules  # noqa: E402


def found(text, **others):
    return [(name, line, layout) for name, line, layout in qmlrules.repeaters_in_layouts({"Page": text, **others})]


class Repeaters(unittest.TestCase):
    def test_in_a_layout(self):
        for layout in ("RowLayout", "ColumnLayout", "GridLayout", "StackLayout"):
            self.assertEqual(
                found(f"Item {{\n {layout} {{\n  Repeater {{ model: figures.bars }}\n }}\n}}"), [("Page", 3, layout)]
            )

    def test_with_a_name_before_it(self):
        self.assertEqual(
            found("import QtQuick.Layouts as L\nL.RowLayout { Repeater { model: rows } }"), [("Page", 2, "RowLayout")]
        )

    def test_in_a_component_that_is_a_layout(self):
        own = {"Buttons": "Line { spacing: 3 }", "Line": "RowLayout {}"}
        self.assertEqual(found("Item { Buttons { Repeater { model: rows } } }", **own), [("Page", 1, "Buttons")])
        inline = "Item { component Line: RowLayout { spacing: 1 }\n Line { Repeater { model: rows } } }"
        self.assertEqual(found(inline), [("Page", 2, "Line")])

    def test_with_other_braces_around(self):
        text = (
            'RowLayout {\n // {\n property string text: "}"\n'
            " onClicked: { if (a) { b(); } }\n Repeater { model: a.b }\n}"
        )
        self.assertEqual(found(text), [("Page", 5, "RowLayout")])

    def test_a_list_that_is_replaced(self):
        for model in (
            "figures.bars", "[1, 2].concat(more)", "[1, 2][row]", "count", "shown ? 3 : 0", "view.figures.metrics",
            "[figures.a, figures.b]", "[bar.controller.rate]", "[1, figures.b]", "[...rows]", "[{ keys: text }]",
            '[qsTr("%1").arg(rate)]', "[`${rate}`]", "[Theme.small]", "[1, 2] + rows",
        ):  # fmt: skip
            self.assertEqual(
                len(found(f"RowLayout {{ Repeater {{ model: {model}\n delegate: Item {{}} }} }}")), 1, model
            )

    def test_without_a_model_of_its_own(self):
        self.assertEqual(len(found("RowLayout { Repeater { delegate: ListView { model: 3 } } }")), 1)

    def test_what_never_changes(self):
        for model in (
            "3",
            "[1, -2.5,\n 3]",
            '["a", \'b\']',
            "[]",
            '[qsTr("a"), qsTr("b")]',
            "[State.Any, Enums.Tone.Good]",
            'ListModel { ListElement { keys: "F1" } }',
        ):
            self.assertEqual(found(f"GridLayout {{ Repeater {{ model: {model}\n delegate: Item {{}} }} }}"), [], model)

    def test_where_children_are_forgotten(self):
        for around in ("Row", "Column", "Flow", "Item", "CodeLines"):
            self.assertEqual(found(f"RowLayout {{ {around} {{ Repeater {{ model: rows }} }} }}"), [], around)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
