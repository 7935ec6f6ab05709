// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One message that failed for good.
PanelRow {
    id: row

    required property double letterId
    required property string topic
    required property int topicId
    required property string messageId
    required property string handler
    required property string error
    required property string calls
    required property string failedAt
    required property string note

    readonly property DeadLetterController controller: list ? list.controller as DeadLetterController : null

    Accessible.description: note
    Accessible.name: Format.fill(qsTr("%1 on %2, handler %3, %4 calls: %5"), [messageId, topic, handler, calls, error])
    Accessible.role: Accessible.Row

    DeadLetterColumns {
        id: columns

        available: row.width - Theme.scrollBarWidth
    }

    Row {
        height: row.height
        x: Theme.spacingSmall

        TableCell {
            mono: true
            selected: row.selected
            text: row.failedAt
            width: columns.time
        }
        TableCell {
            elide: Text.ElideMiddle
            leftPadding: Theme.spacing * 2 + 8
            selected: row.selected
            text: row.topic
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
            elide: Text.ElideMiddle
            mono: true
            selected: row.selected
            text: row.messageId
            width: columns.messageId
        }
        TableCell {
            selected: row.selected
            text: Format.visible(row.handler)
            width: columns.handler
        }
        TableCell {
            figure: true
            selected: row.selected
            text: row.calls
            width: columns.calls
        }
        TableCell {
            color: row.selected ? Theme.textSelected : Theme.toneColor(row.note !== "" ? Tone.Warning : Tone.Danger)
            text: row.note !== "" ? row.note : row.error
            width: columns.error
        }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        visible: row.hovered || row.current

        IconButton {
            focusPolicy: Qt.NoFocus
            height: Theme.rowHeight
            iconName: "refresh"
            shortcutText: qsTr("Return")
            text: qsTr("Run again")
            onClicked: row.controller.rerun(row.letterId)
            // the second click falls on the row that moved up: taking it here keeps it from being one
            onDoubleClicked: {}
        }
        IconButton {
            focusPolicy: Qt.NoFocus
            height: Theme.rowHeight
            iconName: "trash"
            shortcutText: qsTr("Del")
            text: qsTr("Discard")
            onClicked: row.controller.discard(row.letterId)
            onDoubleClicked: {}
        }
    }
    AppToolTip {
        text: row.note !== "" ? row.note + "\n" + row.error : row.error
        visible: row.hovered
    }
}
