// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

TestCase {
    id: testCase

    height: 400
    name: "DeadLettersPanel"
    visible: true
    when: windowShown
    width: 1100

    DeadLettersPanel {
        id: panel

        anchors.fill: parent
        client: PanelFixture.client
    }
    HandlersPanel {
        id: handlersPanel

        client: PanelFixture.client
        height: 300
        width: 1100
        y: 400
    }
    HandlerController {
        id: handlers

        client: PanelFixture.client
    }

    // The client is that of the other panels' tests too.
    function cleanupTestCase() {
        const list = findChild(handlersPanel, "handlerList");
        tryVerify(() => list.itemAtIndex(0) !== null);
        handlers.removeHandler(list.itemAtIndex(0).handlerId);
        tryCompare(list, "count", 0);
    }

    function test_1_emptyStateTellsWhatItIs() {
        verify(findChild(panel, "noDeadLetters").visible);
        verify(!findChild(panel, "rerunAll").enabled);
    }

    function test_2_showsWhatFailed() {
        verify(PanelFixture.start());
        verify(handlers.addHandler("strict", "dead/topic", "require", "total", false, 1, "1ms", "1ms"));
        PanelFixture.publish("dead/topic", 2, "");
        const list = findChild(panel, "deadLetterList");
        tryCompare(list, "count", 2);
        tryVerify(() => list.itemAtIndex(0) !== null);
        compare(list.itemAtIndex(0).textOf("handler"), "strict");
        compare(list.itemAtIndex(0).textOf("calls"), "2");
        verify(list.itemAtIndex(0).textOf("error").length > 0);
        verify(!findChild(panel, "noDeadLetters").visible);
    }

    function test_3_discardAndUndoByKeyboard() {
        const list = findChild(panel, "deadLetterList");
        list.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Down);
        verify(list.currentItem.Accessible.selected);
        keyClick(Qt.Key_Delete);
        compare(list.count, 1);
        mouseClick(findChild(panel, "noticeAction"));
        compare(list.count, 2);
    }

    function test_4_badRetriesAreExplained() {
        verify(!handlers.addHandler("x", "dead/other", "count", "", false, 2, "soon", "1s"));
        verify(handlers.errorText.length > 0);
        handlers.clearError();
    }

    function test_5_runsAgain() {
        const list = findChild(panel, "deadLetterList");
        const first = list.itemAtIndex(0).letterId;
        const dialog = findChild(panel, "rerunDialog");
        findChild(panel, "rerunAll").clicked();
        tryVerify(() => dialog.opened);
        verify(dialog.title.includes("2"));
        keyClick(Qt.Key_Return); // the safe answer has the keys
        tryVerify(() => !dialog.visible);
        compare(list.itemAtIndex(0).letterId, first);
        findChild(panel, "rerunAll").clicked();
        tryVerify(() => dialog.opened);
        keyClick(Qt.Key_Escape);
        tryVerify(() => !dialog.visible);
        compare(list.itemAtIndex(0).letterId, first);
        findChild(panel, "rerunAll").clicked();
        tryVerify(() => dialog.opened);
        findChild(dialog.footer, "confirmButton").clicked();
        tryVerify(() => !dialog.visible);
        // The handler still refuses them: they come back as new letters.
        tryVerify(() => list.count === 2 && list.itemAtIndex(0) !== null && list.itemAtIndex(0).letterId > first);
        tryVerify(() => findChild(panel, "deadLetterNotice").text
            .startsWith("Run again 2: 2 failed again. The last ended at "));
    }

    function test_6_rowsStayUnderThePointer() {
        const list = findChild(panel, "deadLetterList");
        const title = findChild(panel, "showNewLetters");
        findChild(panel, "exportLetters").forceActiveFocus();
        mouseMove(list, 50, 8);
        tryVerify(() => panel.controller.held);
        const first = list.itemAtIndex(0).letterId;
        PanelFixture.publish("dead/topic", 3, "");
        tryCompare(panel.controller, "waiting", 3);
        verify(title.visible);
        compare(list.count, 2);
        compare(list.itemAtIndex(0).letterId, first);
        mouseMove(panel, 50, 8); // on the title
        tryVerify(() => !panel.controller.held);
        tryCompare(list, "count", 5);
        tryVerify(() => list.itemAtIndex(0) !== null && list.itemAtIndex(0).letterId > first);
        verify(!title.visible);
        verify(list.atYBeginning);
    }
}
