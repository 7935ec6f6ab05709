// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One step of a topic's name: its colour, its name, how many messages and how many a second.
Item {
    id: row

    required property bool expanded
    required property int depth
    required property int index
    required property bool current
    required property string display
    required property string path
    required property int topicId
    required property string countText
    required property string rateText
    required property bool leaf

    readonly property TopicRows rows: parent as TopicRows
    readonly property bool chosen: rows !== null && path === rows.chosenPath

    Accessible.description: qsTr("%1 messages, %2").arg(countText).arg(rateText)
    Accessible.name: path
    Accessible.role: Accessible.TreeItem
    height: Theme.rowHeight
    width: parent ? parent.width : 0
    y: index * height

    Rectangle {
        anchors.fill: parent
        border.color: Theme.focusRing
        border.width: row.current && row.rows && row.rows.focused ? 1 : 0
        color: row.chosen ? Theme.selection : hover.hovered ? Theme.hover : "transparent"
    }

    AppIcon {
        id: arrow

        anchors.verticalCenter: parent.verticalCenter
        name: row.expanded ? "chevron-down" : "chevron-right"
        visible: !row.leaf
        x: Theme.spacingSmall + row.depth * 14
    }

    Rectangle {
        id: dot

        anchors.verticalCenter: parent.verticalCenter
        color: row.leaf ? Theme.topicColor(row.topicId) : "transparent"
        height: 8
        radius: 4
        visible: row.leaf
        width: 8
        x: arrow.x + 4
    }

    AppLabel {
        id: name

        anchors.left: parent.left
        anchors.leftMargin: arrow.x + 20
        anchors.right: count.left
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        color: row.chosen ? Theme.textSelected : Theme.text
        text: row.display
    }

    AppLabel {
        id: count

        anchors.right: rateLabel.left
        anchors.verticalCenter: parent.verticalCenter
        color: row.chosen ? Theme.textSelected : Theme.text
        horizontalAlignment: Text.AlignRight
        text: row.countText
    }

    AppLabel {
        id: rateLabel

        anchors.right: parent.right
        anchors.rightMargin: Theme.scrollBarWidth + 2
        anchors.verticalCenter: parent.verticalCenter
        color: row.chosen ? Theme.textSelected : Theme.textMuted
        font.pixelSize: Theme.fontSmall
        horizontalAlignment: Text.AlignRight
        text: row.rateText
        width: Theme.fontSmall * 5
    }

    HoverHandler {
        id: hover
    }
    TapHandler {
        onTapped: point => row.rows.tapped(row.index, !row.leaf && point.position.x < arrow.x + 20)
    }
    AppToolTip {
        text: Format.visible(row.path)
        visible: hover.hovered && (row.depth > 0 || name.truncated)
    }
}
