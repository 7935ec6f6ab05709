// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One curve of a plot: its colour as a short line, its name, its value.
Item {
    id: entry

    required property string label
    required property color seriesColor
    required property string value
    required property bool dashed
    // Names share the width that the values leave.
    property bool stretch: false

    Accessible.name: Format.fill(qsTr("%1: %2"), [label, value])
    Accessible.role: Accessible.StaticText
    implicitHeight: nameLabel.implicitHeight + 4
    implicitWidth: mark.width + 6 + nameLabel.implicitWidth + 8 + valueLabel.width

    Row {
        id: mark

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2
        width: 14

        Rectangle {
            color: entry.seriesColor
            height: 3
            radius: 1.5
            width: entry.dashed ? 6 : 14
        }
        Rectangle {
            color: entry.seriesColor
            height: 3
            radius: 1.5
            visible: entry.dashed
            width: 6
        }
    }
    AppLabel {
        id: nameLabel

        anchors.left: mark.right
        anchors.leftMargin: 6
        anchors.verticalCenter: parent.verticalCenter
        elide: Text.ElideMiddle
        font.pixelSize: Theme.fontSmall
        muted: true
        text: Format.visible(entry.label)
        width: Math.min(implicitWidth, entry.width - mark.width - valueLabel.width - 14)
    }
    TabularLabel {
        id: valueLabel

        anchors.right: entry.stretch ? parent.right : undefined
        anchors.left: entry.stretch ? undefined : nameLabel.right
        anchors.leftMargin: 6
        anchors.verticalCenter: parent.verticalCenter
        font.pixelSize: Theme.fontSmall
        horizontalAlignment: entry.stretch ? Text.AlignRight : Text.AlignLeft
        minimumText: entry.stretch ? "0.00 ms" : "0"
        text: entry.value
    }
}
