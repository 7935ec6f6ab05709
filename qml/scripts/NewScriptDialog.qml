// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Asks what a new script is to begin with, and for which topics.
AppDialog {
    id: dialog

    required property ScriptController controller

    title: qsTr("New script")
    width: 460

    onOpened: (dialog.contentItem as NewScriptForm).restart()

    contentItem: NewScriptForm {
        controller: dialog.controller
        focus: true
        onCancelled: dialog.close()
        onCreated: dialog.close()
    }
}
