// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A button of the navigation rail; checked while its page is shown.
IconButton {
    id: button

    Accessible.role: Accessible.PageTab
    implicitHeight: Theme.controlHeight + Theme.spacing

    Rectangle {
        color: Theme.accent
        height: parent.height
        visible: button.checked
        width: 2
    }
}
