// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The header line of a panel: its title, a detail that may be cut, and tools at the right end.
Rectangle {
    id: header

    property alias text: label.text
    property alias detail: detailLabel.text
    property alias tools: toolRow.data

    Accessible.name: text
    Accessible.role: Accessible.Heading
    color: Theme.header
    implicitHeight: Theme.toolbarHeight

    AppLabel {
        id: label

        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingMedium
        anchors.verticalCenter: parent.verticalCenter
        strong: true
        width: Math.min(implicitWidth, toolRow.x - x - Theme.spacing)
    }
    AppLabel {
        id: detailLabel

        anchors.baseline: label.baseline
        anchors.left: label.right
        anchors.leftMargin: Theme.spacingMedium
        anchors.right: toolRow.left
        anchors.rightMargin: Theme.spacing
        font.pixelSize: Theme.fontSmall
        muted: true
        objectName: "headerDetail"
        visible: text !== ""

        HoverHandler {
            id: detailHover
        }
        AppToolTip {
            text: detailLabel.text
            visible: detailHover.hovered && detailLabel.truncated
        }
    }

    Row {
        id: toolRow

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacingSmall
    }

    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: 1
        width: parent.width
    }
}
