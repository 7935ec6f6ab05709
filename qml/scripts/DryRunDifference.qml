// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A message that two versions of a script treat differently: what each does.
Rectangle {
    id: row

    required property string topic
    required property string messageId
    required property string before
    required property string after
    required property int index

    Accessible.name: Format.fill(qsTr("%1 on %2. Saved: %3. In the editor: %4."), [messageId, topic, before, after])
    Accessible.role: Accessible.ListItem
    color: row.index % 2 === 1 ? Theme.rowAlternate : Theme.surface
    implicitHeight: column.implicitHeight + Theme.spacing

    Column {
        id: column

        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingMedium
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        spacing: 1

        AppLabel {
            font.pixelSize: Theme.fontSmall
            muted: true
            text: row.messageId === "" ? row.topic : row.topic + "  " + row.messageId
            width: parent.width
        }
        AppLabel {
            color: Theme.toneColor(Tone.Danger)
            maximumLineCount: 3
            text: "− " + row.before
            width: parent.width
            wrapMode: Text.Wrap
        }
        AppLabel {
            color: Theme.toneColor(Tone.Success)
            maximumLineCount: 3
            text: "+ " + row.after
            width: parent.width
            wrapMode: Text.Wrap
        }
    }
}
