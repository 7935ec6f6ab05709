// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

TestCase {
    id: testCase

    height: 400
    name: "HandlersPanel"
    visible: true
    when: windowShown
    width: 1100

    HandlersPanel {
        id: panel

        anchors.fill: parent
        client: PanelFixture.client
    }

    function test_1_emptyStateTellsWhatToDo() {
        const empty = findChild(panel, "noHandlers");
        verify(empty.visible);
        verify(empty.title.length > 0);
    }

    function test_2_dialogAddsByKeyboard() {
        const button = findChild(panel, "addHandlerButton");
        button.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Space);
        tryVerify(() => {
            const field = findChild(testCase.parent, "patternField");
            return field !== null && field.activeFocus;
        });
        keySequence("Ctrl+A");
        for (const key of "orders")
            keyClick(key);
        keyClick(Qt.Key_Return);
        tryCompare(findChild(panel, "handlerList"), "count", 1);
        tryVerify(() => !findChild(panel, "noHandlers").visible);
        tryVerify(() => {
            const field = findChild(testCase.parent, "patternField");
            return !field || !field.visible;
        });
    }

    function test_3_takenPatternIsExplained() {
        findChild(panel, "addHandlerButton").clicked();
        let field = null;
        tryVerify(() => {
            field = findChild(testCase.parent, "patternField");
            return field !== null && field.activeFocus;
        });
        field.text = "orders";
        keyClick(Qt.Key_Return);
        tryVerify(() => findChild(testCase.parent, "patternProblem").text.length > 0);
        keyClick(Qt.Key_Escape);
        tryVerify(() => !field.visible);
        compare(findChild(panel, "handlerList").count, 1);
    }

    function test_3b_theErrorStandsAtItsFieldAndGoesWhenItIsEdited() {
        findChild(panel, "addHandlerButton").clicked();
        let field = null;
        tryVerify(() => {
            field = findChild(testCase.parent, "patternField");
            return field !== null && field.activeFocus;
        });
        field.text = "";
        keyClick(Qt.Key_Return);
        const problem = findChild(testCase.parent, "patternProblem");
        tryVerify(() => problem.text.length > 0);
        verify(field.invalid);
        keyClick("x");
        compare(problem.text, "");
        keyClick(Qt.Key_Escape);
        tryVerify(() => !field.visible);
        compare(panel.controller.errorText, "");
    }

    function test_4_showsCalls() {
        verify(PanelFixture.start());
        PanelFixture.publish("orders", 3, "");
        const list = findChild(panel, "handlerList");
        tryVerify(() => list.itemAtIndex(0) !== null && list.itemAtIndex(0).textOf("calls") === "3");
        verify(list.itemAtIndex(0).Accessible.name.length > 0);
    }

    function test_5_deleteRemovesAndUndoRestores() {
        const list = findChild(panel, "handlerList");
        list.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Down);
        compare(list.currentIndex, 0);
        keyClick(Qt.Key_Delete);
        tryCompare(list, "count", 0);
        const undo = findChild(findChild(panel, "handlerNotice"), "noticeAction");
        verify(undo.visible);
        mouseClick(undo);
        tryCompare(list, "count", 1);
        verify(!undo.visible);
    }

    function test_6_filterThatFindsNothing() {
        const filter = findChild(panel, "handlerFilter");
        filter.text = "no such name";
        tryCompare(findChild(panel, "handlerList"), "count", 0);
        verify(!findChild(panel, "noHandlers").visible);
        filter.clear();
        tryCompare(findChild(panel, "handlerList"), "count", 1);
    }

    // Low, as at the foot of a window of 960x600, and high; with and without handlers that run here.
    function test_7_stoppedOnesHaveTheRoom_data() {
        return [{ tag: "low", height: 190, port: 2 }, { tag: "high", height: 320, port: 3 }];
    }

    function test_7_stoppedOnesHaveTheRoom(data) {
        panel.anchors.fill = null;
        panel.width = 940;
        panel.height = data.height;
        const controller = panel.controller;
        for (let i = 0; i < 4; ++i)
            controller.addHandler("left" + i, "left" + i, "count", "", false);
        PanelFixture.client.connectTo("http://127.0.0.1:" + data.port, "tests", "*", ClientController.Handlers.Stop);
        const stopped = findChild(panel, "stoppedHandlers");
        const rows = findChild(panel, "stoppedList");
        const list = findChild(panel, "handlerList");
        tryVerify(() => rows.count >= 4 && list.count === 0);
        verify(PanelFixture.start());
        const count = rows.count;
        // Nothing lies over them, and they have all the room that they want.
        verify(!findChild(panel, "noHandlers").visible);
        const body = stopped.parent;
        tryVerify(() => rows.height >= Math.min(count * stopped.rowHeight, body.height - rows.y));
        verify(stopped.height <= body.height);

        findChild(panel, "handlerFilter").text = "no such name";
        tryVerify(() => findChild(panel, "noHandlerFound").visible);
        const line = findChild(panel, "noHandlerFound");
        tryVerify(() => line.y >= stopped.y + stopped.height && line.y + line.height <= body.height);
        findChild(panel, "handlerFilter").clear();

        controller.startStopped(0);
        controller.startStopped(0);
        tryVerify(() => list.count === 2 && rows.count === count - 2);
        waitForItemPolished(panel);
        tryVerify(() => list.height >= Theme.rowHeight && rows.height >= stopped.rowHeight);
        verify(stopped.y + stopped.height <= list.y);
        while (rows.count > 0)
            controller.removeStopped(0);
        tryVerify(() => !stopped.visible);
        controller.dismissUndo();
        panel.anchors.fill = testCase;
    }

    // While messages come: nothing is asked, and the field goes along with what others set.
    function test_8_fullLanesAreSetAtOnce(): void {
        const field = findChild(panel, "overflowField");
        field.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Down);
        keyClick(Qt.Key_Down);
        compare(field.currentIndex, 2);
        compare(PanelFixture.client.overflow, 2);
        verify(!PanelFixture.client.changes.asking);
        PanelFixture.client.overflow = 0;
        compare(field.currentIndex, 0);
    }
}
