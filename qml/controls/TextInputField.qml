// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Controls.impl
import Topicscope

// A line of text to type into. label is its accessible name; clearable adds a button that empties it.
TextField {
    id: control

    property string label
    property string toolTip
    property string shortcutText
    property string iconName
    property bool clearable: false
    property bool invalid: false
    property string problem // what is wrong with the text, told beside it

    Accessible.description: problem !== "" ? problem : toolTip
    Accessible.name: label
    bottomPadding: 0
    color: enabled ? Theme.text : Theme.textDisabled
    font.family: Theme.fontFamily
    font.italic: length === 0 && preeditText === "" // a placeholder is no value
    font.pixelSize: Theme.fontBody
    implicitHeight: Theme.controlHeight
    leftPadding: iconName === "" ? Theme.spacing : Theme.iconSize + Theme.spacing * 2 - 2
    placeholderTextColor: Theme.textMuted
    rightPadding: clearButton.visible ? Theme.controlHeight : Theme.spacing
    selectByMouse: true
    selectedTextColor: Theme.textSelected
    selectionColor: Theme.selection
    topPadding: 0
    verticalAlignment: TextInput.AlignVCenter

    background: Rectangle {
        border.color: control.invalid ? Theme.toneColor(Tone.Danger)
            : control.activeFocus ? Theme.focusRing
            : control.hovered ? Theme.borderStrong
            : Theme.border
        border.width: control.activeFocus ? 2 : 1
        color: Theme.field
        radius: Theme.radius
    }

    IconLabel {
        anchors.left: parent.left
        anchors.leftMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        icon.color: Theme.textMuted
        icon.height: Theme.iconSize
        icon.source: control.iconName === "" ? "" : Theme.icon(control.iconName)
        icon.width: Theme.iconSize
        visible: control.iconName !== ""
    }

    IconButton {
        id: clearButton

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        focusPolicy: Qt.NoFocus
        height: Theme.controlHeight - 4
        iconName: "close"
        text: qsTr("Empty this field")
        visible: control.clearable && control.text !== ""
        onClicked: control.clear()
    }

    AppToolTip {
        shortcut: control.shortcutText
        text: control.problem !== "" ? control.problem : control.toolTip
        visible: control.problem !== "" ? control.hovered || control.activeFocus
            : control.hovered && !control.activeFocus && control.toolTip !== ""
    }
}
