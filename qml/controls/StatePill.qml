// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A state in words, with a dot of its colour before it: never by colour alone.
Rectangle {
    id: pill

    property alias text: label.text
    property int tone: Tone.Neutral
    property bool quiet: false // without its ground: for states that are the rule

    Accessible.name: text
    Accessible.role: Accessible.StaticText
    color: quiet ? "transparent" : Theme.toneSoft(tone)
    implicitHeight: Theme.fontSmall + 7
    implicitWidth: label.implicitWidth + 26
    radius: Theme.radius

    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: 7
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.toneColor(pill.tone)
        height: 6
        radius: 3
        width: 6
    }

    AppLabel {
        id: label

        anchors.left: parent.left
        anchors.leftMargin: 18
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.toneColor(pill.tone)
        font.pixelSize: Theme.fontSmall
    }
}
