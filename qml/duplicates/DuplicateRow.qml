// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One id that came more than once: its latest copy, and the one that this repeats.
PanelRow {
    id: row

    required property string messageId
    required property string topic
    required property int topicId
    required property string producer
    required property string hits
    required property string lastAtText
    required property double firstSequence
    required property string firstText
    required property double sequence
    required property string sequenceText
    required property string distance
    required property string summary

    function openMenu(): void {
        row.list.choose(row.index);
        row.list.menuRequested();
    }

    onActivated: row.list.rowActivated()

    Accessible.name: summary
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
            elide: Text.ElideMiddle
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
            selected: row.selected
            text: Format.visible(row.producer)
            width: columns.producer
        }
        TableCell {
            figure: true
            selected: row.selected
            text: row.sequenceText
            width: columns.copy
        }
        TableCell {
            figure: true
            selected: row.selected
            text: row.firstText
            width: columns.first
        }
        TableCell {
            figure: true
            selected: row.selected
            text: row.distance
            width: columns.distance
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
        iconName: "menu"
        shortcutText: qsTr("Menu")
        text: qsTr("What to do with this duplicate")
        visible: row.hovered || row.current
        onClicked: row.openMenu()
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: row.openMenu()
    }
    AppToolTip {
        text: row.summary
        visible: row.hovered
    }
}
