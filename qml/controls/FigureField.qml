// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A field in a row of figures, with what it means below it.
Column {
    id: figure

    default property alias field: holder.data
    property alias caption: captionLabel.text

    spacing: 2

    Item {
        id: holder

        implicitHeight: childrenRect.height
        implicitWidth: childrenRect.width
    }
    AppLabel {
        id: captionLabel

        font.pixelSize: Theme.fontSmall
        muted: true
    }
}
