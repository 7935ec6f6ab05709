// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Topicscope

// Asks what a new script is to begin with, and for which topics.
Dialog {
    id: dialog

    required property ScriptController controller

    anchors.centerIn: T.Overlay.overlay
    closePolicy: Popup.CloseOnEscape
    focus: true
    modal: true
    padding: Theme.spacingLarge
    title: qsTr("New script")
    width: 460

    onOpened: (dialog.contentItem as NewScriptForm).restart()

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
    contentItem: NewScriptForm {
        controller: dialog.controller
        focus: true
        onCancelled: dialog.close()
        onCreated: dialog.close()
    }
}
