// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One count of the ledger: its name and its figure.
Item {
    id: pill

    required property string label
    required property string count
    required property string explanation
    required property string exactCount
    required property int tone
    required property bool zero
    property bool strong: false
    // The messages that it counts, where the stream can be narrowed to them.
    property int filter: StateFilter.Any
    // Short figures where room is scarce.
    property bool tight: false
    property string tightCount

    readonly property string hint: filter === StateFilter.Any ? explanation : explanation + "\n" + qsTr("Click to see these messages in the stream.")

    readonly property LedgerPills row: parent as LedgerPills

    Accessible.description: hint
    Accessible.name: qsTr("%1: %2").arg(label).arg(exactCount)
    Accessible.onPressAction: row.stateChosen(filter)
    Accessible.role: filter === StateFilter.Any ? Accessible.StaticText : Accessible.Button
    implicitHeight: Theme.fontSmall + 10
    // With room for the tinted ground even while there is none: a count that comes and goes moves nothing.
    implicitWidth: nameLabel.implicitWidth + figure.width + 4 + 12

    Rectangle {
        id: ground

        anchors.fill: parent
        anchors.bottomMargin: 1
        anchors.topMargin: 1
        color: Theme.toneSoft(pill.tone)
        radius: Theme.radius
        visible: pill.tone !== Tone.Neutral
    }
    Row {
        anchors.centerIn: parent
        spacing: 4

        AppLabel {
            id: nameLabel

            color: pill.zero ? Theme.textFaint : pill.tone === Tone.Neutral ? Theme.textMuted : Theme.toneColor(pill.tone)
            font.pixelSize: Theme.fontSmall
            text: pill.label
        }
        TabularLabel {
            id: figure

            color: pill.zero ? Theme.textFaint : pill.tone === Tone.Neutral ? Theme.text : Theme.toneColor(pill.tone)
            font.pixelSize: Theme.fontSmall
            font.weight: pill.strong ? Font.DemiBold : Font.Medium
            text: pill.tight ? pill.tightCount : pill.count
        }
    }

    HoverHandler {
        id: hover

        cursorShape: pill.filter === StateFilter.Any ? Qt.ArrowCursor : Qt.PointingHandCursor
    }
    TapHandler {
        enabled: pill.filter !== StateFilter.Any
        onTapped: pill.row.stateChosen(pill.filter)
    }
    AppToolTip {
        text: pill.label + " " + pill.exactCount + "\n" + pill.hint
        visible: hover.hovered
    }
}
