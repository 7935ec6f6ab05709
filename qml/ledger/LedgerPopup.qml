// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Topicscope

// The whole ledger, over the status bar; it scrolls where the window is lower than it.
Popup {
    id: popup

    required property LedgerController controller
    // Between the status bar and the upper edge. Left to Qt, a popup that is too high is made lower by its place, which
    // follows from its height, and so on for ever.
    readonly property real room: (T.Overlay.overlay ? T.Overlay.overlay.height : 720)
        - (parent ? parent.height : 0) - 2 * Theme.spacing

    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside
    focus: true
    height: Math.min(implicitHeight, room)
    padding: Theme.spacingLarge
    width: 760

    background: Rectangle {
        border.color: Theme.borderStrong
        color: Theme.surface
        radius: Theme.radius
    }
    contentItem: LedgerTable {
        controller: popup.controller
    }
}
