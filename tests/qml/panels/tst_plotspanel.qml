// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

TestCase {
    id: testCase

    height: 600
    name: "PlotsPanel"
    visible: true
    when: windowShown
    width: 1000

    PlotsPanel {
        id: panel

        anchors.fill: parent
        client: PanelFixture.client
    }

    function test_1_recordsAndDraws() {
        verify(PanelFixture.start());
        tryCompare(panel.controller, "empty", false);
        PanelFixture.publish("orders", 20, "");
        const throughput = findChild(panel, "throughputPlot");
        tryVerify(() => !throughput.empty);
        verify(throughput.plotArea.width > 100);
    }

    function test_2_pauses() {
        const button = findChild(panel, "pauseButton");
        button.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Space);
        verify(panel.controller.paused);
        keyClick(Qt.Key_Space);
        verify(!panel.controller.paused);
    }

    function test_3_zoomsByKeys() {
        const throughput = findChild(panel, "throughputPlot");
        throughput.parent.parent.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Plus);
        verify(panel.controller.zoomed);
        keyClick(Qt.Key_Left);
        keyClick(Qt.Key_0);
        verify(!panel.controller.zoomed);
    }

    function test_4_choosesTheWindow() {
        panel.controller.windowMinutes = 5;
        compare(findChild(panel, "range5").checked, true);
        compare(findChild(panel, "range1").checked, false);
        mouseClick(findChild(panel, "range1"));
        compare(panel.controller.windowMinutes, 1);
    }

    function test_5_fitsNarrowAndLow_data() {
        return [
            {
                tag: "low and wide",
                width: 1000,
                height: 250
            },
            {
                tag: "narrow",
                width: 420,
                height: 600
            }
        ];
    }

    function test_5_fitsNarrowAndLow(data) {
        panel.anchors.fill = undefined;
        panel.width = data.width;
        panel.height = data.height;
        const throughput = findChild(panel, "throughputPlot");
        tryVerify(() => throughput.width > 80 && throughput.width <= data.width && throughput.plotArea.height > 20);
    }
}
