// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The titles of the duplicates' table.
Rectangle {
    id: titles

    required property DuplicateProxyModel duplicates

    color: Theme.surface
    implicitHeight: Theme.headerHeight

    DuplicateColumns {
        id: columns

        available: titles.width - Theme.scrollBarWidth
    }

    Row {
        height: titles.height
        x: Theme.spacingSmall

        SortHeader {
            descending: true
            sorted: !titles.duplicates.byHits
            text: qsTr("Last seen")
            toolTip: qsTr("Sort: latest first")
            width: columns.time
            onClicked: titles.duplicates.byHits = false
        }
        TableCell {
            color: Theme.textMuted
            font.pixelSize: Theme.fontSmall
            font.weight: Font.Medium
            text: qsTr("Message id")
            width: columns.messageId
        }
        TableCell {
            color: Theme.textMuted
            font.pixelSize: Theme.fontSmall
            font.weight: Font.Medium
            text: qsTr("Topic")
            width: columns.topic
        }
        TableCell {
            color: Theme.textMuted
            font.pixelSize: Theme.fontSmall
            font.weight: Font.Medium
            text: qsTr("Producer")
            width: columns.producer
        }
        TableCell {
            color: Theme.textMuted
            font.pixelSize: Theme.fontSmall
            font.weight: Font.Medium
            horizontalAlignment: Text.AlignRight
            text: qsTr("Copy")
            width: columns.copy
        }
        TableCell {
            color: Theme.textMuted
            font.pixelSize: Theme.fontSmall
            font.weight: Font.Medium
            horizontalAlignment: Text.AlignRight
            text: qsTr("Repeats")
            width: columns.first
        }
        TableCell {
            color: Theme.textMuted
            font.pixelSize: Theme.fontSmall
            font.weight: Font.Medium
            horizontalAlignment: Text.AlignRight
            text: qsTr("Distance")
            width: columns.distance
        }
        SortHeader {
            alignRight: true
            descending: true
            sorted: titles.duplicates.byHits
            text: qsTr("Times")
            toolTip: qsTr("How often the id came again. Sort: most frequent first")
            width: columns.hits
            onClicked: titles.duplicates.byHits = true
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: 1
        width: parent.width
    }
}
