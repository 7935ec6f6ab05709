// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Controls.impl
import Topicscope

// A column's title; it sorts by its column when pressed, where that can be sorted by.
AbstractButton {
    id: control

    property string toolTip
    property bool alignRight: false
    property bool sortable: true
    property bool sorted: false
    property bool descending: false

    Accessible.description: !sorted ? toolTip
        : descending ? qsTr("Sorted, largest first")
        : qsTr("Sorted, smallest first")
    Accessible.name: text
    Accessible.role: Accessible.ColumnHeader
    Keys.forwardTo: [help]
    focusPolicy: sortable ? Qt.TabFocus : Qt.NoFocus
    implicitHeight: Theme.headerHeight
    leftPadding: Theme.spacing
    rightPadding: Theme.spacing

    contentItem: AppLabel {
        color: control.sorted || (control.hovered && control.sortable) ? Theme.text : Theme.textMuted
        font.pixelSize: Theme.fontSmall
        font.weight: Font.Medium
        horizontalAlignment: control.alignRight ? Text.AlignRight : Text.AlignLeft
        text: control.text
    }
    IconLabel {
        anchors.verticalCenter: parent.verticalCenter
        height: 12
        icon.color: Theme.accent
        icon.height: 12
        icon.source: Theme.icon(control.descending ? "chevron-down" : "chevron-up")
        icon.width: 12
        visible: control.sorted
        width: 12
        x: control.alignRight
            ? Math.max(0, control.width - control.rightPadding - control.contentItem.implicitWidth - width - 2)
            : Math.min(control.width - width, control.leftPadding + control.contentItem.implicitWidth + 2)
    }
    background: Rectangle {
        border.color: Theme.focusRing
        border.width: control.visualFocus ? 2 : 0
        color: control.hovered && control.sortable ? Theme.hover : "transparent"
    }

    ButtonHelp {
        id: help

        button: control
        toolTip: control.toolTip
    }
}
