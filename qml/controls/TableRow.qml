// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A row of a TableList: a text in each column. What else a table has in its rows, such as buttons, is added to it.
TableCells {
    id: row

    required property string summary
    required property string description
    required property string toolTip
    property int topicColor: -1 // whose colour the dot has, where a column has one

    readonly property TableColumns columns: (row.list as TableList)?.columns ?? null
    readonly property TableColumn dotted: columns?.dotted ?? null

    // The text in the column called id.
    function textOf(id: string): string {
        return row.cells[row.columns.indexOf(id)];
    }

    Accessible.description: description
    Accessible.name: summary
    Accessible.role: Accessible.Row

    Repeater {
        model: row.columns?.list ?? null
        delegate: TableText {}
    }
    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.topicColor(row.topicColor)
        height: 8
        radius: 4
        visible: row.dotted !== null
        width: 8
        x: Theme.spacingSmall + Theme.spacing + (row.dotted?.x ?? 0)
    }
    AppToolTip {
        text: row.toolTip
        visible: row.hovered && row.toolTip !== ""
    }
}
