// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Controls.impl
import Topicscope

// A box to tick, with its text.
CheckBox {
    id: control

    property string toolTip

    Accessible.description: toolTip
    Accessible.name: text
    Keys.forwardTo: [help]
    font.family: Theme.fontFamily
    font.pixelSize: Theme.fontBody
    implicitHeight: Theme.controlHeight
    padding: 0
    spacing: Theme.spacing

    indicator: Rectangle {
        border.color: control.visualFocus ? Theme.focusRing : control.checked ? Theme.accent : Theme.borderStrong
        border.width: control.visualFocus ? 2 : 1
        color: control.checked ? Theme.accent : Theme.field
        height: 16
        radius: 3
        width: 16
        x: control.leftPadding
        y: (control.height - height) / 2

        IconLabel {
            anchors.centerIn: parent
            icon.color: Theme.accentText
            icon.height: 12
            icon.source: Theme.icon("check")
            icon.width: 12
            visible: control.checked
        }
    }
    contentItem: AppLabel {
        enabled: control.enabled
        leftPadding: control.indicator.width + control.spacing
        text: control.text
    }

    ButtonHelp {
        id: help

        button: control
        toolTip: control.toolTip
    }
}
