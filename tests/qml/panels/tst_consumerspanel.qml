// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

TestCase {
    id: testCase

    height: 400
    name: "ConsumersPanel"
    visible: true
    when: windowShown
    width: 1100

    ConsumersPanel {
        id: panel

        anchors.fill: parent
        client: PanelFixture.client
    }

    function test_1_emptyStateTellsWhatToDo() {
        const empty = findChild(panel, "noConsumers");
        verify(empty.visible);
        verify(empty.text.length > 0);
        compare(panel.controller.running, false);
    }

    function test_2_startsAndStopsByKeyboard() {
        const button = findChild(panel, "observerSwitch");
        button.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Space);
        tryVerify(() => panel.controller.running);
        tryVerify(() => panel.controller.tone === Tone.Success || panel.controller.problemText !== "");
        keyClick(Qt.Key_Space);
        tryVerify(() => !panel.controller.running);
    }

    function test_3_lateAfterIsTaken() {
        const field = findChild(panel, "lateAfterField");
        field.forceActiveFocus(Qt.TabFocusReason);
        field.text = "30";
        keyClick(Qt.Key_Return);
        compare(panel.controller.lateAfterSeconds, 30);
        field.text = "0";
        keyClick(Qt.Key_Return);
        compare(panel.controller.lateAfterSeconds, 30);
        compare(field.text, "0");
        verify(field.invalid);
        field.text = "30";
    }

    function test_4_filterThatFindsNothing() {
        const filter = findChild(panel, "consumerFilter");
        const before = findChild(panel, "noConsumers").title;
        filter.text = "no such name";
        verify(findChild(panel, "noConsumers").title !== before);
        filter.clear();
        compare(findChild(panel, "noConsumers").title, before);
    }
}
