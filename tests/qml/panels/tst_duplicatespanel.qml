// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

TestCase {
    id: testCase

    height: 420
    name: "DuplicatesPanel"
    visible: true
    when: windowShown
    width: 1100

    DuplicatesPanel {
        id: panel

        anchors.fill: parent
        client: PanelFixture.client
    }

    // From zero, whatever the panels tested before have received.
    function initTestCase(): void {
        PanelFixture.renewClient();
        verify(PanelFixture.start());
    }

    function test_1_saysThatItIsOffAndTurnsOn() {
        verify(findChild(panel, "noDuplicates").visible);
        compare(panel.controller.enabled, false);
        compare(findChild(panel, "filterState").tone, Tone.Neutral);
        const button = findChild(panel, "filterSwitch");
        const window = findChild(panel, "windowField");
        window.text = "0";
        verify(window.invalid);
        verify(!button.enabled);
        window.text = "1000";
        verify(button.enabled);
        button.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Space);
        compare(panel.controller.enabled, true); // at once: a second click would turn it off
        compare(findChild(panel, "filterState").tone, Tone.Success);
        compare(panel.controller.window, 1000);
        window.forceActiveFocus(Qt.TabFocusReason);
        window.text = "2000";
        keyClick(Qt.Key_Return);
        compare(panel.controller.window, 2000);
        verify(panel.controller.enabled);
        verify(findChild(panel, "noDuplicates").visible);
    }

    function test_2_listsWhatItCaught() {
        verify(PanelFixture.start());
        PanelFixture.publish("orders", 4, "same-id");
        PanelFixture.publish("orders", 2, "");
        const list = findChild(panel, "duplicateList");
        tryCompare(list, "count", 1);
        tryVerify(() => list.itemAtIndex(0) !== null && list.itemAtIndex(0).textOf("hits") === "3");
        compare(list.itemAtIndex(0).textOf("messageId"), "same-id");
        compare(list.itemAtIndex(0).textOf("topic"), "orders");
        tryCompare(panel.controller, "hits", "3");
        compare(panel.controller.share, "50.0 %");
        verify(!findChild(panel, "noDuplicates").visible);
    }

    function test_3_filters() {
        const filter = findChild(panel, "duplicateFilter");
        filter.text = "other";
        tryCompare(findChild(panel, "duplicateList"), "count", 0);
        tryVerify(() => findChild(panel, "noDuplicates").visible);
        filter.clear();
        tryCompare(findChild(panel, "duplicateList"), "count", 1);
    }

    function test_4_turnsOffAgainAndGoesOnCounting() {
        findChild(panel, "filterSwitch").clicked();
        compare(panel.controller.enabled, false);
        compare(panel.controller.window, 2000);
        const list = findChild(panel, "duplicateList");
        compare(list.count, 1); // what was found stays
        PanelFixture.publish("orders", 3, "again");
        tryCompare(list, "count", 2);
        tryCompare(panel.controller, "hits", "5");
        compare(panel.controller.filtered, "3"); // those that came while it was on
        tryVerify(() => list.itemAtIndex(0) !== null && list.itemAtIndex(0).textOf("producer") === "tests");
        verify(!findChild(panel, "noDuplicates").visible);
    }

    function test_5_titlesSort() {
        const list = findChild(panel, "duplicateList");
        const hits = findChild(panel, "hitsTitle");
        const lastAt = findChild(panel, "lastAtTitle");
        const first = () => list.itemAtIndex(0) === null ? "" : list.itemAtIndex(0).textOf("hits");
        verify(lastAt.sorted && lastAt.descending && !hits.sorted);
        const latest = first();
        hits.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Space);
        verify(hits.sorted && hits.descending && !lastAt.sorted);
        tryVerify(() => first() === "3");
        mouseClick(hits);
        verify(hits.sorted && !hits.descending);
        tryVerify(() => first() === "2");
        mouseClick(hits);
        verify(lastAt.sorted && lastAt.descending);
        tryVerify(() => first() === latest);
        // What cannot be sorted by is a title and no button.
        const topic = findChild(panel, "topicTitle");
        mouseClick(topic);
        verify(!topic.activeFocus && !topic.sorted && lastAt.sorted);
    }
}
