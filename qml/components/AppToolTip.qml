// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// A tooltip: the text, and the shortcut beside it.
ToolTip {
    id: control

    property string shortcut

    delay: 500
    timeout: 8000
    padding: Theme.spacingSmall
    leftPadding: Theme.spacing
    rightPadding: Theme.spacing
    contentItem: Row {
        spacing: Theme.spacing

        AppLabel {
            text: control.text
        }
        AppLabel {
            muted: true
            text: control.shortcut
            visible: control.shortcut !== ""
        }
    }
    background: Rectangle {
        border.color: Theme.border
        color: Theme.raised
        radius: Theme.radius
    }
}
