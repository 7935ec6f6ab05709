// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Asks for a native handler.
AppDialog {
    id: dialog

    required property HandlerController controller

    title: qsTr("Add a handler")
    width: 460

    onOpened: (dialog.contentItem as AddHandlerForm).restart()

    contentItem: AddHandlerForm {
        controller: dialog.controller
        focus: true
        onAdded: dialog.close()
        onCancelled: dialog.close()
    }
}
