// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A line that tells what just happened, with one thing to do about it. Hidden while its text is empty.
Rectangle {
    id: notice

    property alias text: label.text
    property string actionText
    property int tone: Tone.Info

    signal action
    signal dismissed

    Accessible.name: text
    Accessible.role: Accessible.AlertMessage
    color: Theme.toneSoft(tone)
    implicitHeight: Theme.toolbarHeight
    visible: text !== ""

    AppLabel {
        id: label

        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingMedium
        anchors.right: actions.left
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.toneColor(notice.tone)
    }
    Row {
        id: actions

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacingSmall

        AppButton {
            objectName: "noticeAction"
            text: notice.actionText
            visible: notice.actionText !== ""
            onClicked: notice.action()
        }
        IconButton {
            iconName: "close"
            text: qsTr("Dismiss")
            tone: notice.tone
            onClicked: notice.dismissed()
        }
    }
}
