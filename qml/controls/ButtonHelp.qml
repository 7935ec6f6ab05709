// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Templates as T
import Topicscope

// What buttons share: Return and Enter press them, as Space does (Keys.forwardTo of the button leads here), and a
// tooltip.
Item {
    id: keys

    required property T.AbstractButton button
    property string toolTip
    property string shortcut

    function press(event: KeyEvent): void {
        if (event.isAutoRepeat || event.modifiers & ~Qt.KeypadModifier) {
            event.accepted = false;
            return;
        }
        // A button of a group stays checked when it is pressed again.
        if (button.checkable && !(button.checked && button.autoExclusive)) {
            button.toggle();
            button.toggled();
        }
        button.clicked();
    }

    Keys.onEnterPressed: event => press(event)
    Keys.onReturnPressed: event => press(event)

    AppToolTip {
        parent: keys.button
        shortcut: keys.shortcut
        text: keys.toolTip
        visible: keys.toolTip !== "" && (keys.button.hovered || keys.button.visualFocus)
    }
}
