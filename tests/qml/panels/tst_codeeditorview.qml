// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope

Item {
    height: 400
    width: 700

    CodeEditor {
        id: editor

        anchors.fill: parent
    }

    TestCase {
        name: "CodeEditorView"
        when: windowShown

        property TextEdit area: editor.textArea
        property Flickable view: findChild(editor, "codeView")

        function init() {
            editor.text = "";
            editor.errorLine = 0;
            editor.errorText = "";
            editor.closeFind();
        }

        function type(text: string) {
            for (const letter of text)
                keyClick(letter);
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
            verify(view.contentWidth > view.width);
            tryVerify(() => view.contentX > 0);
            keyClick(Qt.Key_Home);
            tryVerify(() => view.contentX < 20);
        }

        function test_mouseSelects() {
            editor.text = "call(); // a line\n".repeat(100);
            view.contentY = 200;
            mousePress(view, 30, 200);
            for (let y = 200; y >= 100; y -= 10)
                mouseMove(view, 60, y);
            mouseRelease(view, 60, 100);
            compare(view.contentY, 200);
            verify(area.selectedText.length > 50);
            mouseWheel(view, 60, 100, 0, -120);
            tryVerify(() => view.contentY > 200);
        }

        function test_looks_data() {
            return [{ tag: "light", mode: Theme.Mode.Light }, { tag: "dark", mode: Theme.Mode.Dark }];
        }

        function test_looks(data) {
            const before = Theme.mode;
            Theme.mode = data.mode;
            editor.text = "// a comment that is long enough";
            const drawn = color => {
                const image = grabImage(area);
                for (let y = 0; y < 20; ++y) {
                    for (let x = 0; x < 200; ++x) {
                        if (Qt.colorEqual(image.pixel(x, y), color))
                            return true;
                    }
                }
                return false;
            };
            tryVerify(() => drawn(Theme.codeComment));
            Theme.mode = before;
        }
    }
}
