// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Templates as T
import Topicscope

// The line between two parts of a SplitView: one pixel to see, nine to take hold of.
Rectangle {
    id: handle

    readonly property bool active: T.SplitHandle.pressed || T.SplitHandle.hovered

    color: active ? Theme.accent : Theme.border
    implicitHeight: 1
    implicitWidth: 1
    containmentMask: Item {
        height: handle.height < handle.width ? 9 : handle.height
        width: handle.height < handle.width ? handle.width : 9
        x: (handle.width - width) / 2
        y: (handle.height - height) / 2
    }
}
