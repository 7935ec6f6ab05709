// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope

Item {
    id: root

    height: 400
    width: 700

    // Those of the window, which the editor has to win over.
    property int windowShortcuts: 0

    Shortcut {
        sequences: ["Ctrl+F", "F3", "Shift+F3", "Ctrl+K", "Ctrl+S"]
        onActivated: ++root.windowShortcuts
        onActivatedAmbiguously: ++root.windowShortcuts
    }

    AppButton {
        id: before

        text: "Before"
    }
    CodeEditor {
        id: editor

        anchors.bottom: parent.bottom
        anchors.bottomMargin: 40
        height: 300
        width: parent.width
        onEdited: modified = true
    }
    AppButton {
        id: after

        anchors.bottom: parent.bottom
        text: "After"
    }

    TestCase {
        id: testCase

        name: "CodeEditor"
        when: windowShown

        property TextEdit area: editor.textArea

        SignalSpy {
            id: saves

            signalName: "saveRequested"
            target: editor
        }
        SignalSpy {
            id: edits

            signalName: "edited"
            target: editor
        }

        function init() {
            editor.text = "";
            editor.readOnly = false;
            editor.errorLine = 0;
            editor.errorText = "";
            editor.modified = false;
            editor.closeFind();
            root.windowShortcuts = 0;
            saves.clear();
            edits.clear();
            verify(area.activeFocus);
        }

        function cleanup() {
            compare(root.windowShortcuts, 0);
        }

        function type(text: string) {
            for (const letter of text)
                keyClick(letter);
        }

        function test_typing() {
            type("f(");
            keyClick(Qt.Key_Return);
            type("a");
            keyClick(Qt.Key_Return);
            keyClick(Qt.Key_ParenRight);
            compare(editor.text, "f(\n    a\n)");
            compare(editor.lineCount, 3);
            compare(editor.line, 3);
            compare(editor.column, 2);
        }

        function test_modifiedByTheUserAlone() {
            editor.text = "a";
            compare(edits.count, 0);
            verify(!editor.modified);
            type("b");
            compare(edits.count, 1);
            verify(editor.modified);
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            compare(edits.count, 2);
            editor.text = "c";
            compare(edits.count, 2);
        }

        function test_undo() {
            editor.text = "a\nb";
            editor.goTo(2, 1);
            keyClick(Qt.Key_Tab);
            keyClick(Qt.Key_Slash, Qt.ControlModifier);
            compare(editor.text, "a\n    // b");
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            compare(editor.text, "a\n    b");
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            compare(editor.text, "a\nb");
            keyClick(Qt.Key_Z, Qt.ControlModifier | Qt.ShiftModifier);
            keyClick(Qt.Key_Z, Qt.ControlModifier | Qt.ShiftModifier);
            compare(editor.text, "a\n    // b");
        }

        function test_tabIndents() {
            keyClick(Qt.Key_Tab);
            compare(editor.text, "    ");
            verify(area.activeFocus);
            keyClick(Qt.Key_Backtab, Qt.ShiftModifier);
            compare(editor.text, "");

            editor.text = "a\nb\nc";
            area.select(0, 3);
            keyClick(Qt.Key_Tab);
            compare(editor.text, "    a\n    b\nc");
            keyClick(Qt.Key_Tab); // the lines are still selected
            compare(editor.text, "        a\n        b\nc");
            keyClick(Qt.Key_Backtab, Qt.ShiftModifier);
            keyClick(Qt.Key_Backtab, Qt.ShiftModifier);
            compare(editor.text, "a\nb\nc");
        }

        function test_leavesByKey_data() {
            return [
                { tag: "Ctrl+Tab", keys: [[Qt.Key_Tab, Qt.ControlModifier]], forward: true },
                {
                    tag: "Ctrl+Shift+Tab",
                    keys: [[Qt.Key_Backtab, Qt.ControlModifier | Qt.ShiftModifier]],
                    forward: false
                },
                {
                    tag: "Escape, Tab",
                    keys: [[Qt.Key_Escape, Qt.NoModifier], [Qt.Key_Tab, Qt.NoModifier]],
                    forward: true
                },
                {
                    tag: "Escape, Shift, Shift+Tab",
                    keys: [
                        [Qt.Key_Escape, Qt.NoModifier],
                        [Qt.Key_Shift, Qt.ShiftModifier],
                        [Qt.Key_Backtab, Qt.ShiftModifier]
                    ],
                    forward: false
                }
            ];
        }

        function test_leavesByKey(data) {
            for (const key of data.keys)
                keyClick(key[0], key[1]);
            compare(editor.text, "");
            verify(data.forward ? after.activeFocus : before.activeFocus);
        }

        function test_escapeIsForgotten() {
            keyClick(Qt.Key_Escape);
            type("a");
            keyClick(Qt.Key_Tab);
            compare(editor.text, "a   ");
            verify(area.activeFocus);
        }

        function test_readOnly() {
            editor.text = "a";
            editor.readOnly = true;
            for (const key of [Qt.Key_Return, Qt.Key_BraceRight, Qt.Key_A])
                keyClick(key);
            keyClick(Qt.Key_Slash, Qt.ControlModifier);
            compare(editor.text, "a");
            keyClick(Qt.Key_Tab);
            verify(after.activeFocus);
        }

        function test_saves() {
            keyClick(Qt.Key_S, Qt.ControlModifier);
            compare(saves.count, 1);
            keyClick(Qt.Key_F, Qt.ControlModifier);
            keyClick(Qt.Key_S, Qt.ControlModifier);
            compare(saves.count, 2);
        }

        function test_windowShortcutsElsewhere() {
            before.forceActiveFocus();
            keyClick(Qt.Key_F, Qt.ControlModifier);
            keyClick(Qt.Key_F3);
            compare(root.windowShortcuts, 2);
            root.windowShortcuts = 0;
        }

        function test_deletesTheRestOfTheLine() {
            editor.text = "ab\nc";
            editor.goTo(1, 2);
            keyClick(Qt.Key_K, Qt.ControlModifier); // which empties the stream elsewhere
            verify(editor.text === "a\nc" || editor.text === "ab\nc"); // as the platform has it
        }
    }
}
