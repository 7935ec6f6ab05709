// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// Several lines of text to type into, in the fixed font; scrolls by itself.
ScrollView {
    id: control

    property alias text: area.text
    property alias readOnly: area.readOnly
    property alias placeholderText: area.placeholderText
    property alias textArea: area
    property string label
    property bool invalid: false
    property bool plain: false // without a frame: where it fills a panel

    ScrollBar.vertical: AppScrollBar {
        height: control.availableHeight
        parent: control
        x: control.width - width - 1
        y: 1
    }
    background: Rectangle {
        border.color: area.activeFocus ? Theme.focusRing : control.invalid ? Theme.toneColor(Tone.Danger) : Theme.border
        border.width: control.plain ? 0 : area.activeFocus ? 2 : 1
        color: control.plain ? "transparent" : Theme.field
        radius: Theme.radius
    }

    TextArea {
        id: area

        Accessible.name: control.label
        color: enabled ? Theme.text : Theme.textDisabled
        font.family: Theme.monoFamily
        font.pixelSize: Theme.fontBody
        padding: Theme.spacing
        placeholderTextColor: Theme.textMuted
        selectByMouse: true
        selectedTextColor: Theme.textSelected
        selectionColor: Theme.selection
        textFormat: TextEdit.PlainText
        wrapMode: TextEdit.WrapAnywhere
        // Tab leaves the field, as everywhere else in the window.
        KeyNavigation.priority: KeyNavigation.BeforeItem
    }
}
