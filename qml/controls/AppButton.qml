// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Controls.impl
import Topicscope

// A button with a text and perhaps an icon. Set highlighted for the one main action of a place.
Button {
    id: control

    property string iconName
    property string toolTip
    property string shortcutText

    Accessible.description: toolTip
    Accessible.name: text
    Keys.forwardTo: [help]
    focusPolicy: Qt.StrongFocus
    font.family: Theme.fontFamily
    font.pixelSize: Theme.fontBody
    icon.color: contentColor
    icon.height: Theme.iconSize
    icon.source: iconName === "" ? "" : Theme.icon(iconName)
    icon.width: Theme.iconSize
    implicitHeight: Theme.controlHeight
    leftPadding: iconName === "" ? Theme.spacingMedium : Theme.spacing
    rightPadding: Theme.spacingMedium
    spacing: Theme.spacingSmall + 2
    topPadding: 0
    bottomPadding: 0

    readonly property color contentColor: !enabled ? Theme.textDisabled
        : highlighted ? Theme.accentText
        : checked ? Theme.accent
        : Theme.text

    contentItem: IconLabel {
        color: control.contentColor
        display: control.display
        font: control.font
        icon: control.icon
        mirrored: control.mirrored
        spacing: control.spacing
        text: control.text
    }
    background: Rectangle {
        border.color: control.visualFocus ? Theme.focusRing
            : control.highlighted && control.enabled ? "transparent"
            : control.checked && control.enabled ? Theme.accent
            : Theme.border
        border.width: control.visualFocus ? 2 : 1
        color: {
            if (control.highlighted && control.enabled)
                return control.hovered || control.down ? Theme.accentHover : Theme.accent;
            return control.down || control.checked ? Theme.pressed : control.hovered ? Theme.hover : Theme.raised;
        }
        radius: Theme.radius
    }

    ButtonHelp {
        id: help

        button: control
        shortcut: control.shortcutText
        toolTip: control.toolTip
    }
}
