// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The scripts, and what makes, opens and removes them.
Panel {
    id: panel

    required property ScriptController controller

    function openNewDialog(): void {
        newDialog.open();
    }

    Accessible.name: qsTr("Scripts")
    Accessible.role: Accessible.Pane
    title: qsTr("Scripts")

    tools: [
        IconButton {
            iconName: "plus"
            objectName: "newScriptButton"
            shortcutText: "Ctrl+N"
            text: qsTr("New script…")
            onClicked: newDialog.open()
        },
        IconButton {
            iconName: "import"
            objectName: "openScriptButton"
            shortcutText: "Ctrl+O"
            text: qsTr("Open a script…")
            onClicked: openChooser.open()
        },
        IconButton {
            enabled: panel.controller.currentRow >= 0
            iconName: "trash"
            objectName: "removeScriptButton"
            shortcutText: qsTr("Del")
            text: qsTr("Take the script off the list; its file stays")
            onClicked: panel.controller.remove()
        }
    ]

    NewScriptDialog {
        id: newDialog

        controller: panel.controller
        onClosed: panel.controller.clearError()
    }
    FileChooser {
        id: openChooser

        filters: [qsTr("JavaScript (*.js)"), qsTr("All files (*)")]
        title: qsTr("Open a script")
        onAccepted: file => panel.controller.open(file)
    }

    PanelList {
        id: list

        Accessible.name: qsTr("Scripts")
        Accessible.role: Accessible.List
        anchors.bottom: notice.visible ? notice.top : parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        controller: panel.controller
        currentIndex: panel.controller.currentRow
        delegate: ScriptRow {}
        model: panel.controller.scripts
        objectName: "scriptList"
        onCurrentIndexChanged: {
            if (currentIndex >= 0)
                panel.controller.currentRow = currentIndex;
        }

        Keys.onDeletePressed: panel.controller.remove()

        Connections {
            function onCurrentChanged(): void {
                list.currentIndex = panel.controller.currentRow;
            }

            target: panel.controller
        }
    }

    NoticeBar {
        id: notice

        readonly property bool failed: panel.controller.errorText !== "" && !newDialog.visible
        readonly property bool removed: panel.controller.removal.present

        actionText: failed || (!removed && panel.controller.restoredCount > 0) ? "" : qsTr("Undo")
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        objectName: "scriptNotice"
        maximumLines: 20 // the list is narrow, and what is wrong is to be read whole
        text: {
            if (failed)
                return panel.controller.errorText;
            if (removed)
                return qsTr("%1 was removed.").arg(panel.controller.removal.name);
            if (panel.controller.restoredCount === 0)
                return "";
            return qsTr("Restored: %1 not saved when the program ended. Save it, or revert to what is in the file.")
                .arg(panel.controller.restoredCount === 1 ? qsTr("the text of a script,")
                    : qsTr("the texts of %1 scripts,").arg(Format.count(panel.controller.restoredCount)));
        }
        tone: failed ? Tone.Danger : Tone.Info
        onAction: panel.controller.removal.undo()
        onDismissed: {
            panel.controller.clearError();
            panel.controller.removal.dismiss();
            panel.controller.dismissRestored();
        }
    }

    Shortcut {
        enabled: panel.visible
        sequence: "Ctrl+N"
        onActivated: newDialog.open()
    }
    Shortcut {
        enabled: panel.visible
        sequence: "Ctrl+O"
        onActivated: openChooser.open()
    }
}
