// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Topicscope

// A dialog in the middle of the window; Escape closes it.
Dialog {
    id: dialog

    anchors.centerIn: T.Overlay.overlay
    closePolicy: Popup.CloseOnEscape
    focus: true
    modal: true
    padding: Theme.spacingLarge

    background: Rectangle {
        border.color: Theme.borderStrong
        color: Theme.surface
        radius: Theme.radius
    }
    header: AppLabel {
        font.pixelSize: Theme.fontTitle
        leftPadding: Theme.spacingLarge
        strong: true
        text: dialog.title
        topPadding: Theme.spacingLarge
    }
}
