// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The console of a script. It follows what comes, as long as its end is in view.
Item {
    id: view

    required property ScriptController controller
    property string trialText
    property bool trialOk: true

    signal lineRequested(line: int)
    signal messageRequested(sequence: real, messageId: string)

    // Tells above the lines what came of something.
    function tell(text: string, ok: bool): void {
        view.trialText = text;
        view.trialOk = ok;
    }

    Connections {
        function onTried(text: string, ok: bool): void {
            view.tell(text, ok);
        }
        function onCurrentChanged(): void {
            view.trialText = "";
        }

        target: view.controller
    }

    NoticeBar {
        id: trial

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        iconName: view.trialOk ? "check" : "error"
        objectName: "trialNotice"
        text: view.trialText
        tone: view.trialOk ? Tone.Success : Tone.Danger
        onDismissed: view.trialText = ""
    }
    ListView {
        id: list

        property bool following: true

        Accessible.name: qsTr("Console")
        Accessible.role: Accessible.List
        activeFocusOnTab: true
        anchors.bottom: foot.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: trial.visible ? trial.bottom : parent.top
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: view.controller.console
        objectName: "scriptConsole"
        reuseItems: true
        onCountChanged: {
            if (!following)
                return;
            forceLayout();
            positionViewAtEnd();
        }
        onMovementEnded: following = atYEnd

        ScrollBar.vertical: AppScrollBar {
            onPressedChanged: if (!pressed)
                list.following = list.atYEnd
        }

        delegate: ScriptConsoleLine {
            width: ListView.view ? ListView.view.width : 0
            onLineRequested: line => view.lineRequested(line)
            onMessageRequested: (sequence, messageId) => view.messageRequested(sequence, messageId)
        }
    }
    EmptyState {
        anchors.fill: list
        iconName: "stream"
        text: qsTr("ctx.log(), ctx.warn() and ctx.alert() write here, and so do exceptions.")
        title: qsTr("Nothing yet")
        visible: list.count === 0
    }
    Rectangle {
        id: foot

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.header
        height: Theme.toolbarHeight

        AppLabel {
            anchors.left: parent.left
            anchors.leftMargin: Theme.spacingMedium
            anchors.right: tools.left
            anchors.verticalCenter: parent.verticalCenter
            color: view.controller.console.skipped > 0 ? Theme.toneColor(Tone.Warning) : Theme.textMuted
            text: view.controller.console.skipped > 0 ? qsTr("%1 lines, %2 came too fast to be kept").arg(view.controller.console.count).arg(view.controller.console.skipped) : list.count === 1 ? qsTr("1 line") : qsTr("%1 lines").arg(list.count)
        }
        Row {
            id: tools

            anchors.right: parent.right
            anchors.rightMargin: Theme.spacingSmall
            anchors.verticalCenter: parent.verticalCenter

            IconButton {
                enabled: list.count > 0
                iconName: "copy"
                text: qsTr("Copy all lines")
                onClicked: Platform.copyText(view.controller.console.text())
            }
            IconButton {
                enabled: list.count > 0
                iconName: "trash"
                text: qsTr("Empty the console")
                onClicked: view.controller.console.clear()
            }
        }
    }
}
