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
            list.following = true; // the end of what the other script wrote
            list.keepEnd();
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
        currentIndex: -1
        highlightMoveDuration: 0
        highlightResizeDuration: 0
        onContentHeightChanged: keepEnd()
        onCountChanged: keepEnd()
        onHeightChanged: keepEnd()
        onMovementEnded: following = atYEnd

        Keys.onPressed: event => {
            const line = list.currentItem as ScriptConsoleLine;
            event.accepted = true;
            if (event.matches(StandardKey.Copy) && line)
                Platform.copyText(view.controller.console.lineText(line.index));
            else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && line)
                line.follow();
            else if (event.key === Qt.Key_Up)
                list.walk(list.currentIndex < 0 ? list.count - 1 : list.currentIndex - 1);
            else if (event.key === Qt.Key_Down)
                list.walk(list.currentIndex < 0 ? list.count - 1 : list.currentIndex + 1);
            else if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown)
                list.walk(list.currentIndex + (event.key === Qt.Key_PageUp ? -10 : 10));
            else if (event.key === Qt.Key_Home || event.key === Qt.Key_End)
                list.walk(event.key === Qt.Key_Home ? 0 : list.count - 1);
            else
                event.accepted = false;
        }

        // Once for all that changes together: a line that wraps is measured after it came.
        function keepEnd(): void {
            if (following)
                atEnd.restart();
        }

        Timer {
            id: atEnd

            interval: 0
            onTriggered: {
                if (list.following)
                    list.positionViewAtEnd();
            }
        }

        // To the line \a row, or the nearest one; at the last line it follows what comes.
        function walk(row: int): void {
            list.currentIndex = Math.max(Math.min(row, list.count - 1), Math.min(0, list.count - 1));
            list.following = list.currentIndex === list.count - 1;
        }

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
    FocusFrame {
        anchors.fill: list
        visible: list.activeFocus
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
            text: view.controller.console.skipped > 0
                ? qsTr("%1 lines, %2 came too fast to be kept")
                    .arg(view.controller.console.count)
                    .arg(view.controller.console.skipped)
                : list.count === 1 ? qsTr("1 line") : qsTr("%1 lines").arg(list.count)
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
