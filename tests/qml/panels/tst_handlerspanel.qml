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

    // While messages come: nothing is asked, and the field goes along with what others set.
    function test_8_fullLanesAreSetAtOnce(): void {
        const field = findChild(panel, "overflowField");
        field.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Down);
        keyClick(Qt.Key_Down);
        compare(field.currentIndex, 2);
        compare(PanelFixture.client.overflow, 2);
        PanelFixture.client.overflow = 0;
        compare(field.currentIndex, 0);
    }
}
