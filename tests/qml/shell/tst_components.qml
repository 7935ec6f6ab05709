// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtTest
import Topicscope

Item {
    id: root

    property int escapes: 0

    Keys.onEscapePressed: ++escapes
    height: 300
    width: 400

    Column {
        AppButton {
            id: button

            text: "Press"
        }
        IconButton {
            id: icon

            iconName: "copy"
            text: "Copy"
        }
        TextInputField {
            id: field

            clearable: true
            label: "A field"
        }
        ComboField {
            id: combo

            label: "A choice"
            model: ["one", "two", "three"]
        }
        AppCheckBox {
            id: box

            text: "Tick"
        }
        SortHeader {
            id: header

            text: "Column"
        }
        TabBar {
            id: tabs

            AppTabButton {
                text: "first"
            }
            AppTabButton {
                id: second

                text: "second"
            }
        }
        Chip {
            id: chip

            text: "topic: orders/*"
        }
        StatePill {
            id: pill

            text: "handled"
            tone: Tone.Success
        }
        Badge {
            id: badge

            text: "12"
        }
    }
    Item {
        id: topicHolder

        width: 180

        TopicDelegate {
            id: topicRow

            countText: "29,757"
            current: false
            depth: 9
            display: "temperature"
            expanded: true
            index: 0
            leaf: true
            path: "a/b/c/d/e/f/g/h/i/temperature"
            rateText: "28.5/s"
            topicColor: 1
        }
    }
    EmptyState {
        id: empty

        text: "Do this."
        title: "Nothing here"
    }

    TestCase {
        name: "Components"
        when: windowShown

        SignalSpy {
            id: clicked

            signalName: "clicked"
        }
        SignalSpy {
            id: toggled

            signalName: "toggled"
            target: box
        }
        SignalSpy {
            id: removed

            signalName: "removed"
            target: chip
        }

        function test_toolTipIsMadeWhenWanted() {
            let tip = null;
            for (let i = 0; i < icon.children.length; ++i)
                tip = icon.children[i] as AppToolTip ?? tip;
            verify(tip);
            compare(tip.popup, null);
            icon.hoverEnabled = true; // a display without a mouse has no hovering
            mouseMove(icon, icon.width + 100, icon.height / 2);
            mouseMove(icon, icon.width / 2, icon.height / 2);
            tryVerify(() => tip.popup !== null && tip.popup.opened);
            compare(tip.popup.text, "Copy");
            verify(tip.popup.y >= icon.height || tip.popup.y + tip.popup.height <= 0, "it covers what it explains");
            mouseMove(icon, icon.width + 100, icon.height + 100);
            tryCompare(tip, "popup", null);
        }

        function test_escapeClosesTheListAndNothingElse() {
            combo.forceActiveFocus(Qt.TabFocusReason);
            root.escapes = 0;
            for (let round = 1; round <= 2; ++round) {
                keyClick(Qt.Key_Return);
                tryVerify(() => combo.popup.opened);
                keyClick(Qt.Key_Escape);
                tryVerify(() => !combo.popup.visible);
                compare(root.escapes, round - 1);
                keyClick(Qt.Key_Escape); // the next one is not swallowed
                compare(root.escapes, round);
            }
            // Closed by choosing in between.
            keyClick(Qt.Key_Return);
            tryVerify(() => combo.popup.opened);
            keyClick(Qt.Key_Return);
            tryVerify(() => !combo.popup.visible);
            keyClick(Qt.Key_Escape);
            compare(root.escapes, 3);
        }

        function test_topicsKeepTheirNames_data() {
            return [
                {tag: "narrowest", width: 180},
                {tag: "narrow", width: 200},
                {tag: "usual", width: 236},
                {tag: "wide", width: 500}
            ];
        }

        function test_topicsKeepTheirNames(data) {
            topicHolder.width = data.width;
            const name = findChild(topicRow, "topicName");
            verify(name.width >= 40, "room for the name: " + name.width);
            // Levels can still be told apart where it is not deep.
            topicRow.depth = 1;
            const upper = name.x;
            topicRow.depth = 2;
            verify(name.x > upper);
            topicRow.depth = 9;
        }

        function test_buttonsByKey_data() {
            return [{ tag: "button", control: button }, { tag: "icon", control: icon }];
        }

        function test_buttonsByKey(data) {
            clicked.target = data.control;
            clicked.clear();
            data.control.forceActiveFocus(Qt.TabFocusReason);
            verify(data.control.visualFocus);
            keyClick(Qt.Key_Space);
            compare(clicked.count, 1);
            keyClick(Qt.Key_Return);
            compare(clicked.count, 2);
            keyClick(Qt.Key_Enter);
            compare(clicked.count, 3);
            clicked.clear();
            data.control.clicked();
            data.control.enabled = false;
            mouseClick(data.control);
            compare(clicked.count, 1);
            data.control.enabled = true;
        }

        function test_tabOrder() {
            button.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Tab);
            verify(icon.activeFocus);
            keyClick(Qt.Key_Tab);
            verify(field.activeFocus);
            keyClick(Qt.Key_Tab);
            verify(combo.activeFocus);
            keyClick(Qt.Key_Tab, Qt.ShiftModifier);
            verify(field.activeFocus);
        }

        function test_fieldIsEmptied() {
            field.forceActiveFocus();
            field.text = "";
            keyClick("a");
            keyClick("b");
            compare(field.text, "ab");
            const width = field.width;
            mouseClick(field, width - 10, field.height / 2);
            compare(field.text, "");
        }

        function test_comboByKey() {
            combo.forceActiveFocus(Qt.TabFocusReason);
            combo.currentIndex = 0;
            keyClick(Qt.Key_Down);
            compare(combo.currentText, "two");
            keyClick(Qt.Key_Space);
            tryVerify(() => combo.popup.opened);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            tryVerify(() => !combo.popup.visible);
            compare(combo.currentText, "three");
        }

        function test_checkBoxByKey() {
            box.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            verify(box.checked);
            toggled.clear();
            keyClick(Qt.Key_Return);
            verify(!box.checked);
            compare(toggled.count, 1);
        }

        function test_tabsAndHeadersByReturn() {
            tabs.currentIndex = 0;
            second.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            compare(tabs.currentIndex, 1);
            keyClick(Qt.Key_Return);
            compare(tabs.currentIndex, 1);
            clicked.target = header;
            clicked.clear();
            header.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            compare(clicked.count, 1);
            combo.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            tryVerify(() => combo.popup.opened);
            keyClick(Qt.Key_Escape);
            tryVerify(() => !combo.popup.visible);
        }

        function test_chipIsRemoved() {
            removed.clear();
            mouseClick(chip, chip.width - 8, chip.height / 2);
            compare(removed.count, 1);
        }

        function test_pillFollowsItsText() {
            const narrow = pill.implicitWidth;
            pill.text = "a much longer state";
            verify(pill.implicitWidth > narrow);
            compare(pill.color, Theme.toneSoft(Tone.Success));
            pill.quiet = true;
            compare(pill.color.a, 0);
            verify(badge.implicitWidth >= badge.implicitHeight);
            verify(empty.implicitHeight > 0);
        }
    }
}
