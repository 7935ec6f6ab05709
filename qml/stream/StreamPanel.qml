// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// The stream of messages with its tools: follow, pause, clear, and the topic it is narrowed to.
Panel {
    id: panel

    required property ClientController client
    property alias topicFilter: stream.topicFilter
    property alias stateFilter: stream.stateFilter
    property bool subtree: false
    readonly property alias viewport: view
    readonly property alias model: stream

    signal copyRequested
    signal connectRequested

    function toggleFollow(): void {
        view.following = !view.following;
    }

    function togglePause(): void {
        stream.paused = !stream.paused;
    }

    function clear(): void {
        // The button is of no use afterwards, and would take the keys with it.
        if (clearButton.activeFocus)
            rows.forceActiveFocus(Qt.TabFocusReason);
        stream.clear();
    }

    function chooseState(): void {
        stateMenu.popup(stateButton, 0, stateButton.height);
    }

    function focusRows(): void {
        rows.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    title: qsTr("Stream")
    tools: [
        IconButton {
            id: stateButton

            checked: stream.stateFilter !== StateFilter.Any
            iconName: "filter"
            objectName: "stateButton"
            shortcutText: "Ctrl+R"
            text: qsTr("Show only messages of one state")
            toolTip: stateMenu.visible ? "" : text
            onClicked: panel.chooseState()
        },
        AppButton {
            iconName: "refresh"
            text: qsTr("Undo clear")
            toolTip: qsTr("Shows the cleared messages again, as far as they are still stored")
            visible: stream.canUndoClear
            onClicked: stream.undoClear()
        },
        AppButton {
            checkable: true
            checked: view.following
            iconName: "follow"
            shortcutText: "F"
            text: qsTr("Follow")
            toolTip: qsTr("Keeps the newest message in view")
            onClicked: view.following = checked
        },
        AppButton {
            highlighted: stream.paused
            iconName: stream.paused ? "play" : "pause"
            shortcutText: qsTr("Space")
            text: !stream.paused ? qsTr("Pause")
                : stream.pending > 0 ? qsTr("Resume (%1 new)").arg(Format.count(stream.pending))
                : qsTr("Resume")
            toolTip: stream.paused ? qsTr("Shows all that came since")
                : qsTr("Holds the view still; messages are still received and stored")
            onClicked: panel.togglePause()
        },
        AppButton {
            id: clearButton

            enabled: stream.loaded > 0
            iconName: "trash"
            shortcutText: "Ctrl+K"
            text: qsTr("Clear")
            toolTip: qsTr("Hides what came so far; can be undone")
            onClicked: panel.clear()
        }
    ]

    StreamModel {
        id: stream

        client: panel.client
    }
    StateFilterMenu {
        id: stateMenu

        current: stream.stateFilter
        onChosen: state => stream.stateFilter = state
    }
    StreamViewport {
        id: view

        source: stream
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Item {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.headerHeight
            clip: true

            StreamHeader {
                height: parent.height
                width: Math.max(parent.width, StreamColumns.total)
                x: -rows.contentX
            }
        }
        StreamRows {
            id: rows

            Layout.fillHeight: true
            Layout.fillWidth: true
            viewport: view
            onCopyRequested: panel.copyRequested()

            StreamEmptyState {
                anchors.fill: parent
                client: panel.client
                stream: stream
                subtree: panel.subtree
                onConnectRequested: panel.connectRequested()
            }
        }
        StreamStatus {
            Layout.fillWidth: true
            stream: stream
            subtree: panel.subtree
        }
    }
}
