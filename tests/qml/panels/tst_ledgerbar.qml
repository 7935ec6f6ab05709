// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Window
import QtTest
import Topicscope
import TopicscopeTests

TestCase {
    id: testCase

    height: 600
    name: "LedgerBar"
    visible: true
    when: windowShown
    width: 1280

    LedgerBar {
        id: bar

        anchors.bottom: parent.bottom
        client: PanelFixture.client
        width: parent.width
    }

    function test_1_countsAndBalances() {
        verify(PanelFixture.start());
        const before = Number.parseInt(bar.controller.received.replace(/\D/g, ""));
        PanelFixture.publish("orders", 7, "");
        tryVerify(() => Number.parseInt(bar.controller.received.replace(/\D/g, "")) === before + 7);
        verify(bar.controller.balanced);
        verify(bar.controller.balanceText.length > 0);
    }

    LedgerBar {
        id: crowded

        client: null
        width: parent.width
    }

    function test_2_fitsHoweverMuchCame_data() {
        return [
            { tag: "nothing", count: 0 },
            { tag: "thousands", count: 54321 },
            { tag: "millions", count: 9876543 },
            { tag: "billions", count: 9.87e11 }
        ];
    }

    function test_2_fitsHoweverMuchCame(data) {
        PanelFixture.showLedger(crowded.controller, data.count);
        const rate = findChild(crowded, "ledgerRate");
        const states = findChild(crowded, "ledgerCounts");
        verify(crowded.controller.balanced);
        tryCompare(states, "tight", data.count > 1e6);
        tryVerify(() => states.x + states.width < rate.mapToItem(crowded, 0, 0).x);
    }

    SignalSpy {
        id: stateChosen

        signalName: "stateChosen"
        target: crowded
    }

    function pill(item, label) {
        if ((item as LedgerPill) && item.label === label)
            return item;
        for (let i = 0; i < item.children.length; ++i) {
            const found = pill(item.children[i], label);
            if (found)
                return found;
        }
        return null;
    }

    function test_3_aCountLeadsToItsMessages() {
        PanelFixture.showLedger(crowded.controller, 7);
        tryVerify(() => pill(crowded, "failed").visible);
        waitForItemPolished(pill(crowded, "failed").parent);
        mouseClick(pill(crowded, "failed"));
        compare(stateChosen.count, 1);
        compare(stateChosen.signalArguments[0][0], StateFilter.Failed);
        mouseClick(pill(crowded, "queued")); // a state that passes by
        compare(stateChosen.count, 1);
    }

    function test_3b_aCountIsPressedWithTheKeys() {
        PanelFixture.showLedger(crowded.controller, 7);
        tryVerify(() => pill(crowded, "failed").visible && pill(crowded, "queued").visible);
        const failed = pill(crowded, "failed");
        verify(failed.activeFocusOnTab && failed.Accessible.focusable);
        failed.forceActiveFocus(Qt.TabFocusReason);
        for (const key of [Qt.Key_Space, Qt.Key_Return, Qt.Key_Enter]) {
            stateChosen.clear();
            keyClick(key);
            compare(stateChosen.count, 1);
            compare(stateChosen.signalArguments[0][0], StateFilter.Failed);
        }
        // One that leads nowhere takes no key, and clears no filter that the user chose.
        stateChosen.clear();
        const queued = pill(crowded, "queued");
        verify(!queued.activeFocusOnTab);
        queued.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Space);
        queued.press();
        compare(stateChosen.count, 0);
    }

    // Dragging the window's edge shows no long figures in between.
    function test_3c_figuresStayShortWhileTheRoomChanges() {
        PanelFixture.showLedger(crowded.controller, 9.87e11);
        const counts = findChild(crowded, "ledgerCounts");
        tryCompare(counts, "tight", true);
        crowded.width = 1278; // not the parent's
        verify(counts.tight);
        crowded.width = 5000;
        tryCompare(counts, "tight", false);
        crowded.width = Qt.binding(() => testCase.width);
    }

    Component {
        id: narrowBar

        LedgerBar {
            client: null
            width: 960
        }
    }

    function shownCounts(bar) {
        const shown = [];
        const counts = findChild(bar, "ledgerCounts");
        for (let i = 0; i < counts.children.length; ++i) {
            const pill = counts.children[i] as LedgerPill;
            if (pill !== null && pill.visible)
                shown.push(pill.label);
        }
        return shown;
    }

    // In the narrowest window there is.
    function test_2_whatMattersComesBeforeZeros() {
        const narrow = createTemporaryObject(narrowBar, testCase);
        PanelFixture.showTrouble(narrow.controller);
        const more = findChild(narrow, "ledgerMore");
        tryVerify(() => shownCounts(narrow).includes("dead letters"));
        const counts = findChild(narrow, "ledgerCounts");
        tryVerify(() => counts.x + counts.width < more.parent.x);
        const shown = shownCounts(narrow);
        for (const wanted of [
            "received", "handled", "failed", "duplicate", "repeated", "retry waiting", "dead letters"
        ])
            verify(shown.includes(wanted), wanted + " in " + shown.join(", "));
        narrow.width = 2400; // room for all
        tryVerify(() => shownCounts(narrow).includes("running") && shownCounts(narrow).includes("stored"));
        tryCompare(more, "visible", false);
    }

    function test_3_widthStaysWhileDigitsChange() {
        const label = createTemporaryQmlObject("import Topicscope; TabularLabel { text: '1,111' }", testCase);
        const width = label.width;
        label.text = "8,888";
        compare(label.width, width);
        label.text = "4,040";
        compare(label.width, width);
        label.text = "14,040";
        verify(label.width > width);
    }

    function test_4_detailsByKeyboard() {
        const button = findChild(bar, "ledgerDetails");
        button.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Space);
        tryVerify(() => bar.detailsVisible);
        keyClick(Qt.Key_Escape);
        tryVerify(() => !bar.detailsVisible);
    }

    function test_5_detailsStayInALowWindow() {
        const window = testCase.Window.window;
        const before = window.height;
        window.height = 320;
        tryCompare(testCase.Window, "height", 320);
        const popup = findChild(bar, "ledgerPopup");
        verify(popup);
        popup.open();
        tryCompare(popup, "opened", true);
        waitForRendering(bar); // an endless layout never gets here
        verify(popup.contentItem.mapToItem(null, 0, 0).y >= 0);
        verify(popup.contentItem.contentHeight > popup.contentItem.height);
        popup.close();
        tryCompare(popup, "visible", false);
        window.height = before;
    }
}
