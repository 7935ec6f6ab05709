// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A small number or word on a tinted ground.
Rectangle {
    id: badge

    property alias text: label.text
    property int tone: Tone.Neutral

    color: Theme.toneSoft(tone)
    implicitHeight: Theme.fontSmall + 7
    implicitWidth: Math.max(implicitHeight, label.implicitWidth + 12)
    radius: height / 2

    AppLabel {
        id: label

        anchors.centerIn: parent
        color: Theme.toneColor(badge.tone)
        font.pixelSize: Theme.fontSmall
        font.weight: Font.Medium
    }
}
