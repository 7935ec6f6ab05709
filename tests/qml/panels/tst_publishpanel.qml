// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

TestCase {
    id: testCase

    height: 420
    name: "PublishPanel"
    visible: true
    when: windowShown
    width: 1100

    PublishPanel {
        id: panel

        anchors.fill: parent
        client: PanelFixture.client
    }

    function initTestCase() {
        verify(PanelFixture.start());
    }

    function test_1_saysWhatIsMissing() {
        verify(!findChild(panel, "sendButton").enabled);
        verify(findChild(panel, "hindranceLabel").text.length > 0);
    }

    function test_2_validatesWhileTyping() {
        const editor = findChild(panel, "payloadEditor");
        editor.text = "{\n  \"a\": oops\n}";
        verify(findChild(panel, "faultLabel").text.includes("2"));
        compare(findChild(panel, "validityPill").tone, Tone.Danger);
        verify(!findChild(panel, "sendButton").enabled);
        editor.text = "{\"a\": 1}";
        compare(findChild(panel, "faultLabel").text, "");
        compare(findChild(panel, "validityPill").tone, Tone.Success);
    }

    // The words and the buttons around them change, and everything is where it belongs.
    function test_2_whatItSaysMovesNothing() {
        const editor = findChild(panel, "payloadEditor");
        const pill = findChild(panel, "validityPill");
        const send = findChild(panel, "sendButton");
        panel.controller.topic = "orders";
        tryCompare(findChild(panel, "hindranceLabel"), "text", "");
        const place = send.mapToItem(panel, 0, 0);
        for (const text of ["oops", "{}", "{\"a\": oops}", "{\"a\": 1}"]) {
            editor.text = text;
            waitForItemPolished(panel);
            tryVerify(() => pill.width === pill.implicitWidth, 1000, pill.width + " for " + pill.implicitWidth);
            compare(send.mapToItem(panel, 0, 0), place);
        }
        panel.controller.topic = "";
    }

    function test_3_sendsByKeyboardOnly() {
        const topic = findChild(panel, "topicField");
        topic.forceActiveFocus(Qt.TabFocusReason);
        for (const key of "orders")
            keyClick(key);
        compare(topic.text, "orders");
        tryVerify(() => findChild(panel, "sendButton").enabled);
        keyClick(Qt.Key_Return, Qt.ControlModifier);
        const list = findChild(panel, "sentList");
        tryCompare(list, "count", 1);
        tryVerify(() => list.itemAtIndex(0) !== null && list.itemAtIndex(0).tone === Tone.Success);
        compare(list.itemAtIndex(0).topic, "orders");
        compare(list.itemAtIndex(0).payload, "{\"a\": 1}");
    }

    function test_4_newIdIsKept() {
        const field = findChild(panel, "idField");
        findChild(panel, "newIdButton").clicked();
        compare(field.text.length, 36);
        field.clear();
        compare(panel.controller.messageId, "");
    }

    function test_5_boundsTheNumbers() {
        const repeats = findChild(panel, "repeatField");
        const rate = findChild(panel, "rateField");
        const button = findChild(panel, "sendButton");
        panel.controller.topic = "orders";
        tryVerify(() => button.enabled);
        repeats.forceActiveFocus();
        for (const wrong of ["100000000", "0", "-1", "1.5", "1e3", ""]) {
            repeats.selectAll();
            keyClick(Qt.Key_Delete);
            for (const key of wrong)
                keyClick(key);
            compare(repeats.text, wrong);
            compare(repeats.take(), false);
            compare(repeats.text, wrong, "stays as it was typed");
            compare(repeats.value, 1);
            verify(repeats.invalid);
            verify(!button.enabled);
            verify(findChild(panel, "hindranceLabel").text.includes(Format.count(panel.controller.maxRepeats)));
        }
        repeats.text = "2";
        verify(button.enabled);
        rate.text = "0.0001";
        verify(rate.invalid);
        verify(!button.enabled);
        repeats.text = "1";
        verify(button.enabled, "no rate is needed");
        rate.text = "10";
        keyClick(Qt.Key_Up);
        compare(repeats.text, "2");
        keyClick(Qt.Key_Down);
        keyClick(Qt.Key_Down);
        compare(repeats.text, "1");
    }

    function test_6_tellsTheServersObjection() {
        const topic = findChild(panel, "topicField");
        panel.controller.topic = "refused";
        findChild(panel, "sendButton").clicked();
        const list = findChild(panel, "sentList");
        tryCompare(list, "count", 2);
        tryVerify(() => list.itemAtIndex(0) !== null && list.itemAtIndex(0).error.length > 0);
        compare(list.itemAtIndex(0).tone, Tone.Danger);
        list.forceActiveFocus();
        list.currentIndex = 1;
        keyClick(Qt.Key_Return);
        compare(panel.controller.topic, "orders");
    }

    function test_7_stopsARow() {
        panel.controller.topic = "slow";
        findChild(panel, "repeatField").text = "100000";
        findChild(panel, "sendButton").clicked();
        const stop = findChild(panel, "cancelButton");
        tryVerify(() => stop.visible);
        mouseClick(stop);
        tryVerify(() => !panel.controller.running);
    }

    function test_8_hindersWhileDisconnected() {
        findChild(panel, "repeatField").text = "1";
        PanelFixture.stop();
        tryVerify(() => !findChild(panel, "sendButton").enabled);
        verify(findChild(panel, "hindranceLabel").text.length > 0);
    }
}
