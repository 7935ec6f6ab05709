// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQml
import QtQuick
import Topicscope

// The shortcuts of the whole window. Keys without Ctrl or Alt are not among them: those belong to what has the focus
// first.
Item {
    id: shortcuts

    required property SessionPage page // that is shown
    required property Workspace workspace
    readonly property StreamPage streamPage: page.stream
    readonly property UndoStack undoStack: page.client.undoStack
    readonly property bool streamShown: page.streamShown

    signal closeRequested
    signal sessionRequested
    signal shortcutSheetRequested
    signal quitRequested

    Shortcut {
        enabled: shortcuts.undoStack.text !== ""
        sequence: "Ctrl+Z"
        onActivated: shortcuts.undoStack.undo()
    }
    Shortcut {
        sequence: "Ctrl+Shift+N"
        onActivated: shortcuts.sessionRequested()
    }
    Shortcut {
        sequence: "Ctrl+W"
        onActivated: shortcuts.closeRequested()
    }
    Shortcut {
        sequence: "Ctrl+PgDown"
        onActivated: shortcuts.workspace.step(1)
    }
    Shortcut {
        sequence: "Ctrl+PgUp"
        onActivated: shortcuts.workspace.step(-1)
    }
    Shortcut {
        sequence: "Ctrl+L"
        onActivated: shortcuts.page.connection.focusUrl()
    }
    Shortcut {
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        onActivated: shortcuts.page.connection.toggleConnection()
    }
    Shortcut {
        enabled: shortcuts.streamShown
        sequence: "Ctrl+K"
        onActivated: shortcuts.streamPage.stream.clear()
    }
    Shortcut {
        enabled: shortcuts.streamShown
        sequence: "Ctrl+R"
        onActivated: shortcuts.streamPage.stream.chooseState()
    }
    Shortcut {
        enabled: shortcuts.streamShown
        sequence: "Ctrl+T"
        onActivated: shortcuts.streamPage.topics.focusFilter()
    }
    Shortcut {
        enabled: shortcuts.streamShown
        sequence: "Ctrl+F"
        onActivated: shortcuts.streamPage.message.focusSearch()
    }
    Shortcut {
        enabled: shortcuts.streamShown
        sequence: "F3"
        onActivated: shortcuts.streamPage.message.stepSearch(1)
    }
    Shortcut {
        enabled: shortcuts.streamShown
        sequence: "Shift+F3"
        onActivated: shortcuts.streamPage.message.stepSearch(-1)
    }
    Shortcut {
        enabled: shortcuts.streamShown
        sequence: "F6"
        onActivated: shortcuts.streamPage.stream.focusRows()
    }
    Instantiator {
        model: Panels
        delegate: Shortcut {
            required property string viewId
            required property string shortcut

            sequence: shortcut
            onActivated: Panels.request(viewId)
        }
    }
    Shortcut {
        sequence: "Ctrl+E"
        onActivated: shortcuts.page.showScripts(shortcuts.streamShown)
    }
    Shortcut {
        sequence: "F1"
        onActivated: shortcuts.shortcutSheetRequested()
    }
    Shortcut {
        sequences: ["Ctrl+Q"]
        onActivated: shortcuts.quitRequested()
    }
}
