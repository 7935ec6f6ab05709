// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A line that tells what just happened, with one thing to do about it. Hidden while its text is empty.
Rectangle {
    id: notice

    property string text // may quote what a server said
    property alias maximumLines: label.maximumLineCount
    property string actionText
    property string iconName
    property bool dismissable: true
    property int tone: Tone.Info

    signal action
    signal dismissed

    Accessible.name: text
    Accessible.role: Accessible.AlertMessage
    color: Theme.toneSoft(tone)
    implicitHeight: Math.max(Theme.controlHeight + 4, label.implicitHeight + Theme.spacing)
    visible: text !== ""

    AppIcon {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingMedium
        anchors.verticalCenter: parent.verticalCenter
        name: notice.iconName
        tint: label.color
        visible: notice.iconName !== ""
    }
    AppLabel {
        id: label

        anchors.left: icon.visible ? icon.right : parent.left
        anchors.leftMargin: icon.visible ? Theme.spacing : Theme.spacingMedium
        anchors.right: actions.left
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.toneColor(notice.tone)
        maximumLineCount: 3
        text: Format.visibleLines(notice.text)
        wrapMode: Text.Wrap
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
            visible: notice.dismissable
            onClicked: notice.dismissed()
        }
    }
}
