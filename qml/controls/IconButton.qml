// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Controls.impl
import Topicscope

// A flat button that shows an icon only; its text is the accessible name and the tooltip.
AbstractButton {
    id: control

    property string iconName
    property string toolTip: text
    property string shortcutText
    property int tone: Tone.Neutral

    Accessible.description: toolTip !== text ? toolTip : ""
    Accessible.name: text
    Accessible.role: Accessible.Button
    Keys.forwardTo: [help]
    focusPolicy: Qt.StrongFocus
    implicitHeight: Theme.controlHeight
    implicitWidth: Theme.controlHeight

    contentItem: Item {
        IconLabel {
            anchors.centerIn: parent
            icon.color: !control.enabled ? Theme.textDisabled
                : control.tone !== Tone.Neutral ? Theme.toneColor(control.tone)
                : control.checked ? Theme.accent
                : control.hovered ? Theme.text
                : Theme.textMuted
            icon.height: Theme.iconSize
            icon.source: Theme.icon(control.iconName)
            icon.width: Theme.iconSize
        }
    }
    background: Rectangle {
        border.color: Theme.focusRing
        border.width: control.visualFocus ? 2 : 0
        color: control.down ? Theme.pressed : control.hovered || control.checked ? Theme.hover : "transparent"
        radius: Theme.radius
    }

    ButtonHelp {
        id: help

        button: control
        shortcut: control.shortcutText
        toolTip: control.toolTip
    }
}
