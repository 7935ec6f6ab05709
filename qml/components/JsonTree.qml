// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Topicscope

// A JSON text as a tree with a search line.
ColumnLayout {
    id: tree

    required property JsonTreeModel json
    property bool hasPayload: true

    function focusSearch(): void {
        searchField.forceActiveFocus(Qt.ShortcutFocusReason);
        searchField.selectAll();
    }

    function search(): void {
        searchTimer.stop();
        json.search = searchField.text;
    }

    function step(by: int): void {
        const row = json.stepMatch(by);
        if (row >= 0) {
            list.currentIndex = row;
            list.positionViewAtIndex(row, ListView.Contain);
        }
    }

    spacing: 0

    RowLayout {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.spacing
        Layout.rightMargin: Theme.spacingSmall
        Layout.topMargin: Theme.spacingSmall
        spacing: Theme.spacingSmall

        TextInputField {
            id: searchField

            Layout.fillWidth: true
            clearable: true
            iconName: "search"
            label: qsTr("Find in the payload")
            placeholderText: qsTr("Find keys and values")
            shortcutText: "Ctrl+F"
            toolTip: qsTr("Finds keys and values in the payload")
            Keys.onEscapePressed: clear()
            onAccepted: {
                tree.search();
                tree.step(1);
            }
            onTextChanged: searchTimer.restart()

            // A long payload takes a moment to search: not for every letter of a word.
            Timer {
                id: searchTimer

                interval: 120
                onTriggered: tree.search()
            }
        }
        AppLabel {
            muted: true
            text: tree.json.matchCount === 0 ? qsTr("none") : qsTr("%1 / %2").arg(tree.json.matchIndex + 1).arg(Format.count(tree.json.matchCount) + (tree.json.matchesLimited ? "+" : ""))
            visible: searchField.text !== ""
        }
        IconButton {
            enabled: tree.json.matchCount > 0
            iconName: "chevron-up"
            shortcutText: "Shift+F3"
            text: qsTr("Previous match")
            onClicked: tree.step(-1)
        }
        IconButton {
            enabled: tree.json.matchCount > 0
            iconName: "chevron-down"
            shortcutText: "F3"
            text: qsTr("Next match")
            onClicked: tree.step(1)
        }
    }

    ListView {
        id: list

        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.topMargin: Theme.spacingSmall
        Accessible.name: qsTr("Payload")
        Accessible.role: Accessible.Tree
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        currentIndex: -1
        highlightMoveDuration: 0
        model: tree.json
        reuseItems: true
        delegate: JsonRow {
            json: ListView.view.model as JsonTreeModel
        }

        Keys.onLeftPressed: {
            const item = currentItem as JsonRow;
            if (item && item.expanded)
                tree.json.collapse(currentIndex);
            else if (tree.json.parentRow(currentIndex) >= 0)
                currentIndex = tree.json.parentRow(currentIndex);
        }
        Keys.onReturnPressed: tree.json.toggle(currentIndex)
        Keys.onRightPressed: tree.json.expand(currentIndex)
        Keys.onPressed: event => {
            if (event.matches(StandardKey.Copy) && currentIndex >= 0) {
                Platform.copyText(tree.json.rawValue(currentIndex));
                event.accepted = true;
            }
        }

        ScrollBar.vertical: AppScrollBar {}

        EmptyState {
            anchors.fill: parent
            iconName: "warning"
            text: qsTr("What was received could not be read as a message. The Raw tab shows it.")
            title: qsTr("No payload")
            visible: !tree.hasPayload
        }
    }

    AppLabel {
        Layout.fillWidth: true
        Layout.margins: Theme.spacing
        color: Theme.toneColor(Tone.Warning)
        text: qsTr("Opened the first %1 lines; the rest can be opened one by one.").arg(Format.count(list.count))
        visible: tree.json.expandLimited
        wrapMode: Text.WordWrap
    }
}
