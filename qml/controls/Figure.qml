// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A big figure with what it means below it.
Item {
    id: figure

    required property string value
    required property string caption
    property string toolTip
    property color valueColor: Theme.text

    Accessible.description: toolTip
    Accessible.name: Format.fill(qsTr("%1: %2"), [caption, value])
    Accessible.role: Accessible.StaticText
    implicitHeight: valueLabel.implicitHeight + captionLabel.implicitHeight + 2
    implicitWidth: Math.max(valueLabel.width, captionLabel.implicitWidth)

    TabularLabel {
        id: valueLabel

        color: figure.valueColor
        font.pixelSize: Theme.fontLarge + 2
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignLeft
        text: figure.value
    }
    AppLabel {
        id: captionLabel

        anchors.top: valueLabel.bottom
        anchors.topMargin: 2
        font.pixelSize: Theme.fontSmall
        muted: true
        text: figure.caption
    }
    HoverHandler {
        id: hover
    }
    AppToolTip {
        text: figure.toolTip
        visible: hover.hovered && figure.toolTip !== ""
    }
}
