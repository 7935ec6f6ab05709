// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The ground of a row in a PanelList: striped, marked when current, chosen by a tap.
Rectangle {
    id: row

    required property int index
    property bool striped: true

    readonly property PanelList list: ListView.view as PanelList
    readonly property bool current: ListView.isCurrentItem
    readonly property bool selected: current && list !== null && list.activeFocus
    readonly property alias hovered: hover.hovered

    signal activated

    Accessible.focusable: true
    Accessible.selectable: true
    Accessible.selected: current
    color: {
        if (row.current)
            return row.selected ? Theme.selection : Theme.selectionInactive;
        return hover.hovered ? Theme.hover : row.striped && row.index % 2 === 1 ? Theme.rowAlternate : Theme.surface;
    }
    implicitHeight: Theme.rowHeight + 2
    width: list ? list.width : 0

    // A row that is kept for another use is nowhere, for screen readers as well.
    ListView.onPooled: visible = false
    ListView.onReused: visible = true

    HoverHandler {
        id: hover
    }
    TapHandler {
        onDoubleTapped: row.activated()
        onTapped: row.list.choose(row.index)
    }
}
