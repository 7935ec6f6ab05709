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

    readonly property bool pressable: filter !== StateFilter.Any
    readonly property string hint: !pressable ? explanation
        : explanation + "\n" + qsTr("Click to see these messages in the stream.")

    readonly property LedgerPills row: parent as LedgerPills

    function press(): void {
        if (pressable) // or a filter that the user chose would go
            row.stateChosen(filter);
    }

    Accessible.description: hint
    Accessible.focusable: pressable
    Accessible.name: qsTr("%1: %2").arg(label).arg(exactCount)
    Accessible.onPressAction: press()
    Accessible.role: pressable ? Accessible.Button : Accessible.StaticText
    activeFocusOnTab: pressable
    implicitHeight: Theme.fontSmall + 10
    // With room for the tinted ground even while there is none: a count that comes and goes moves nothing.
    implicitWidth: nameLabel.implicitWidth + figure.width + 4 + 12

    Keys.onPressed: event => {
        const presses = [Qt.Key_Space, Qt.Key_Return, Qt.Key_Enter].includes(event.key)
            && !(event.modifiers & ~Qt.KeypadModifier);
        event.accepted = pill.pressable && presses;
        if (event.accepted && !event.isAutoRepeat)
            pill.press();
    }

    FocusFrame {
        anchors.fill: parent
        radius: Theme.radius
        visible: pill.activeFocus
    }
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

            color: pill.zero ? Theme.textFaint
                : pill.tone === Tone.Neutral ? Theme.textMuted
                : Theme.toneColor(pill.tone)
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

        cursorShape: pill.pressable ? Qt.PointingHandCursor : Qt.ArrowCursor
    }
    TapHandler {
        enabled: pill.pressable
        onTapped: pill.press()
    }
    AppToolTip {
        text: pill.label + " " + pill.exactCount + "\n" + pill.hint
        visible: hover.hovered
    }
}
