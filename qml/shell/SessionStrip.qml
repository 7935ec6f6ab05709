// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The list of sessions, each with its state and rate; one of them is shown below.
Rectangle {
    id: strip

    required property Workspace workspace

    signal sessionRequested

    Accessible.name: qsTr("Sessions")
    Accessible.role: Accessible.PageTabList
    color: Theme.window
    implicitHeight: Theme.toolbarHeight - 6

    ListView {
        id: list

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.top: parent.top
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        currentIndex: strip.workspace.current
        highlightFollowsCurrentItem: true
        highlightMoveDuration: 0
        keyNavigationEnabled: false
        model: strip.workspace
        objectName: "sessionList"
        orientation: ListView.Horizontal
        width: Math.min(contentWidth, strip.width - add.width - 2 * Theme.spacing)

        delegate: SessionTab {
            height: ListView.view.height
        }
    }
    IconButton {
        id: add

        anchors.left: list.right
        anchors.leftMargin: Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        height: 26
        iconName: "plus"
        objectName: "newConnection"
        shortcutText: "Ctrl+Shift+N"
        text: qsTr("New connection")
        width: 26
        onClicked: strip.sessionRequested()
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: 1
        width: parent.width
        z: -1
    }
}
