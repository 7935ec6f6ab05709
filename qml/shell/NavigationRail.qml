// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The pages of the window, one button each, along its left edge.
Rectangle {
    id: rail

    property int currentPage: 0

    Accessible.name: qsTr("Pages")
    Accessible.role: Accessible.PageTabList
    color: Theme.header
    implicitWidth: 44

    Column {
        anchors.left: parent.left
        anchors.right: parent.right

        PageButton {
            anchors.left: parent.left
            anchors.right: parent.right
            checked: rail.currentPage === 0
            iconName: "stream"
            objectName: "streamPageButton"
            shortcutText: "Ctrl+E"
            text: qsTr("Stream")
            toolTip: qsTr("Stream: messages as they come")
            onClicked: rail.currentPage = 0
        }
        PageButton {
            anchors.left: parent.left
            anchors.right: parent.right
            checked: rail.currentPage === 1
            iconName: "code"
            objectName: "scriptsPageButton"
            shortcutText: "Ctrl+E"
            text: qsTr("Scripts")
            toolTip: qsTr("Scripts: handlers in JavaScript")
            onClicked: rail.currentPage = 1
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.border
        width: 1
    }
}
