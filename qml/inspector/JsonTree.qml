// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// A JSON text as a tree with a search line.
ColumnLayout {
    id: tree

    required property JsonTreeModel json
    property bool hasPayload: true
    property string problem
    property bool reading
    property alias list: list
    property alias searchText: search.text

    function focusSearch(): void {
        search.focusField();
    }

    function step(by: int): void {
        search.step(by);
    }

    function showMatch(by: int): void {
        const row = json.stepMatch(by);
        if (row >= 0) {
            list.currentIndex = row;
            list.positionViewAtIndex(row, ListView.Contain);
        }
    }

    spacing: 0

    PayloadSearch {
        id: search

        Layout.fillWidth: true
        Layout.leftMargin: Theme.spacing
        Layout.rightMargin: Theme.spacingSmall
        Layout.topMargin: Theme.spacingSmall
        label: qsTr("Find keys and values")
        limited: tree.json.matchesLimited
        matchCount: tree.json.matchCount
        matchIndex: tree.json.matchIndex
        searching: tree.json.searching
        onSearchRequested: text => tree.json.search = text
        onStepRequested: by => tree.showMatch(by)
    }

    JsonList {
        id: list

        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.topMargin: Theme.spacingSmall
        json: tree.json

        EmptyState {
            anchors.fill: parent
            iconName: "warning"
            text: qsTr("What was received could not be read as a message. The Raw tab shows it.")
            title: qsTr("No payload")
            visible: !tree.hasPayload
        }
        EmptyState {
            anchors.fill: parent
            iconName: "info"
            objectName: "payloadProblem"
            text: tree.problem
            title: qsTr("No tree")
            visible: tree.hasPayload && tree.problem !== ""
        }
        AppLabel {
            anchors.centerIn: parent
            muted: true
            text: qsTr("Reading the payload\u2026")
            visible: tree.reading || tree.json.reading
        }
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.spacing
        Layout.rightMargin: Theme.spacingSmall
        visible: list.currentIndex >= 0

        AppLabel {
            Accessible.name: qsTr("Path: %1").arg(text)
            Layout.fillWidth: true
            elide: Text.ElideLeft
            font.pixelSize: Theme.fontSmall
            mono: true
            muted: true
            objectName: "jsonPath"
            text: Format.visible(list.currentPath)
        }
        IconButton {
            iconName: "copy"
            shortcutText: "Ctrl+Shift+C"
            text: qsTr("Copy the path")
            onClicked: Platform.copyText(list.currentPath)
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
