// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The head of one column; its right edge changes the width.
Item {
    id: cell

    required property int column
    property alias text: label.text
    property bool number: false

    Accessible.name: text
    Accessible.role: Accessible.ColumnHeader
    height: parent ? parent.height : Theme.headerHeight
    visible: width > 0

    AppLabel {
        id: label

        anchors.left: parent.left
        anchors.leftMargin: cell.number ? 0 : StreamColumns.padding
        anchors.right: parent.right
        anchors.rightMargin: cell.number ? StreamColumns.padding : 0
        anchors.verticalCenter: parent.verticalCenter
        font.pixelSize: Theme.fontSmall
        horizontalAlignment: cell.number ? Text.AlignRight : Text.AlignLeft
        muted: true
    }
    Rectangle {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        color: drag.active || edge.hovered ? Theme.accent : Theme.border
        height: parent.height - 12
        width: drag.active || edge.hovered ? 2 : 1
    }
    Item {
        height: parent.height
        width: 9
        x: parent.width - 5

        HoverHandler {
            id: edge

            cursorShape: Qt.SplitHCursor
        }
        DragHandler {
            id: drag

            property int startWidth

            dragThreshold: 0
            target: null
            xAxis.enabled: true
            yAxis.enabled: false
            onActiveChanged: {
                if (active)
                    startWidth = cell.width;
            }
            onActiveTranslationChanged: {
                if (active)
                    StreamColumns.setWidth(cell.column, startWidth + activeTranslation.x);
            }
        }
    }
}
