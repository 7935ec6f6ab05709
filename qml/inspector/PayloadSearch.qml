// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// The line that looks for a text in a payload. Enter and F3 go on, with Shift back; a search may take a moment.
RowLayout {
    id: search

    required property real matchCount
    required property real matchIndex // from 0; -1 while none is chosen
    required property bool searching
    property bool limited: false // more were found than are counted
    required property string label
    property alias text: field.text
    property int pendingStep: 0 // wanted while the search runs

    signal searchRequested(text: string)
    signal stepRequested(by: int)

    function focusField(): void {
        field.forceActiveFocus(Qt.ShortcutFocusReason);
        field.selectAll();
    }

    function look(): void {
        timer.stop();
        searchRequested(field.text);
    }

    function step(by: int): void {
        look();
        if (searching)
            pendingStep = by;
        else
            stepRequested(by);
    }

    spacing: Theme.spacingSmall

    onSearchingChanged: {
        if (searching || pendingStep === 0)
            return;
        const by = pendingStep;
        pendingStep = 0;
        stepRequested(by);
    }

    TextInputField {
        id: field

        Layout.fillWidth: true
        Layout.minimumWidth: 60
        clearable: true
        iconName: "search"
        invalid: text !== "" && !search.searching && !timer.running && search.matchCount === 0
        label: search.label
        objectName: "searchField"
        placeholderText: qsTr("Find")
        shortcutText: "Ctrl+F"
        toolTip: search.label
        Keys.onEscapePressed: clear()
        Keys.onPressed: event => {
            if (event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter)
                return;
            event.accepted = true;
            search.step(event.modifiers & Qt.ShiftModifier ? -1 : 1);
        }
        onTextChanged: {
            search.pendingStep = 0;
            timer.restart();
        }

        // Not for every letter of a word.
        Timer {
            id: timer

            interval: 120
            onTriggered: search.look()
        }
    }
    AppLabel {
        muted: true
        objectName: "searchCount"
        text: {
            if (search.searching)
                return qsTr("Searching\u2026");
            if (search.matchCount === 0)
                return qsTr("none");
            const count = Format.count(search.matchCount) + (search.limited ? "+" : "");
            return search.matchIndex < 0 ? count : qsTr("%1 / %2").arg(Format.count(search.matchIndex + 1)).arg(count);
        }
        visible: field.text !== ""
    }
    IconButton {
        enabled: search.matchCount > 0
        iconName: "chevron-up"
        shortcutText: "Shift+F3"
        text: qsTr("Previous match")
        onClicked: search.step(-1)
    }
    IconButton {
        enabled: search.matchCount > 0
        iconName: "chevron-down"
        shortcutText: "F3"
        text: qsTr("Next match")
        onClicked: search.step(1)
    }
}
