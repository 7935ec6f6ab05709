// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Controls.impl
import Topicscope

// A choice from a list of strings. label is its accessible name.
ComboBox {
    id: control

    property string label
    property string toolTip

    // Return opens the list; in the open list it takes the choice, when it is let go, and in a text it stays what it is
    // there.
    function openByKey(event: KeyEvent): void {
        event.accepted = (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            && !control.popup.visible && !control.editable;
        if (event.accepted)
            control.popup.open();
    }

    Accessible.description: toolTip
    Accessible.name: label
    Keys.onReleased: event => openByKey(event)
    bottomPadding: 0
    font.family: Theme.fontFamily
    font.pixelSize: Theme.fontBody
    implicitHeight: Theme.controlHeight
    leftPadding: Theme.spacing
    rightPadding: Theme.controlHeight
    topPadding: 0

    contentItem: TextInput {
        Accessible.name: control.label
        autoScroll: control.editable
        clip: true
        color: control.enabled ? Theme.text : Theme.textDisabled
        enabled: control.editable
        font: control.font
        inputMethodHints: control.inputMethodHints
        readOnly: control.down
        selectByMouse: control.selectTextByMouse
        selectedTextColor: Theme.textSelected
        selectionColor: Theme.selection
        text: control.editable ? control.editText : control.displayText
        validator: control.validator
        verticalAlignment: Text.AlignVCenter
    }
    indicator: IconLabel {
        icon.color: control.enabled ? Theme.textMuted : Theme.textDisabled
        icon.height: Theme.iconSize
        icon.source: Theme.icon("chevron-down")
        icon.width: Theme.iconSize
        x: control.width - width - Theme.spacing
        y: (control.height - height) / 2
    }
    background: Rectangle {
        border.color: control.visualFocus || control.activeFocus ? Theme.focusRing
            : control.hovered ? Theme.borderStrong
            : Theme.border
        border.width: control.visualFocus || control.activeFocus ? 2 : 1
        color: control.editable ? Theme.field
            : control.down ? Theme.pressed
            : control.hovered ? Theme.hover
            : Theme.raised
        radius: Theme.radius
    }
    delegate: ItemDelegate {
        id: option

        required property string modelData

        font.family: Theme.fontFamily
        font.pixelSize: Theme.fontBody
        highlighted: ListView.isCurrentItem
        implicitHeight: Theme.rowHeight
        padding: 0
        leftPadding: Theme.spacing
        text: modelData
        width: ListView.view ? ListView.view.width : implicitWidth

        contentItem: AppLabel {
            text: option.text
        }
        background: Rectangle {
            color: option.highlighted ? Theme.selection : "transparent"
        }
    }
    popup: Popup {
        height: Math.min(contentItem.implicitHeight + 2, 320)
        padding: 1
        width: Math.max(control.width, 120)
        y: control.height + 2

        contentItem: ListView {
            clip: true
            currentIndex: control.highlightedIndex
            implicitHeight: contentHeight
            model: control.popup.visible ? control.delegateModel : null

            ScrollBar.vertical: AppScrollBar {}
        }
        background: Rectangle {
            border.color: Theme.borderStrong
            color: Theme.raised
            radius: Theme.radius
        }
    }

    AppToolTip {
        text: control.toolTip
        visible: (control.hovered || control.visualFocus) && !control.down && control.toolTip !== ""
    }
}
