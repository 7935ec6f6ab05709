// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Something that is in force, such as a filter, and the button that ends it.
Rectangle {
    id: chip

    property alias text: textLabel.text
    property string removeText: qsTr("Remove")

    signal removed

    color: Theme.toneSoft(Tone.Info)
    implicitHeight: Theme.controlHeight - 4
    implicitWidth: textLabel.implicitWidth + removeButton.width + 12
    radius: Theme.radius

    AppLabel {
        id: textLabel

        anchors.left: parent.left
        anchors.leftMargin: 8
        anchors.right: removeButton.left
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.toneColor(Tone.Info)
        elide: Text.ElideMiddle
    }
    CutTip {
        label: textLabel
    }

    IconButton {
        id: removeButton

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        height: parent.height
        iconName: "close"
        text: chip.removeText
        tone: Tone.Info
        width: height
        onClicked: chip.removed()
    }
}
