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

        Repeater {
            model: Pages
            delegate: PageButton {
                required property int index
                required property string viewId
                required property string title
                required property string about
                required property string shortcut
                required iconName
                readonly property NavigationRail rail: parent?.parent as NavigationRail

                checked: rail !== null && rail.currentPage === index
                objectName: viewId + "PageButton"
                shortcutText: shortcut
                text: title
                toolTip: about
                width: parent?.width ?? 0
                onClicked: rail.currentPage = index
            }
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
