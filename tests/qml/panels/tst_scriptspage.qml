// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

TestCase {
    id: testCase

    height: 700
    name: "ScriptsPage"
    visible: true
    when: windowShown
    width: 1200

    ScriptController {
        id: scripts

        client: PanelFixture.client
    }
    StreamModel {
        id: stream

        client: PanelFixture.client
    }
    StreamViewport {
        id: viewport
    }
    SignalSpy {
        id: selected

        signalName: "messageSelected"
        target: page
    }
    ScriptsPage {
        id: page

        anchors.fill: parent
        controller: scripts
        settings: PanelFixture.settings
        viewport: viewport
    }

    function test_1_emptyStateTellsWhatToDo() {
        verify(findChild(page, "noScripts").visible);
        verify(!findChild(page, "scriptEditor").visible);
    }

    function test_2_newByKeyboard() {
        findChild(page, "newScriptButton").clicked();
        let field = null;
        tryVerify(() => {
            field = findChild(testCase.parent, "newNameField");
            return field !== null && field.visible;
        });
        const file = findChild(testCase.parent, "newFileLabel");
        field.text = "../evil";
        verify(file.text.includes("/---evil.js"), file.text);
        field.text = "";
        verify(file.text.includes("/handler.js") || file.text.includes("/handler-"), file.text);
        field.text = "quick";
        verify(file.text.includes("/quick"), file.text);
        findChild(testCase.parent, "newPatternField").text = "scripted/*";
        tryVerify(() => field.activeFocus);
        keyClick(Qt.Key_Return);
        tryCompare(findChild(page, "scriptList"), "count", 1);
        verify(findChild(page, "scriptEditor").visible);
        verify(findChild(page, "scriptEditor").text.includes("function onMessage"));
        compare(findChild(page, "patternField").text, "scripted/*");
        tryVerify(() => !field.visible);
    }

    function test_2b_theErrorStandsAtItsFieldAndGoesWhenItIsEdited() {
        const count = findChild(page, "scriptList").count;
        findChild(page, "newScriptButton").clicked();
        let field = null;
        tryVerify(() => {
            field = findChild(testCase.parent, "newPatternField");
            return field !== null && field.visible;
        });
        const problem = findChild(testCase.parent, "newPatternProblem");
        const before = field.text;
        const create = () => {
            field.forceActiveFocus();
            field.text = "a.**.b";
            keyClick(Qt.Key_Return);
            tryVerify(() => problem.text.length > 0);
            verify(problem.visible && field.invalid && field.activeFocus);
            verify(!findChild(testCase.parent, "newNameProblem").visible);
            verify(!findChild(page, "scriptNotice").visible); // it is told once
        };
        create();
        keyClick(Qt.Key_End);
        keyClick("x");
        compare(problem.text, "");
        verify(!field.invalid);
        create();
        field.text = before;
        keyClick(Qt.Key_Escape);
        tryVerify(() => !field.visible);
        compare(scripts.errorText, "");
        verify(!findChild(page, "scriptNotice").visible);
        compare(findChild(page, "scriptList").count, count);
    }

    function test_3_typeSaveStart() {
        const editor = findChild(page, "scriptEditor");
        editor.textArea.forceActiveFocus();
        keySequence("Ctrl+A");
        for (const key of "function onMessage(msg, ctx) { ctx.warn('seen') }")
            keyClick(key);
        tryVerify(() => scripts.modified);
        verify(findChild(page, "saveButton").enabled);
        keySequence("Ctrl+S");
        tryVerify(() => !scripts.modified);
        compare(findChild(page, "scriptState").text, "Stopped");
        keyClick(Qt.Key_F5);
        tryVerify(() => scripts.active);
        verify(PanelFixture.start());
        PanelFixture.publish("scripted/a", 2, "");
        const console = findChild(page, "scriptConsole");
        tryCompare(console, "count", 2);
        tryVerify(() => console.itemAtIndex(0) !== null && console.itemAtIndex(0).text === "seen");
        // By key: from line to line, and copied.
        console.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Up);
        compare(console.currentIndex, 1);
        keyClick(Qt.Key_Up);
        compare(console.currentIndex, 0);
        verify(!console.following);
        verify(console.currentItem.Accessible.selected);
        keySequence("Ctrl+C");
        editor.textArea.forceActiveFocus();
        const before = editor.text;
        keySequence("Ctrl+End");
        keySequence("Ctrl+V");
        tryVerify(() => editor.text.endsWith("seen") || editor.text.includes("warning seen"));
        keySequence("Ctrl+Z");
        compare(editor.text, before);
    }

    function test_4_aFaultIsShownAtItsLine() {
        const editor = findChild(page, "scriptEditor");
        editor.textArea.forceActiveFocus();
        keySequence("Ctrl+A");
        for (const key of "function onMessage(msg, ctx) { let = ; }")
            keyClick(key);
        keySequence("Ctrl+S");
        tryCompare(editor, "errorLine", 1);
        verify(editor.errorText.length > 0);
        verify(scripts.active);
        compare(findChild(page, "scriptState").text, "Running, old version");
        page.anchors.fill = null;
        page.width = 900; // where there is little room, what tells it from one that runs well stays
        tryCompare(findChild(page, "scriptState"), "text", "Old version");
        compare(findChild(page, "scriptState").tone, Tone.Warning);
        page.anchors.fill = testCase;
        tryCompare(findChild(page, "scriptState"), "text", "Running, old version");
        // What is typed since is no longer what the line was found in.
        keySequence("Ctrl+Home");
        keyClick(Qt.Key_Return);
        tryCompare(editor, "errorLine", 0);
        verify(editor.errorText.includes("saved version, line 1"), editor.errorText);
        keySequence("Ctrl+Z");
        tryCompare(editor, "errorLine", 1);
    }

    function test_5_removeAndUndo() {
        findChild(page, "removeScriptButton").clicked();
        tryCompare(findChild(page, "scriptList"), "count", 0);
        verify(findChild(page, "noScripts").visible);
        const undo = findChild(page, "noticeAction");
        tryVerify(() => undo.visible);
        mouseClick(undo);
        tryCompare(findChild(page, "scriptList"), "count", 1);
        verify(findChild(page, "scriptEditor").visible);
    }

    function test_5b_theNameComesBeforeTheState() {
        const list = findChild(page, "scriptList");
        tryVerify(() => list.itemAtIndex(0) !== null);
        const row = list.itemAtIndex(0);
        const badge = findChild(row, "scriptBadge");
        const before = row.name;
        verify(!badge.dot);
        row.name = "a-name-that-is-as-long-as-the-row-has-room-for";
        verify(badge.dot);
        verify(badge.width < 12);
        row.name = before;
        verify(!badge.dot);
    }

    function test_6_openAFile() {
        const path = PanelFixture.makeFile("opened.js", "function onMessage(msg, ctx) {}");
        keySequence("Ctrl+O");
        tryVerify(() => PanelFixture.asksForFile());
        PanelFixture.answerFileDialog("");
        tryVerify(() => !PanelFixture.asksForFile());
        compare(findChild(page, "scriptList").count, 1);
        findChild(page, "openScriptButton").clicked();
        tryVerify(() => PanelFixture.asksForFile());
        PanelFixture.answerFileDialog(path);
        tryCompare(findChild(page, "scriptList"), "count", 2);
        compare(scripts.path, path);
    }

    function test_6b_whatWasTypedBelongsToTheScriptThatIsLeft() {
        const list = findChild(page, "scriptList");
        const field = findChild(page, "patternField");
        mouseClick(list.itemAtIndex(0));
        compare(scripts.currentRow, 0);
        const before = scripts.pattern;
        field.forceActiveFocus(Qt.TabFocusReason);
        keySequence("Ctrl+A");
        for (const key of "typed")
            keyClick(key);
        mouseClick(list.itemAtIndex(1));
        compare(scripts.currentRow, 1);
        verify(scripts.pattern !== "typed");
        mouseClick(list.itemAtIndex(0));
        compare(scripts.pattern, "typed");
        scripts.pattern = before;
        mouseClick(list.itemAtIndex(1));
    }

    function test_7_dryRunOverAFile() {
        const path = PanelFixture.makeFile("messages.jsonl",
            '{"topic":"a","message_id":"1","message":1,"producer":"p"}\n');
        mouseClick(findChild(page, "dryRunTab"));
        findChild(page, "dryRunFileButton").clicked();
        tryVerify(() => PanelFixture.asksForFile());
        PanelFixture.answerFileDialog(path);
        tryVerify(() => findChild(page, "dryRunSummary").text.startsWith("1 message."));
    }

    function test_8_anErrorLeadsToItsMessage() {
        verify(scripts.create("thrower", "thrown/*", -1));
        scripts.setDraft("function onMessage(msg, ctx) { throw new Error('on purpose'); }");
        verify(scripts.start());
        PanelFixture.publish("thrown/a", 1, "thrown-1");
        findChild(page, "tryButton").clicked(); // shows the console
        const console = findChild(page, "scriptConsole");
        tryCompare(console, "count", 1);
        tryVerify(() => console.itemAtIndex(0) !== null && console.itemAtIndex(0).sequence > 0);
        const row = console.itemAtIndex(0);
        const notice = findChild(page, "trialNotice");
        tryVerify(() => notice.text.startsWith("Select a message"));
        selected.clear();
        viewport.source = null;
        waitForItemPolished(console);
        mouseClick(findChild(row, "consoleDetail"), 20, 4);
        verify(notice.text.includes(row.messageId), notice.text);
        compare(selected.count, 0);

        viewport.source = stream;
        tryVerify(() => stream.rowCount() > 0);
        mouseClick(findChild(console.itemAtIndex(0), "consoleDetail"), 20, 4);
        compare(selected.count, 1);
        verify(viewport.hasCurrent);
    }

    function test_9_theConsoleFollowsLinesThatWrap() {
        verify(scripts.create("talker", "talk/*", -1));
        scripts.setDraft(
            "function onMessage(msg, ctx) { ctx.log('a line that wraps, '.repeat(20)); ctx.log('short'); }");
        verify(scripts.start());
        const console = findChild(page, "scriptConsole");
        for (let round = 1; round <= 3; ++round) {
            PanelFixture.publish("talk/a", 10, "");
            tryCompare(console, "count", 20 * round);
            tryVerify(() => console.contentHeight > console.height && console.atYEnd);
            waitForItemPolished(console);
            tryVerify(() => console.itemAtIndex(console.count - 1) !== null && console.atYEnd);
        }
    }
}
