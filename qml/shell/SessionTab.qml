// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Templates as T
import Topicscope

// One session in the list of sessions: how it stands, its server, its rate, and a button that closes it.
T.TabButton {
    id: tab

    required property int index
    required property ClientController session // null once it was closed, until the list is drawn anew
    required property Workspace workspace
    readonly property bool current: workspace.current === index

    readonly property string rateText: session?.active ? qsTr("%1/s").arg(Format.count(Math.round(session.rate))) : ""

    Accessible.checked: current
    Accessible.description: (session?.stateText ?? "") + (rateText === "" ? "" : ", " + rateText)
    Accessible.name: session?.title ?? ""
    checked: current
    focusPolicy: Qt.StrongFocus
    implicitHeight: Theme.toolbarHeight - 6
    implicitWidth: 196
    objectName: "sessionTab"

    Keys.onDeletePressed: workspace.askToClose(session)
    Keys.onLeftPressed: workspace.step(-1)
    Keys.onRightPressed: workspace.step(1)
    onClicked: workspace.current = index
    onCurrentChanged: {
        if (current && ListView.view.activeFocus)
            forceActiveFocus(Qt.TabFocusReason);
    }

    background: Rectangle {
        border.color: Theme.focusRing
        border.width: tab.visualFocus ? 2 : 0
        color: tab.current ? Theme.header : tab.hovered ? Theme.hover : "transparent"

        Rectangle {
            color: tab.current ? Theme.accent : "transparent"
            height: 2
            width: parent.width
        }
        Rectangle {
            anchors.right: parent.right
            color: Theme.border
            height: parent.height
            width: 1
        }
    }
    Rectangle {
        id: dot

        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingMedium
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.toneColor(tab.session?.tone ?? Tone.Neutral)
        height: 8
        radius: 4
        width: 8
    }
    AppLabel {
        id: title

        anchors.left: dot.right
        anchors.leftMargin: Theme.spacing
        anchors.right: rate.left
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        muted: !tab.current
        strong: tab.current
        text: Format.visible(tab.session?.title ?? "")
    }
    AppLabel {
        id: rate

        anchors.right: close.left
        anchors.verticalCenter: parent.verticalCenter
        font.pixelSize: Theme.fontSmall
        muted: true
        text: tab.rateText
    }
    IconButton {
        id: close

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        focusPolicy: Qt.NoFocus // Delete, or Ctrl+W
        height: 22
        iconName: "close"
        objectName: "closeSession"
        shortcutText: tab.current ? "Ctrl+W" : ""
        text: qsTr("Close this session")
        width: 22
        onClicked: tab.workspace.askToClose(tab.session)
    }

    // The middle button closes, as with tabs everywhere.
    TapHandler {
        acceptedButtons: Qt.MiddleButton
        onTapped: tab.workspace.askToClose(tab.session)
    }
    AppToolTip {
        text: Format.fill(qsTr("%1: %2"), [Format.visible(tab.session?.url ?? ""), tab.session?.stateText ?? ""])
        visible: title.truncated && (tab.hovered || tab.visualFocus) && !close.hovered
    }
}
