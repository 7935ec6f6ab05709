// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Shows the whole text of a label that has no room for it, while the pointer is on what it fills.
Item {
    id: tip

    required property AppLabel label

    anchors.fill: parent

    HoverHandler {
        id: hover

        enabled: tip.label.truncated
    }
    AppToolTip {
        text: tip.label.text
        visible: hover.hovered && tip.label.truncated
    }
}
