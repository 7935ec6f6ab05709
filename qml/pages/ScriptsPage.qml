// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// Handlers in JavaScript: their list, the one being edited, and how it runs.
SplitView {
    id: page

    required property ScriptController controller
    required property StreamViewport viewport
    required property SettingsStore settings

    // A part has another size: worth remembering.
    signal arranged

    // A message was selected, which the page of the stream shows.
    signal messageSelected

    // The editor takes the keys.
    function focusEditor(): void {
        editorPanel.focusEditor();
    }

    function saveState(): void {
        settings.setNumber("scripts/listWidth", listPanel.width);
        settings.setNumber("scripts/sideWidth", side.width);
    }

    orientation: Qt.Horizontal

    handle: AppSplitHandle {}

    ScriptListPanel {
        id: listPanel

        SplitView.minimumWidth: 180
        SplitView.preferredWidth: Math.min(page.settings.number("scripts/listWidth", 236), page.width * 0.21)
        controller: page.controller
        onWidthChanged: page.arranged()
    }
    ScriptEditorPanel {
        id: editorPanel

        SplitView.fillWidth: true
        SplitView.minimumWidth: 360
        controller: page.controller
        viewport: page.viewport
        onNewRequested: listPanel.openNewDialog()
        onTryRequested: side.showTrial()
    }
    ScriptSidePanel {
        id: side

        SplitView.minimumWidth: 260
        SplitView.preferredWidth: Math.min(page.settings.number("scripts/sideWidth", 372), page.width * 0.34)
        controller: page.controller
        onLineRequested: line => editorPanel.goTo(line, 1)
        onMessageRequested: (sequence, messageId) => {
            if (page.viewport.selectMessageOf(sequence, messageId))
                page.messageSelected();
            else
                side.tell(qsTr("Message %1 is not in the stream: it has left the memory, came from another server, or a filter hides it.").arg(messageId), false);
        }
        onWidthChanged: page.arranged()
    }
}
