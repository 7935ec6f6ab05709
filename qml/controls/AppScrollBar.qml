// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// A slim scroll bar that widens under the pointer.
ScrollBar {
    id: control

    readonly property bool wide: hovered || pressed

    // a handle that can be taken
    minimumSize: Math.min(1, 24 / Math.max(24, orientation === Qt.Horizontal ? width : height))
    padding: 2
    visible: policy !== ScrollBar.AlwaysOff && size < 1.0

    contentItem: Rectangle {
        color: control.pressed ? Theme.textMuted : control.wide ? Theme.borderStrong : Theme.borderStrong
        implicitHeight: 8
        implicitWidth: 8
        opacity: control.wide ? 1.0 : 0.6
        radius: 4
    }
    background: Rectangle {
        color: control.wide ? Theme.hover : "transparent"
        radius: 4
    }
}
