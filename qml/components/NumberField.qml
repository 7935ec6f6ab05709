// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A whole number within bounds; what is out of them comes back to the nearest when the field is left.
TextInputField {
    id: control

    property int smallest: 1
    property int largest: 100
    property int value: smallest

    function take(): void {
        const typed = Number.parseInt(text);
        value = Number.isNaN(typed) ? smallest : Math.min(largest, Math.max(smallest, typed));
        text = value.toString();
    }

    function step(difference: int): void {
        take();
        value = Math.min(largest, Math.max(smallest, value + difference));
        text = value.toString();
    }

    Accessible.role: Accessible.SpinBox
    Component.onCompleted: text = value.toString()
    horizontalAlignment: TextInput.AlignRight
    implicitWidth: 84
    inputMethodHints: Qt.ImhDigitsOnly
    validator: RegularExpressionValidator {
        regularExpression: /[0-9]{0,7}/
    }

    onEditingFinished: take()
    Keys.onDownPressed: step(-1)
    Keys.onUpPressed: step(1)
}
