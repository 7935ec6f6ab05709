// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A whole number within bounds. Anything else stays as it was typed, and is marked until it is right: the value is the
// latest that was.
TextInputField {
    id: control

    property int smallest: 1
    property int largest: 100
    property int value: smallest
    readonly property real typed: /^\s*[0-9]+\s*$/.test(text) ? Number(text) : Number.NaN
    readonly property bool acceptable: typed >= smallest && typed <= largest
    readonly property string limits: qsTr("a whole number, %1 to %2")
        .arg(Format.count(smallest))
        .arg(Format.count(largest))

    function take(): bool {
        if (acceptable)
            value = typed;
        return acceptable;
    }

    function step(difference: int): void {
        const from = Number.isNaN(typed) ? value : typed;
        value = Math.min(largest, Math.max(smallest, from + difference));
        text = value.toString();
    }

    Accessible.role: Accessible.SpinBox
    Component.onCompleted: text = value.toString()
    horizontalAlignment: TextInput.AlignRight
    implicitWidth: 84
    inputMethodHints: Qt.ImhDigitsOnly
    invalid: !acceptable
    maximumLength: 20
    problem: acceptable ? "" : qsTr("%1: %2").arg(label).arg(limits)

    onEditingFinished: take()
    Keys.onDownPressed: step(-1)
    Keys.onUpPressed: step(1)
}
