// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The titles of the dead letters' table.
Rectangle {
    id: titles

    color: Theme.surface
    implicitHeight: Theme.headerHeight

    DeadLetterColumns {
        id: columns

        available: titles.width - Theme.scrollBarWidth
    }

    component Title: TableCell {
        color: Theme.textMuted
        font.pixelSize: Theme.fontSmall
        font.weight: Font.Medium
    }

    Row {
        height: titles.height
        x: Theme.spacingSmall

        Title {
            text: qsTr("Failed")
            width: columns.time
        }
        Title {
            text: qsTr("Topic")
            width: columns.topic
        }
        Title {
            text: qsTr("Message id")
            width: columns.messageId
        }
        Title {
            text: qsTr("Handler")
            width: columns.handler
        }
        Title {
            figure: true
            text: qsTr("Calls")
            width: columns.calls
        }
        Title {
            text: qsTr("Error")
            width: columns.error
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: 1
        width: parent.width
    }
}
