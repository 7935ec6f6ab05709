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

    // Saved a moment after it changed: a program that is killed has no time for it.
    function noteState(): void {
        if (visible)
            saving.restart();
    }

    function saveState(): void {
        saving.stop();
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

    // The messages that a count of the ledger is about; all again with the second click.
    function showState(filter: int): void {
        const stream = streamPage.stream.model;
        stream.stateFilter = streamShown && stream.stateFilter === filter ? StateFilter.Any : filter;
        rail.currentPage = 0;
    }

    readonly property bool streamShown: rail.currentPage === 0

    function showPanel(tab: int): void {
        if (streamShown)
            streamPage.panels.toggle(tab);
        else
            streamPage.panels.show(tab);
        rail.currentPage = 0;
    }

    // Qt leaves the keys with an item that became invisible: what is typed would change what nobody sees. Popups give
    // them back by themselves.
    function takeKeysFromHidden(): void {
        if (activeFocusItem !== null && !activeFocusItem.visible && holds(activeFocusItem))
            giveKeysAway(activeFocusItem);
    }

    function giveKeysAway(item: Item): void {
        item.focus = false; // else its scope hands them back to it
        if (streamShown)
            streamPage.stream.focusRows();
        else
            scriptsPage.focusEditor();
    }

    function holds(item: Item): bool {
        return item !== null && (item === body || item === header || item === footer || holds(item.parent));
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
    onHeightChanged: noteState()
    onVisibilityChanged: noteState()
    onWidthChanged: noteState()
    onXChanged: noteState()
    onYChanged: noteState()
    onClosing: event => {
        saveState();
        event.accepted = discarding || !quitDialog.isNeeded();
        if (!event.accepted)
            quitDialog.open();
    }

    header: ConnectionBar {
        id: connectionBar

        Keys.forwardTo: [body]
        client: window.client
        menuOpen: menu.visible
        onMenuRequested: button => menu.popup(button, button.width - menu.width, button.height)
    }
    footer: LedgerBar {
        Keys.forwardTo: [body]
        client: window.client
        onStateChosen: filter => window.showState(filter)
    }

    Timer {
        id: saving

        interval: 400
        onTriggered: window.saveState()
    }
    Connections {
        function onModeChanged(): void {
            window.noteState();
        }

        target: Theme
    }
    Timer {
        id: hiding

        interval: 0 // once the page or tab that follows is shown
        onTriggered: window.takeKeysFromHidden()
    }
    Connections {
        function onVisibleChanged(): void {
            hiding.restart();
        }

        target: window.activeFocusItem
    }

    ScriptController {
        id: scripts

        client: window.client
        settings: window.settings
        onAlertRaised: (name, text) => window.client.noteProblem(Format.fill(qsTr("%1: %2"), [name, text]))
    }
    QuitDialog {
        id: quitDialog

        changes: window.client.changes
        deadLetters: streamPage.panels.deadLetters
        scripts: scripts
        onQuitRequested: {
            window.discarding = true;
            scripts.discardDrafts();
            window.close();
        }
        onScriptsRequested: window.showScripts(true)
    }
    ChangeDialog {
        changes: window.client.changes
        deadLetters: streamPage.panels.deadLetters
    }
    MainMenu {
        id: menu

        undoText: window.client.undoStack.text
        onUndoRequested: window.client.undoStack.undo()
        onPanelRequested: tab => window.showPanel(tab)
        onQuitRequested: window.close()
        onShortcutsRequested: shortcutSheet.open()
    }
    ShortcutSheet {
        id: shortcutSheet
    }

    // The scope that has the keys when nothing in it has: single keys act on the stream only where nobody takes them
    // for typing, pressing or moving.
    FocusScope {
        id: body

        anchors.fill: parent
        focus: true

        Keys.onPressed: event => {
            event.accepted = window.streamShown && event.modifiers === Qt.NoModifier
                && (event.key === Qt.Key_Space || event.key === Qt.Key_F);
            if (event.accepted && !event.isAutoRepeat)
                event.key === Qt.Key_F ? streamPage.stream.toggleFollow() : streamPage.stream.togglePause();
        }

        NavigationRail {
            id: rail

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.top: parent.top
            onCurrentPageChanged: window.noteState()
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
                onArranged: window.noteState()
                onConnectRequested: connectionBar.focusUrl()
            }
            ScriptsPage {
                id: scriptsPage

                controller: scripts
                settings: window.settings
                viewport: streamPage.stream.viewport
                onMessageSelected: window.showScripts(false)
            }
        }
    }
    WindowShortcuts {
        connectionBar: connectionBar
        streamPage: streamPage
        streamShown: window.streamShown
        undoStack: window.client.undoStack
        onPanelRequested: tab => window.showPanel(tab)
        onQuitRequested: window.close()
        onScriptsRequested: window.showScripts(window.streamShown)
        onShortcutSheetRequested: shortcutSheet.open()
    }
}
