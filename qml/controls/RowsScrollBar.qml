// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The scroll bar of a view that shows whole rows: follows where they are, and says where to go.
AppScrollBar {
    id: bar

    required property real place // share of the rows before the first in view

    signal moved(real place)

    anchors.bottom: parent?.bottom
    anchors.right: parent?.right
    anchors.top: parent?.top
    orientation: Qt.Vertical
    policy: ScrollBar.AsNeeded
    onPositionChanged: {
        if (pressed)
            bar.moved(position);
    }

    Binding {
        property: "position"
        restoreMode: Binding.RestoreNone
        target: bar
        value: bar.place
        when: !bar.pressed
    }
}
