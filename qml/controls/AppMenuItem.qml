// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Controls.impl
import QtQuick.Layouts
import Topicscope

// One line of a menu, with its shortcut at the right end.
MenuItem {
    id: control

    property string shortcutText

    Accessible.name: text
    bottomPadding: 0
    font.family: Theme.fontFamily
    font.pixelSize: Theme.fontBody
    implicitHeight: Theme.rowHeight + 4
    leftPadding: Theme.spacing
    rightPadding: Theme.spacingMedium
    topPadding: 0

    contentItem: RowLayout {
        spacing: Theme.spacingHuge

        AppLabel {
            Layout.fillWidth: true
            Layout.leftMargin: 24
            enabled: control.enabled
            text: control.text
        }
        AppLabel {
            muted: true
            text: control.shortcutText
        }
    }
    indicator: IconLabel {
        icon.color: Theme.accent
        icon.height: Theme.iconSize
        icon.source: Theme.icon("check")
        icon.width: Theme.iconSize
        visible: control.checkable && control.checked
        x: control.leftPadding
        y: (control.height - height) / 2
    }
    arrow: IconLabel {
        icon.color: Theme.textMuted
        icon.height: Theme.iconSize
        icon.source: Theme.icon("chevron-right")
        icon.width: Theme.iconSize
        visible: control.subMenu !== null
        x: control.width - width - Theme.spacing
        y: (control.height - height) / 2
    }
    background: Rectangle {
        color: control.highlighted ? Theme.selection : "transparent"
        radius: 3
    }
}
