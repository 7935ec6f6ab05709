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

    // A message was selected, which the page of the stream shows.
    signal messageSelected

    // The editor takes the keys.
    function focusEditor(): void {
        editorPanel.focusEditor();
    }

    orientation: Qt.Horizontal

    onResizingChanged: {
        listSize.note(resizing, listPanel.width);
        sideSize.note(resizing, side.width);
    }

    handle: AppSplitHandle {}

    PaneSize {
        id: listSize

        key: "scripts/listWidth"
        room: page.width
        settings: page.settings
        share: 0.21
        usual: 236
    }
    PaneSize {
        id: sideSize

        key: "scripts/sideWidth"
        room: page.width
        settings: page.settings
        share: 0.34
        usual: 372
    }
    // A drag writes these sizes as well, and would end a binding beside them.
    Binding {
        property: "preferredWidth"
        target: listPanel.SplitView
        value: listSize.shown
    }
    Binding {
        property: "preferredWidth"
        target: side.SplitView
        value: sideSize.shown
    }

    ScriptListPanel {
        id: listPanel

        SplitView.minimumWidth: 180
        controller: page.controller
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
        controller: page.controller
        onLineRequested: line => editorPanel.goTo(line, 1)
        onMessageRequested: (sequence, messageId) => {
            if (page.viewport.selectMessageOf(sequence, messageId))
                page.messageSelected();
            else
                side.tell(qsTr("Message %1 is not in the stream: it has left the memory, came from another server, "
                    + "or a filter hides it.").arg(messageId), false);
        }
    }
}
