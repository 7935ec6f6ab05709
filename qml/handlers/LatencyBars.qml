// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// How running times are spread: bars over a logarithmic axis.
Item {
    id: bars

    required property ScriptFigures figures

    Accessible.name: qsTr("Running times from %1 to %2").arg(figures.shortest).arg(figures.longest)
    Accessible.role: Accessible.Graphic
    implicitHeight: 96 + axis.height

    LatencyBarsItem {
        anchors.bottom: axis.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.toneColor(Tone.Success)
        figures: bars.figures
    }
    Rectangle {
        anchors.bottom: axis.top
        color: Theme.plotAxis
        height: 1
        width: parent.width
    }
    Item {
        id: axis

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        height: Theme.fontSmall + Theme.spacing

        AppLabel {
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            font.pixelSize: Theme.fontSmall
            muted: true
            text: bars.figures.shortest
        }
        AppLabel {
            anchors.bottom: parent.bottom
            anchors.right: parent.right
            font.pixelSize: Theme.fontSmall
            muted: true
            text: bars.figures.longest
        }
    }
}
