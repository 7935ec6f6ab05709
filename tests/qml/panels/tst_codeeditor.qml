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
                { tag: "Ctrl+Shift+Tab", keys: [[Qt.Key_Backtab, Qt.ControlModifier | Qt.ShiftModifier]], forward: false },
                { tag: "Escape, Tab", keys: [[Qt.Key_Escape, Qt.NoModifier], [Qt.Key_Tab, Qt.NoModifier]], forward: true },
                { tag: "Escape, Shift, Shift+Tab", keys: [[Qt.Key_Escape, Qt.NoModifier], [Qt.Key_Shift, Qt.ShiftModifier], [Qt.Key_Backtab, Qt.ShiftModifier]], forward: false }
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

        function test_find() {
            const field = findChild(editor, "findField");
            const label = findChild(editor, "findLabel");
            editor.text = "one\ntwo One\none";
            editor.goTo(2, 1);
            keyClick(Qt.Key_F, Qt.ControlModifier);
            verify(field.activeFocus);
            type("one");
            compare(area.selectedText, "One");
            compare(label.text, "2 of 3");
            keyClick(Qt.Key_Return);
            compare(label.text, "3 of 3");
            keyClick(Qt.Key_F3);
            compare(label.text, "1 of 3");
            keyClick(Qt.Key_Return, Qt.ShiftModifier);
            compare(label.text, "3 of 3");
            keyClick(Qt.Key_F3, Qt.ShiftModifier);
            compare(label.text, "2 of 3");
            type("x");
            compare(label.text, "No match");
            verify(field.invalid);
            keyClick(Qt.Key_Escape);
            verify(!findChild(editor, "findBar").visible);
            verify(area.activeFocus);
        }

        function test_findsTheSelection() {
            editor.text = "one two\none two";
            area.select(4, 7);
            keyClick(Qt.Key_F, Qt.ControlModifier);
            compare(findChild(editor, "findField").text, "two");
            compare(findChild(editor, "findLabel").text, "1 of 2");
            keyClick(Qt.Key_Escape);
            keyClick(Qt.Key_F3); // goes on without the bar
            compare(area.selectionStart, 12);
            keyClick(Qt.Key_Escape);
        }

        function test_escapeInTheTextClosesTheSearch() {
            editor.text = "one";
            keyClick(Qt.Key_F, Qt.ControlModifier);
            area.forceActiveFocus();
            keyClick(Qt.Key_Escape);
            verify(!findChild(editor, "findBar").visible);
        }

        function test_brackets() {
            const mark = findChild(editor, "bracketMark");
            const partner = findChild(editor, "partnerMark");
            verify(!mark.visible);
            editor.text = "f(a, ')')\ng(";
            editor.goTo(1, 2);
            verify(mark.visible && partner.visible);
            compare(mark.position, 1);
            compare(partner.position, 8);
            verify(!mark.wrong);
            fuzzyCompare(partner.x, area.positionToRectangle(8).x, 2);
            compare(partner.y, mark.y);
            keyClick(Qt.Key_Home);
            type("  ");
            editor.goTo(1, 4);
            fuzzyCompare(partner.x, area.positionToRectangle(10).x, 2);
            editor.goTo(2, 3);
            verify(mark.visible && mark.wrong && !partner.visible);
        }

        function test_error() {
            const bar = findChild(editor, "errorBar");
            verify(!bar.visible);
            editor.text = "a\nb\nc";
            compare(findChild(editor, "errorMark"), null);
            editor.errorLine = 2;
            editor.errorText = "b is not defined";
            verify(bar.visible);
            compare(bar.text, "Line 2: b is not defined");
            verify(findChild(editor, "errorMark").visible);
            findChild(editor, "noticeAction").clicked();
            compare(editor.line, 2);
            verify(area.activeFocus);
            editor.errorLine = 0;
            compare(bar.text, "b is not defined");
            editor.errorText = "";
            verify(!bar.visible);
        }

        function test_longScript() {
            const gutter = findChild(editor, "codeGutter");
            const narrow = gutter.implicitWidth;
            editor.text = "call({ a: 1 }); // a line\n".repeat(2999);
            compare(editor.lineCount, 3000);
            verify(gutter.implicitWidth > narrow);
            verify(findChild(gutter, "gutterLines").children.length < 40);
            editor.goTo(2500, 1);
            compare(editor.line, 2500);
            const view = findChild(editor, "codeView");
            verify(view.contentY > 0);
            verify(view.contentY < area.cursorRectangle.y);
            verify(view.contentY + view.height > area.cursorRectangle.y);
            verify(findChild(gutter, "gutterLines").children.length < 40);
        }

        // Whether anything is drawn where the text is.
        function hasInk(): bool {
            const image = grabImage(area);
            const background = image.pixel(0, 200);
            for (let y = 0; y < 200; ++y) {
                for (let x = 10; x < 100; x += 3) {
                    if (!Qt.colorEqual(image.pixel(x, y), background))
                        return true;
                }
            }
            return false;
        }

        function test_longScriptBecomesShort() {
            editor.text = "call(); // a line\n".repeat(3000);
            editor.goTo(2500, 1);
            tryVerify(hasInk);
            editor.text = "call(); // a line\n".repeat(40);
            tryVerify(hasInk);
        }

        function test_longLine() {
            editor.text = "a".repeat(500);
            editor.goTo(1, 501);
            const view = findChild(editor, "codeView");
            verify(view.contentWidth > view.width);
            tryVerify(() => view.contentX > 0);
            keyClick(Qt.Key_Home);
            tryVerify(() => view.contentX < 20);
        }

        function test_deletesTheRestOfTheLine() {
            editor.text = "ab\nc";
            editor.goTo(1, 2);
            keyClick(Qt.Key_K, Qt.ControlModifier); // which empties the stream elsewhere
            verify(editor.text === "a\nc" || editor.text === "ab\nc"); // as the platform has it
        }
    }
}
