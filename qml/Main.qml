// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Topicscope

// The window: connection on top, topics, stream and message in the middle, the panels below, the ledger at the foot.
ApplicationWindow {
    id: window

    required property ClientController client
    required property SettingsStore settings
    property bool discarding: false // what is not saved, when the window closes

    // Single keys are shortcuts only where they do not type or press something.
    readonly property bool keysFree: !(activeFocusItem as AbstractButton) && !(activeFocusItem as TextInput) && !(activeFocusItem as TextEdit)

    function saveState(): void {
        settings.setNumber("window/maximized", visibility === Window.Maximized ? 1 : 0);
        if (visibility !== Window.Maximized) {
            settings.setNumber("window/x", x);
            settings.setNumber("window/y", y);
            settings.setNumber("window/width", width);
            settings.setNumber("window/height", height);
        }
        settings.setNumber("window/theme", Theme.mode);
        settings.setNumber("window/page", rail.currentPage);
        streamPage.saveState();
        scriptsPage.saveState();
    }

    function restoreState(): void {
        Theme.mode = settings.number("window/theme", Theme.Mode.System);
        if (settings.isOnScreen(settings.number("window/x", -1), settings.number("window/y", -1))) {
            x = settings.number("window/x", x);
            y = settings.number("window/y", y);
        }
        rail.currentPage = settings.number("window/page", 0);
        streamPage.restoreState();
        if (settings.number("window/maximized", 0) === 1)
            showMaximized();
        else
            show();
    }

    // Selects a message on screen, so that a picture of the window shows one.
    function selectForPicture(): void {
        streamPage.stream.viewport.select(Math.max(0, streamPage.stream.viewport.capacity - 3));
    }

    function showScripts(shown: bool): void {
        rail.currentPage = shown ? 1 : 0;
        if (shown)
            scriptsPage.focusEditor();
    }

    readonly property bool streamShown: rail.currentPage === 0

    function showPanel(tab: int): void {
        if (streamShown)
            streamPage.panels.toggle(tab);
        else
            streamPage.panels.show(tab);
        rail.currentPage = 0;
    }

    color: Theme.window
    height: settings.number("window/height", 800)
    minimumHeight: 560
    minimumWidth: 960
    palette.window: Theme.window
    title: client.active ? qsTr("%1 - Topicscope").arg(Format.visible(client.url)) : qsTr("Topicscope")
    visible: false
    width: settings.number("window/width", 1280)

    Component.onCompleted: restoreState()
    onClosing: event => {
        saveState();
        event.accepted = discarding || !scripts.anyModified();
        if (!event.accepted)
            unsavedDialog.open();
    }

    header: ConnectionBar {
        id: connectionBar

        client: window.client
        menuOpen: menu.visible
        onMenuRequested: button => menu.popup(button, button.width - menu.width, button.height)
    }
    footer: LedgerBar {
        client: window.client
    }

    ScriptController {
        id: scripts

        client: window.client
        settings: window.settings
        onAlertRaised: (name, text) => window.client.noteProblem(qsTr("%1: %2").arg(name).arg(text))
    }
    UnsavedDialog {
        id: unsavedDialog

        onDiscardRequested: {
            window.discarding = true;
            window.close();
        }
        onSaveRequested: {
            unsavedDialog.close();
            if (scripts.saveAll())
                window.close();
            else
                window.showScripts(true);
        }
    }
    MainMenu {
        id: menu

        onPanelRequested: tab => window.showPanel(tab)
        onQuitRequested: window.close()
        onShortcutsRequested: shortcutSheet.open()
    }
    ShortcutSheet {
        id: shortcutSheet
    }

    NavigationRail {
        id: rail

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.top: parent.top
    }
    StackLayout {
        anchors.bottom: parent.bottom
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: parent.top
        currentIndex: rail.currentPage

        StreamPage {
            id: streamPage

            client: window.client
            scripts: scripts
            settings: window.settings
        }
        ScriptsPage {
            id: scriptsPage

            controller: scripts
            settings: window.settings
            viewport: streamPage.stream.viewport
        }
    }

    Shortcut {
        sequence: "Ctrl+L"
        onActivated: connectionBar.focusUrl()
    }
    Shortcut {
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        onActivated: connectionBar.toggleConnection()
    }
    Shortcut {
        enabled: window.keysFree && window.streamShown
        sequence: "Space"
        onActivated: streamPage.stream.togglePause()
    }
    Shortcut {
        enabled: window.keysFree && window.streamShown
        sequence: "F"
        onActivated: streamPage.stream.toggleFollow()
    }
    Shortcut {
        enabled: window.streamShown
        sequence: "Ctrl+K"
        onActivated: streamPage.stream.clear()
    }
    Shortcut {
        enabled: window.streamShown
        sequence: "Ctrl+T"
        onActivated: streamPage.topics.focusFilter()
    }
    Shortcut {
        enabled: window.streamShown
        sequence: "Ctrl+F"
        onActivated: streamPage.message.focusSearch()
    }
    Shortcut {
        enabled: window.streamShown
        sequence: "F3"
        onActivated: streamPage.message.stepSearch(1)
    }
    Shortcut {
        enabled: window.streamShown
        sequence: "Shift+F3"
        onActivated: streamPage.message.stepSearch(-1)
    }
    Shortcut {
        enabled: window.streamShown
        sequence: "F6"
        onActivated: streamPage.stream.focusRows()
    }
    Shortcut {
        sequence: "Ctrl+1"
        onActivated: window.showPanel(0)
    }
    Shortcut {
        sequence: "Ctrl+2"
        onActivated: window.showPanel(1)
    }
    Shortcut {
        sequence: "Ctrl+3"
        onActivated: window.showPanel(2)
    }
    Shortcut {
        sequence: "Ctrl+4"
        onActivated: window.showPanel(3)
    }
    Shortcut {
        sequence: "Ctrl+5"
        onActivated: window.showPanel(4)
    }
    Shortcut {
        sequence: "Ctrl+6"
        onActivated: window.showPanel(5)
    }
    Shortcut {
        sequence: "Ctrl+E"
        onActivated: window.showScripts(window.streamShown)
    }
    Shortcut {
        sequence: "F1"
        onActivated: shortcutSheet.open()
    }
    Shortcut {
        sequences: ["Ctrl+Q"]
        onActivated: window.close()
    }
}
