// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// What an AppToolTip shows after a while.
ToolTip {
    id: popup

    property string shortcut

    // Inside the window, and beside what it explains: below where there is no room above.
    margins: Theme.spacingSmall
    y: visible && parent && parent.mapToItem(null, 0, 0).y < implicitHeight + 2 * Theme.spacingSmall
        ? parent.height + 3
        : -implicitHeight - 3
    delay: 500
    timeout: 8000
    padding: Theme.spacingSmall
    leftPadding: Theme.spacing
    rightPadding: Theme.spacing

    contentItem: Row {
        spacing: Theme.spacing

        AppLabel {
            maximumLineCount: 12
            text: popup.text
            width: Math.min(whole.implicitWidth, 480) // its own follows the width where it wraps
            wrapMode: Text.Wrap
        }
        AppLabel {
            muted: true
            text: popup.shortcut
            visible: popup.shortcut !== ""
        }
    }
    AppLabel {
        id: whole

        text: popup.text
        visible: false
    }
    background: Rectangle {
        border.color: Theme.border
        color: Theme.raised
        radius: Theme.radius
    }

    Component.onCompleted: open()
}
