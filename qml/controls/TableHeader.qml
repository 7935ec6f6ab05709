// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The titles of a table; those of columns that can be sorted by sort when pressed.
Rectangle {
    id: header

    required property TableList table
    readonly property TableProxyModel sorting: table.model as TableProxyModel

    anchors.left: table.left
    anchors.right: table.right
    color: Theme.surface
    implicitHeight: Theme.headerHeight
    visible: table.count > 0

    Repeater {
        model: header.table.columns.list
        delegate: TableTitle {}
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: 1
        width: parent.width
    }
}
