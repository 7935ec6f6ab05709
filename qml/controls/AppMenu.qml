// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// A menu of AppMenuItems.
Menu {
    id: menu

    delegate: AppMenuItem {}
    overlap: 1
    padding: 4

    background: Rectangle {
        border.color: Theme.borderStrong
        color: Theme.raised
        implicitHeight: Theme.rowHeight
        implicitWidth: 220
        radius: Theme.radius
    }
}
