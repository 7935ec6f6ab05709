// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One press of "Send": when, where to, and what became of it.
PanelRow {
    id: row

    required property string time
    required property string topic
    required property string messageId
    required property string payload
    required property string result
    required property string error
    required property int tone
    required property string summary

    function reuse(): void {
        const controller = row.list.controller as PublishController;
        if (controller)
            controller.reuse(row.index);
    }

    Accessible.description: error
    Accessible.name: summary
    Accessible.role: Accessible.ListItem
    implicitHeight: column.implicitHeight + 2 * Theme.spacing
    striped: false
    onActivated: row.reuse()

    Column {
        id: column

        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingMedium
        anchors.right: pill.left
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        Row {
            spacing: Theme.spacing
            width: parent.width

            AppLabel {
                id: timeLabel

                font.pixelSize: Theme.fontSmall
                height: topicLabel.height
                mono: true
                muted: true
                text: row.time
            }
            AppLabel {
                id: topicLabel

                text: Format.visible(row.topic)
                width: Math.min(implicitWidth, parent.width - timeLabel.width - parent.spacing)
            }
        }
        AppLabel {
            font.pixelSize: Theme.fontSmall
            mono: true
            muted: true
            text: Format.visible(row.payload.substring(0, 300).replace(/[ \t\r\n]+/g, " "))
            visible: row.error === ""
            width: parent.width
        }
        AppLabel {
            color: Theme.toneColor(row.tone)
            font.pixelSize: Theme.fontSmall
            maximumLineCount: 3
            text: Format.visible(row.error)
            visible: text !== ""
            width: parent.width
            wrapMode: Text.WordWrap
        }
    }
    StatePill {
        id: pill

        anchors.right: again.left
        anchors.rightMargin: Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        text: row.result
        tone: row.tone
    }
    IconButton {
        id: again

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        focusPolicy: Qt.NoFocus
        iconName: "refresh"
        opacity: row.hovered || row.current ? 1 : 0
        shortcutText: qsTr("Return")
        text: qsTr("Take this message into the form again")
        onClicked: row.reuse()
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: 1
        width: parent.width
    }
    AppToolTip {
        text: row.messageId === "" ? qsTr("Each message got an id of its own")
            : qsTr("Id %1").arg(Format.visible(row.messageId))
        visible: row.hovered && !again.hovered
    }
}
