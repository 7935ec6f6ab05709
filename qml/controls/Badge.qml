// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A small number or word on a tinted ground.
Rectangle {
    id: badge

    property alias text: textLabel.text
    property int tone: Tone.Neutral
    property bool dot: false // without its word, where there is no room for it
    readonly property real wholeWidth: Math.max(Theme.fontSmall + 7, textLabel.implicitWidth + 12)

    color: dot ? Theme.toneColor(tone) : Theme.toneSoft(tone)
    implicitHeight: dot ? 8 : Theme.fontSmall + 7
    implicitWidth: dot ? 8 : wholeWidth
    radius: height / 2

    AppLabel {
        id: textLabel

        anchors.centerIn: parent
        color: Theme.toneColor(badge.tone)
        font.pixelSize: Theme.fontSmall
        font.weight: Font.Medium
        visible: !badge.dot
        width: Math.max(0, Math.min(Math.ceil(implicitWidth), badge.width - 8))
    }
    CutTip {
        label: textLabel
    }
}
