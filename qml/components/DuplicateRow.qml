// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One id that came more than once.
PanelRow {
    id: row

    required property string messageId
    required property string topic
    required property int topicId
    required property string hits
    required property string lastAtText

    function copyId(): void {
        const controller = row.list.controller as DuplicateController;
        if (controller)
            controller.copyText(row.messageId);
    }

    Accessible.name: qsTr("Id %1, topic %2, %3 hits, last at %4").arg(messageId).arg(topic).arg(hits).arg(lastAtText)
    Accessible.role: Accessible.Row

    DuplicateColumns {
        id: columns

        available: row.width - Theme.scrollBarWidth
    }

    Row {
        height: row.height
        x: Theme.spacingSmall

        TableCell {
            mono: true
            selected: row.selected
            text: row.lastAtText
            width: columns.time
        }
        TableCell {
            elide: Text.ElideMiddle
            mono: true
            selected: row.selected
            text: Format.visible(row.messageId)
            width: columns.messageId
        }
        TableCell {
            leftPadding: Theme.spacing * 2 + 8
            selected: row.selected
            text: Format.visible(row.topic)
            width: columns.topic

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.topicColor(row.topicId)
                height: 8
                radius: 4
                width: 8
                x: Theme.spacing
            }
        }
        TableCell {
            figure: true
            selected: row.selected
            text: row.hits
            width: columns.hits
        }
    }
    IconButton {
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        focusPolicy: Qt.NoFocus
        height: Theme.rowHeight
        iconName: "copy"
        shortcutText: qsTr("Ctrl+C")
        text: qsTr("Copy this id")
        visible: row.hovered || row.current
        onClicked: row.copyId()
    }
}
