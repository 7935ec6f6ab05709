// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The script being edited: how it runs above, its text below.
Panel {
    id: panel

    required property ScriptController controller
    required property StreamViewport viewport
    readonly property bool any: controller.currentRow >= 0

    signal newRequested
    signal tryRequested

    function goTo(line: int, column: int): void {
        editor.goTo(line, column);
    }

    function focusEditor(): void {
        editor.textArea.forceActiveFocus(Qt.OtherFocusReason);
    }

    Accessible.name: qsTr("Editor")
    Accessible.role: Accessible.Pane
    headerVisible: panel.any
    title: panel.controller.modified ? panel.controller.name + " •" : panel.controller.name

    tools: [
        StatePill {
            anchors.verticalCenter: parent ? parent.verticalCenter : undefined
            objectName: "scriptState"
            Accessible.name: panel.controller.stateText
            // Where there is little room, the name of the script goes before how often it failed, which the line below
            // says too.
            text: panel.width < 480 ? panel.controller.shortStateText : panel.controller.stateText
            tone: panel.controller.tone
        },
        AppButton {
            iconName: "eye"
            objectName: "tryButton"
            text: qsTr("Try")
            toolTip: qsTr("Run the text on the message selected in the stream; nothing is published or acknowledged")
            onClicked: {
                panel.tryRequested();
                panel.controller.tryOn(panel.viewport);
            }
        },
        IconButton {
            enabled: panel.controller.modified
            iconName: "refresh"
            objectName: "revertButton"
            text: qsTr("Revert to what is in the file")
            onClicked: panel.controller.revert()
        },
        AppButton {
            enabled: panel.controller.modified
            iconName: "save"
            objectName: "saveButton"
            shortcutText: "Ctrl+S"
            text: qsTr("Save")
            toolTip: panel.controller.active ? qsTr("Write the file; the new version takes over between two messages")
                : qsTr("Write the file")
            onClicked: panel.save()
        },
        AppButton {
            iconName: "refresh"
            objectName: "resumeButton"
            text: qsTr("Resume")
            toolTip: qsTr("Call the script again")
            visible: panel.controller.paused
            onClicked: panel.controller.resume()
        },
        AppButton {
            highlighted: !panel.controller.active
            iconName: panel.controller.active ? "stop" : "play"
            objectName: "startButton"
            shortcutText: "F5"
            text: panel.controller.active ? qsTr("Stop") : qsTr("Start")
            toolTip: panel.controller.active ? qsTr("Handle no more messages with this script")
                : qsTr("Handle messages with this script, and acknowledge them")
            onClicked: panel.toggle()
        }
    ]

    function save(): void {
        panel.controller.save();
    }

    function toggle(): void {
        if (panel.controller.active)
            panel.controller.stop();
        else
            panel.controller.start();
    }

    ScriptSettings {
        id: settingsLine

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        controller: panel.controller
        visible: panel.any
    }
    CodeEditor {
        id: editor

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: settingsLine.bottom
        // What is wrong was found in the saved text: its line may be another one in what was typed since.
        errorLine: panel.controller.modified ? 0 : panel.controller.faultLine
        errorText: {
            const text = panel.controller.faultText;
            if (text === "" || !panel.controller.modified)
                return text;
            return panel.controller.faultLine > 0
                ? qsTr("Error of the saved version, line %1: %2").arg(panel.controller.faultLine).arg(text)
                : qsTr("Error of the saved version: %1").arg(text);
        }
        label: qsTr("Script %1").arg(panel.controller.name)
        modified: panel.controller.modified
        objectName: "scriptEditor"
        plain: true
        visible: panel.any
        onEdited: panel.controller.setDraft(editor.text)
        onSaveRequested: panel.save()
    }
    Connections {
        function onSourceChanged(): void {
            editor.text = panel.controller.source;
        }

        target: panel.controller
    }
    Component.onCompleted: editor.text = panel.controller.source

    EmptyState {
        anchors.fill: parent
        iconName: "code"
        objectName: "noScripts"
        text: qsTr("A few lines of JavaScript handle the messages of a topic: filter, count, forward, check. "
            + "Begin with a sample, or open a file.")
        title: qsTr("No script yet")
        visible: !panel.any

        AppButton {
            highlighted: true
            iconName: "plus"
            text: qsTr("New script…")
            onClicked: panel.newRequested()
        }
    }

    Shortcut {
        enabled: panel.visible && panel.any
        sequence: "F5"
        onActivated: panel.toggle()
    }
}
