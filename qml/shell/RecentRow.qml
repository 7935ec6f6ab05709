// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Templates as T
import Topicscope

// A connection that was made before: chosen to connect again, or forgotten.
T.AbstractButton {
    id: row

    required property int index
    required property string url
    required property string consumer
    required property string topics

    readonly property RecentList list: parent as RecentList

    Accessible.description: qsTr("Connect again")
    Accessible.name: Format.fill(qsTr("%1, as %2, topics %3"), [url, consumer, topics])
    focusPolicy: Qt.StrongFocus
    implicitHeight: 40
    objectName: "recentConnection"
    width: list ? list.width : 0

    Keys.onDeletePressed: list.forget(index)
    Keys.onEnterPressed: list.chosen(index)
    Keys.onReturnPressed: list.chosen(index)
    onClicked: list.chosen(index)

    background: Rectangle {
        border.color: row.visualFocus ? Theme.focusRing : Theme.border
        border.width: row.visualFocus ? 2 : 1
        color: row.down ? Theme.pressed : row.hovered ? Theme.hover : Theme.surface
        radius: Theme.radius
    }
    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingMedium
        anchors.right: forget.left
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter

        AppLabel {
            strong: true
            text: Format.visible(row.url)
            width: parent.width
        }
        AppLabel {
            font.pixelSize: Theme.fontSmall
            muted: true
            text: Format.fill(qsTr("as %1, topics %2"), [Format.visible(row.consumer), Format.visible(row.topics)])
            width: parent.width
        }
    }
    IconButton {
        id: forget

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        focusPolicy: Qt.NoFocus
        iconName: "close"
        shortcutText: qsTr("Del")
        text: qsTr("Forget this connection")
        visible: row.hovered || row.visualFocus
        onClicked: row.list.forget(row.index)
    }
}
