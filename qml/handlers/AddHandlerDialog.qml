// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Topicscope

// Asks for a native handler.
Dialog {
    id: dialog

    required property HandlerController controller

    anchors.centerIn: T.Overlay.overlay
    closePolicy: Popup.CloseOnEscape
    focus: true
    modal: true
    padding: Theme.spacingLarge
    title: qsTr("Add a handler")
    width: 460

    onOpened: (dialog.contentItem as AddHandlerForm).restart()

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
    contentItem: AddHandlerForm {
        controller: dialog.controller
        focus: true
        onAdded: dialog.close()
        onCancelled: dialog.close()
    }
}
