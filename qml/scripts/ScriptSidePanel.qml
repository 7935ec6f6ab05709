// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Topicscope

// What a script prints, its figures, and a dry run of it.
Rectangle {
    id: side

    required property ScriptController controller

    // A line of the console was chosen that names one of the script.
    signal lineRequested(line: int)
    // The message that a line of the console is about was chosen.
    signal messageRequested(sequence: real, messageId: string)

    function tell(text: string, ok: bool): void {
        consoleView.tell(text, ok);
    }

    function showTrial(): void {
        tabs.currentIndex = 0;
    }

    Accessible.name: qsTr("Console, figures and dry run")
    Accessible.role: Accessible.Pane
    color: Theme.surface

    Rectangle {
        id: tabLine

        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.header
        height: Theme.toolbarHeight

        TabBar {
            id: tabs

            anchors.left: parent.left
            background: null
            spacing: 0

            AppTabButton {
                text: qsTr("Console")
                toolTip: qsTr("What the script printed, and what happened to it")
            }
            AppTabButton {
                text: qsTr("Figures")
                toolTip: qsTr("Calls, running times and metrics")
            }
            AppTabButton {
                objectName: "dryRunTab"
                text: qsTr("Dry run")
                toolTip: qsTr("Run the text over messages received before, and compare it with the version saved")
            }
        }
        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.border
            height: 1
            width: parent.width
        }
    }
    StackLayout {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: tabLine.bottom
        currentIndex: tabs.currentIndex

        ScriptConsole {
            id: consoleView

            controller: side.controller
            onLineRequested: line => side.lineRequested(line)
            onMessageRequested: (sequence, messageId) => side.messageRequested(sequence, messageId)
        }
        ScriptFiguresView {
            figures: side.controller.figures
        }
        DryRunView {
            scripts: side.controller
        }
    }
}
