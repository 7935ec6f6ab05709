// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The whole ledger, over the status bar.
Popup {
    id: popup

    required property LedgerController controller

    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside
    focus: true
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
