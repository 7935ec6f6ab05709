// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The window's menu: how it looks, what it shows, and help.
AppMenu {
    id: menu

    property string undoText // what undoing does; empty when there is nothing to undo

    signal sessionRequested
    signal undoRequested
    signal shortcutsRequested
    signal quitRequested

    width: 264

    AppMenuItem {
        objectName: "newConnectionItem"
        shortcutText: "Ctrl+Shift+N"
        text: qsTr("New connection")
        onTriggered: menu.sessionRequested()
    }
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
    Repeater {
        model: Panels
        delegate: AppMenuItem {
            required property string viewId
            required property string title
            required property string shortcut

            shortcutText: shortcut
            text: title
            onTriggered: Panels.request(viewId)
        }
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
