// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One line of a JSON tree: the key and the value, coloured by type.
Item {
    id: row

    property JsonTreeModel json
    // Deeper levels stay here and say their number, so that no line begins outside of the view.
    readonly property real deepest: ListView.view ? Math.max(84, ListView.view.width * 0.4) : 84
    readonly property int indent: 14 // of a level
    readonly property bool isDeep: depth * indent > deepest
    readonly property real indentation: Math.min(depth * indent, deepest)
    readonly property real wantedWidth: valueLabel.x + valueLabel.implicitWidth + Theme.spacingLarge

    required property int index
    required property int depth
    required property string key
    required property string value
    required property int kind
    required property bool expandable
    required property bool expanded
    required property bool match

    signal menuRequested
    signal wanted(width: real)

    readonly property bool isCurrent: ListView.isCurrentItem
    readonly property color valueColor: {
        switch (kind) {
        case JsonTreeModel.String:
            return Theme.jsonString;
        case JsonTreeModel.Number:
            return Theme.jsonNumber;
        case JsonTreeModel.Literal:
        case JsonTreeModel.Bytes:
            return Theme.jsonLiteral;
        default:
            return Theme.jsonPunctuation;
        }
    }

    Accessible.name: key + ": " + value
    Accessible.role: Accessible.TreeItem
    Accessible.selectable: true
    Accessible.selected: isCurrent
    height: Theme.rowHeight - 2
    width: ListView.view ? ListView.view.contentWidth : 0

    Component.onCompleted: wanted(wantedWidth)
    onWantedWidthChanged: wanted(wantedWidth)
    // A row that is kept for another use is nowhere, for screen readers as well.
    ListView.onPooled: visible = false
    ListView.onReused: visible = true

    Rectangle {
        anchors.fill: parent
        color: row.isCurrent ? (row.ListView.view.activeFocus ? Theme.selection : Theme.selectionInactive)
            : hover.hovered ? Theme.hover
            : "transparent"
    }
    Rectangle {
        color: Theme.searchHit
        height: parent.height - 4
        radius: 2
        visible: row.match
        width: Math.min(keyLabel.width + valueLabel.width + 16, parent.width - x)
        x: keyLabel.x - 4
        y: 2
    }
    AppIcon {
        anchors.verticalCenter: parent.verticalCenter
        name: row.expanded ? "chevron-down" : "chevron-right"
        visible: row.expandable
        x: Theme.spacingSmall + row.indentation
    }
    AppLabel {
        id: levelLabel

        anchors.verticalCenter: parent.verticalCenter
        font.pixelSize: Theme.fontSmall
        muted: true
        text: row.depth + 1
        visible: row.isDeep
        x: Theme.spacingSmall + row.indentation + 20
    }
    AppLabel {
        id: keyLabel

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.jsonKey
        elide: Text.ElideNone
        mono: true
        // a key from right to left does not take the colon along
        text: row.key === "" ? "" : "\u2068" + row.key + "\u2069:"
        x: Theme.spacingSmall + row.indentation + 20
            + (levelLabel.visible ? levelLabel.implicitWidth + Theme.spacing : 0)
    }
    AppLabel {
        id: valueLabel

        anchors.left: keyLabel.right
        anchors.leftMargin: row.key === "" ? 0 : Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        color: row.valueColor
        mono: row.kind !== JsonTreeModel.Object && row.kind !== JsonTreeModel.Array && row.kind !== JsonTreeModel.Group
        elide: Text.ElideNone
        text: row.value
    }
    HoverHandler {
        id: hover
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: {
            row.ListView.view.currentIndex = row.index;
            row.ListView.view.forceActiveFocus(Qt.MouseFocusReason);
            row.menuRequested();
        }
    }
    TapHandler {
        onTapped: {
            row.ListView.view.currentIndex = row.index;
            row.ListView.view.forceActiveFocus(Qt.MouseFocusReason);
            row.json.toggle(row.index);
        }
    }
}
