// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The shortcuts of the whole window. Keys without Ctrl or Alt are not among them: those belong to what has the focus
// first.
Item {
    id: shortcuts

    required property ConnectionBar connectionBar
    required property StreamPage streamPage
    required property UndoStack undoStack
    required property bool streamShown

    signal panelRequested(int tab)
    signal scriptsRequested
    signal shortcutSheetRequested
    signal quitRequested

    Shortcut {
        enabled: shortcuts.undoStack.text !== ""
        sequence: "Ctrl+Z"
        onActivated: shortcuts.undoStack.undo()
    }
    Shortcut {
        sequence: "Ctrl+L"
        onActivated: shortcuts.connectionBar.focusUrl()
    }
    Shortcut {
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        onActivated: shortcuts.connectionBar.toggleConnection()
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
    Shortcut {
        sequence: "Ctrl+1"
        onActivated: shortcuts.panelRequested(0)
    }
    Shortcut {
        sequence: "Ctrl+2"
        onActivated: shortcuts.panelRequested(1)
    }
    Shortcut {
        sequence: "Ctrl+3"
        onActivated: shortcuts.panelRequested(2)
    }
    Shortcut {
        sequence: "Ctrl+4"
        onActivated: shortcuts.panelRequested(3)
    }
    Shortcut {
        sequence: "Ctrl+5"
        onActivated: shortcuts.panelRequested(4)
    }
    Shortcut {
        sequence: "Ctrl+6"
        onActivated: shortcuts.panelRequested(5)
    }
    Shortcut {
        sequence: "Ctrl+E"
        onActivated: shortcuts.scriptsRequested()
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
