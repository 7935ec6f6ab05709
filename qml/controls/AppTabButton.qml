// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Controls.impl
import Topicscope

// A tab: its text, perhaps an icon, a line below the current one.
TabButton {
    id: control

    property string iconName
    property string toolTip
    property string shortcutText

    Accessible.description: toolTip
    Accessible.name: text
    Keys.forwardTo: [help]
    bottomPadding: 0
    font.family: Theme.fontFamily
    font.pixelSize: Theme.fontBody
    font.weight: checked ? Font.DemiBold : Font.Normal
    implicitHeight: Theme.toolbarHeight - 1
    leftPadding: Theme.spacingMedium
    rightPadding: Theme.spacingMedium
    spacing: 6
    topPadding: 0
    width: implicitWidth
    icon.color: contentColor
    icon.height: Theme.iconSize
    icon.source: iconName === "" ? "" : Theme.icon(iconName)
    icon.width: Theme.iconSize

    readonly property color contentColor: checked ? Theme.text : hovered ? Theme.text : Theme.textMuted

    contentItem: IconLabel {
        color: control.contentColor
        display: control.display
        font: control.font
        icon: control.icon
        spacing: control.spacing
        text: control.text
    }
    background: Rectangle {
        border.color: Theme.focusRing
        border.width: control.visualFocus ? 2 : 0
        color: control.hovered && !control.checked ? Theme.hover : "transparent"

        Rectangle {
            anchors.bottom: parent.bottom
            color: control.checked ? Theme.accent : "transparent"
            height: 2
            width: parent.width
        }
    }

    ButtonHelp {
        id: help

        button: control
        shortcut: control.shortcutText
        toolTip: control.toolTip
    }
}
