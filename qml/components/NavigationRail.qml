// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The pages of the window, one button each, along its left edge.
Rectangle {
    id: rail

    property int currentPage: 0

    component PageButton: IconButton {
        id: button

        required property int page

        checked: rail.currentPage === page
        height: Theme.controlHeight + Theme.spacing
        width: rail.width
        onClicked: rail.currentPage = page

        Rectangle {
            color: Theme.accent
            height: parent.height
            visible: button.checked
            width: 2
        }
    }

    Accessible.name: qsTr("Pages")
    Accessible.role: Accessible.PageTabList
    color: Theme.header
    implicitWidth: 44

    Column {
        anchors.left: parent.left
        anchors.right: parent.right

        PageButton {
            iconName: "stream"
            objectName: "streamPageButton"
            page: 0
            shortcutText: "Ctrl+E"
            text: qsTr("Stream")
            toolTip: qsTr("Stream: messages as they come")
        }
        PageButton {
            iconName: "code"
            objectName: "scriptsPageButton"
            page: 1
            shortcutText: "Ctrl+E"
            text: qsTr("Scripts")
            toolTip: qsTr("Scripts: handlers in JavaScript")
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
