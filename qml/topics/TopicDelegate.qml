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
    required property int topicColor
    required property string countText
    required property string rateText
    required property bool leaf

    readonly property TopicRows rows: parent as TopicRows
    // Names come first: levels move together where room is short, and the rates leave where there is none.
    readonly property bool rateShown: width >= 216
    readonly property real level: Math.max(5, Math.min(14, Math.round((width - 150) / 10)))
    readonly property real nameRoom: count.x - Theme.spacing - 24
    readonly property bool chosen: rows !== null && path === rows.chosenPath

    Accessible.description: Format.fill(qsTr("%1 messages, %2"), [countText, rateText])
    Accessible.name: path
    Accessible.role: Accessible.TreeItem
    Accessible.selectable: true
    Accessible.selected: chosen
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
        x: Theme.spacingSmall + Math.max(0, Math.min(row.depth * row.level, row.nameRoom - 44))
    }

    Rectangle {
        id: dot

        anchors.verticalCenter: parent.verticalCenter
        color: row.leaf ? Theme.topicColor(row.topicColor) : "transparent"
        height: 8
        radius: 4
        visible: row.leaf
        width: 8
        x: arrow.x + 4
    }

    AppLabel {
        id: name

        objectName: "topicName"
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
        visible: row.rateShown
        width: visible ? Theme.fontSmall * 5 : 0
    }

    HoverHandler {
        id: hover
    }
    TapHandler {
        onTapped: point => row.rows.tapped(row.index, !row.leaf && point.position.x < arrow.x + 20)
    }
    AppToolTip {
        text: row.rateShown ? Format.visible(row.path)
            : Format.fill(qsTr("%1, %2"), [Format.visible(row.path), row.rateText])
        visible: hover.hovered && (row.depth > 0 || name.truncated || !row.rateShown)
    }
}
