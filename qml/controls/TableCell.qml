// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A cell of a PanelRow; invisible where its column has no room.
AppLabel {
    property bool figure: false
    property bool selected: false
    property bool dimmed: false

    color: dimmed ? Theme.textFaint : selected ? Theme.textSelected : Theme.text
    height: parent ? parent.height : 0
    horizontalAlignment: figure ? Text.AlignRight : Text.AlignLeft
    leftPadding: Theme.spacing
    rightPadding: Theme.spacing
    visible: width > 0
}
