// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A value that can be selected and copied; a dash when there is none. What was received goes to received: where it has
// marks for what cannot be seen, or is cut, copying takes all of it as it came.
TextInput {
    id: value

    property string label
    property string received
    property bool mono: false
    property bool strong: false

    Accessible.name: label
    Accessible.readOnly: true
    activeFocusOnTab: true
    clip: true
    color: Theme.text
    font.family: mono ? Theme.monoFamily : Theme.fontFamily
    font.pixelSize: Theme.fontBody
    font.weight: strong ? Font.DemiBold : Font.Normal
    readOnly: true
    selectByMouse: true
    selectedTextColor: Theme.textSelected
    selectionColor: Theme.selection
    text: Format.visible(received)
    wrapMode: TextInput.Wrap

    onTextChanged: cursorPosition = 0
    Keys.onPressed: event => {
        if (event.matches(StandardKey.Copy) && received !== "" && text !== received) {
            Platform.copyText(received);
            event.accepted = true;
        }
    }

    AppLabel {
        anchors.fill: parent
        muted: true
        text: "\u2013"
        visible: value.text === ""
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.focusRing
        height: 1
        visible: value.activeFocus
        width: parent.width
    }
}
