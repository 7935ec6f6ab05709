// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One script: its name, the topics it is for, and how it is.
PanelRow {
    id: row

    required property string name
    required property string pattern
    required property string stateText
    required property string path
    required property int tone
    required property bool modified
    required property bool active

    Accessible.name: Format.fill(qsTr("%1 on %2: %3"), [name, pattern, stateText])
        + (modified ? qsTr(", not saved") : "")
    Accessible.role: Accessible.ListItem
    implicitHeight: nameLabel.implicitHeight + patternLabel.implicitHeight + Theme.spacing * 2
    striped: false

    AppLabel {
        id: nameLabel

        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingMedium
        anchors.right: badge.left
        anchors.rightMargin: Theme.spacing
        anchors.top: parent.top
        anchors.topMargin: Theme.spacing - 1
        color: row.selected ? Theme.textSelected : Theme.text
        elide: Text.ElideRight
        font.weight: row.current ? Font.DemiBold : Font.Normal
        text: row.modified ? row.name + " •" : row.name
    }
    AppLabel {
        id: patternLabel

        anchors.left: nameLabel.left
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing
        anchors.top: nameLabel.bottom
        anchors.topMargin: 1
        color: row.selected ? Theme.textSelected : Theme.textMuted
        elide: Text.ElideRight
        font.family: Theme.monoFamily
        font.pixelSize: Theme.fontSmall
        text: Format.visible(row.pattern)
    }
    Badge {
        id: badge

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: nameLabel.verticalCenter
        // the name comes first
        dot: nameLabel.implicitWidth + wholeWidth + 2 * Theme.spacing + Theme.spacingMedium > row.width
        objectName: "scriptBadge"
        text: row.stateText
        tone: row.tone
    }
    AppToolTip {
        text: (badge.dot ? row.name + ": " + row.stateText + "\n" : "")
            + (row.modified ? row.path + "\n" + qsTr("Not saved") : row.path)
        visible: row.hovered
    }
}
