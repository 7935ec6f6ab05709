// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import QtTest
import Topicscope
import TopicscopeTests

// Figures that change while their tab is hidden. Memory that was freed is poisoned here (see CMakeLists.txt), so that a
// layout that remembers an item it no longer has ends the test.
TestCase {
    id: testCase

    height: 500
    name: "ScriptFigures"
    visible: true
    when: windowShown
    width: 400

    ScriptController {
        id: scripts

        client: PanelFixture.client
    }
    Rectangle {
        id: pulse // each frame draws it, while what is tested is hidden

        height: 1
        width: 1
    }
    StackLayout {
        id: tabs

        anchors.fill: parent

        Item {}
        ScriptFiguresView {
            id: view

            figures: scripts.figures
        }
        DryRunView {
            scripts: scripts
        }
    }

    function drawFrame() {
        pulse.width = pulse.width === 1 ? 2 : 1;
        waitForRendering(testCase);
    }

    function test_changeWhileHidden_data() {
        return [
            {tag: "neverShown", shownFirst: false, metrics: 0},
            {tag: "neverShownWithMetrics", shownFirst: false, metrics: 5},
            {tag: "shownBefore", shownFirst: true, metrics: 0},
            {tag: "shownBeforeWithMetrics", shownFirst: true, metrics: 5}
        ];
    }

    function test_changeWhileHidden(data) {
        tabs.currentIndex = data.shownFirst ? 1 : 0;
        PanelFixture.showFigures(scripts.figures, 3, data.metrics);
        drawFrame();
        tabs.currentIndex = 0;
        for (let round = 1; round < 50; ++round) {
            PanelFixture.showFigures(scripts.figures, round, data.metrics === 0 ? 0 : round % data.metrics);
            wait(0); // what was removed is deleted
            drawFrame();
        }
        tabs.currentIndex = 1;
        PanelFixture.showFigures(scripts.figures, 12, data.metrics);
        drawFrame();
        verify(view.contentHeight > 0);
    }
}
