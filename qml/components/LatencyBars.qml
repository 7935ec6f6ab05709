// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// How running times are spread: bars over a logarithmic axis.
Item {
    id: bars

    required property ScriptFigures figures

    Accessible.name: qsTr("Running times from %1 to %2").arg(figures.shortest).arg(figures.longest)
    Accessible.role: Accessible.Graphic
    implicitHeight: 96 + axis.height

    RowLayout {
        anchors.bottom: axis.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: 0

        Repeater {
            model: bars.figures.bars
            delegate: Item {
                id: bar

                required property real modelData

                Layout.fillHeight: true
                Layout.fillWidth: true

                Rectangle {
                    anchors.bottom: parent.bottom
                    color: Theme.toneColor(Tone.Success)
                    height: bar.modelData > 0 ? Math.max(2, bar.modelData * parent.height) : 0
                    width: Math.max(1, parent.width - 1)
                }
            }
        }
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
