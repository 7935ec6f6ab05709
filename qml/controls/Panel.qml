// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A surface with a header line: title on the left, tools on the right, content below.
Rectangle {
    id: panel

    default property alias content: body.data
    property alias detail: header.detail
    property alias tools: header.tools
    property alias title: header.text
    property alias headerVisible: header.visible

    color: Theme.surface

    SectionHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
    }

    Item {
        id: body

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.visible ? header.bottom : parent.top
        clip: true
    }
}
