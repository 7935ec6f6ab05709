// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A figure that keeps its width while its digits change: as wide as zeros in their place, and at least as minimumText.
AppLabel {
    id: label

    property string minimumText: "0"

    elide: Text.ElideNone
    horizontalAlignment: Text.AlignRight
    width: Math.ceil(Math.max(shape.advanceWidth, smallest.advanceWidth)) + 1

    TextMetrics {
        id: shape

        font: label.font
        text: label.text.replace(/[0-9]/g, "0")
    }
    TextMetrics {
        id: smallest

        font: label.font
        text: label.minimumText
    }
}
