// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The window's menu: how it looks, what it shows, and help.
AppMenu {
    id: menu

    property string undoText // what undoing does; empty when there is nothing to undo

    signal undoRequested
    signal panelRequested(int tab)
    signal shortcutsRequested
    signal quitRequested

    AppMenuItem {
        enabled: menu.undoText !== ""
        objectName: "undoItem"
        shortcutText: "Ctrl+Z"
        text: menu.undoText !== "" ? menu.undoText : qsTr("Nothing to undo")
        onTriggered: menu.undoRequested()
    }
    AppMenuSeparator {}
    ChoiceMenuItem {
        current: Theme.mode
        text: qsTr("Theme: as the system")
        value: Theme.Mode.System
        onChosen: Theme.mode = value
    }
    ChoiceMenuItem {
        current: Theme.mode
        text: qsTr("Theme: light")
        value: Theme.Mode.Light
        onChosen: Theme.mode = value
    }
    ChoiceMenuItem {
        current: Theme.mode
        text: qsTr("Theme: dark")
        value: Theme.Mode.Dark
        onChosen: Theme.mode = value
    }
    AppMenuSeparator {}
    AppMenuItem {
        shortcutText: "Ctrl+1"
        text: qsTr("Plots")
        onTriggered: menu.panelRequested(0)
    }
    AppMenuItem {
        shortcutText: "Ctrl+2"
        text: qsTr("Handlers")
        onTriggered: menu.panelRequested(1)
    }
    AppMenuItem {
        shortcutText: "Ctrl+3"
        text: qsTr("Duplicates")
        onTriggered: menu.panelRequested(2)
    }
    AppMenuItem {
        shortcutText: "Ctrl+4"
        text: qsTr("Publish")
        onTriggered: menu.panelRequested(3)
    }
    AppMenuItem {
        shortcutText: "Ctrl+5"
        text: qsTr("Consumers")
        onTriggered: menu.panelRequested(4)
    }
    AppMenuItem {
        shortcutText: "Ctrl+6"
        text: qsTr("Dead letters")
        onTriggered: menu.panelRequested(5)
    }
    AppMenuSeparator {}
    AppMenuItem {
        shortcutText: "F1"
        text: qsTr("Keyboard shortcuts")
        onTriggered: menu.shortcutsRequested()
    }
    AppMenuItem {
        enabled: false
        text: qsTr("Topicscope %1").arg(Platform.version)
    }
    AppMenuItem {
        shortcutText: "Ctrl+Q"
        text: qsTr("Quit")
        onTriggered: menu.quitRequested()
    }
}
