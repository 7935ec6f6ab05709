// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// All counts of the ledger with what they mean.
Flickable {
    id: table

    required property LedgerController controller

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: lines.implicitHeight
    focus: true
    implicitHeight: lines.implicitHeight

    ScrollBar.vertical: AppScrollBar {
        id: scrollBar
    }
    Keys.onDownPressed: scrollBar.increase()
    Keys.onUpPressed: scrollBar.decrease()

    Column {
        id: lines

        spacing: 2
        width: table.width - 12 // the scroll bar's, whether it is there or not

        AppLabel {
            bottomPadding: Theme.spacingSmall
            color: table.controller.balanced ? Theme.text : Theme.toneColor(Tone.Danger)
            strong: true
            text: table.controller.balanceText
            width: parent.width
            wrapMode: Text.WordWrap
        }
        Repeater {
            model: table.controller.counts
            delegate: Item {
                id: line

                required property string label
                required property string exactCount
                required property string explanation
                required property int tone
                required property bool zero

                Accessible.description: explanation
                Accessible.name: qsTr("%1: %2").arg(label).arg(exactCount)
                Accessible.role: Accessible.StaticText
                implicitHeight: Math.max(nameLabel.implicitHeight, explanationLabel.implicitHeight) + 4
                width: parent ? parent.width : 0

                AppLabel {
                    id: nameLabel

                    anchors.verticalCenter: parent.verticalCenter
                    color: line.zero ? Theme.textMuted
                        : line.tone === Tone.Neutral ? Theme.text
                        : Theme.toneColor(line.tone)
                    text: line.label
                    width: 108
                }
                AppLabel {
                    anchors.verticalCenter: parent.verticalCenter
                    color: nameLabel.color
                    font.weight: Font.Medium
                    horizontalAlignment: Text.AlignRight
                    text: line.exactCount
                    width: 100
                    x: 100
                }
                AppLabel {
                    id: explanationLabel

                    anchors.verticalCenter: parent.verticalCenter
                    font.pixelSize: Theme.fontSmall
                    muted: true
                    text: line.explanation
                    width: line.width - x
                    wrapMode: Text.WordWrap
                    x: 216
                }
            }
        }
    }
}
