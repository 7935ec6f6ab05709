// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// How far something is.
ProgressBar {
    id: control

    Accessible.name: qsTr("Progress")
    implicitHeight: 6

    background: Rectangle {
        color: Theme.hover
        radius: 3
    }
    contentItem: Item {
        Rectangle {
            color: Theme.accent
            height: parent.height
            radius: 3
            width: control.indeterminate ? parent.width : control.visualPosition * parent.width
        }
    }
}
