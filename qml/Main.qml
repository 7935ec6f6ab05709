// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The window: the list of sessions on top, and the page of the one that is shown.
ApplicationWindow {
    id: window

    required property Workspace workspace
    required property SettingsStore settings
    property SessionPage page: null // of the session that is shown
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
        page.saveState();
    }

    function restoreState(): void {
        Theme.mode = settings.number("window/theme", Theme.Mode.System);
        if (settings.isOnScreen(settings.number("window/x", -1), settings.number("window/y", -1))) {
            x = settings.number("window/x", x);
            y = settings.number("window/y", y);
        }
        if (settings.number("window/maximized", 0) === 1)
            showMaximized();
        else
            show();
    }

    function selectForPicture(): void {
        page.selectForPicture();
    }

    // One begins with typing where the server is.
    function openSession(): void {
        if (workspace.openNew())
            page.connection.focusUrl();
    }

    function showScripts(shown: bool): void {
        page.showScripts(shown);
    }

    function showPanel(id: string): void {
        page.showPanel(id);
    }

    function showCurrent(): void {
        page = pages.itemAt(workspace.current) as SessionPage;
    }

    // Qt leaves the keys with an item that became invisible: what is typed would change what nobody sees. Popups give
    // them back by themselves.
    function takeKeysFromHidden(): void {
        if (activeFocusItem === null || activeFocusItem.visible || !holds(activeFocusItem))
            return;
        activeFocusItem.focus = false; // else its scope hands them back to it
        page.takeKeys();
    }

    function holds(item: Item): bool {
        return item !== null && (item === body || item === header || holds(item.parent));
    }

    color: Theme.window
    height: settings.number("window/height", 800)
    minimumHeight: 560
    minimumWidth: 960
    palette.window: Theme.window
    title: workspace.session.active ? qsTr("%1 - Topicscope").arg(Format.visible(workspace.session.url))
                                    : qsTr("Topicscope")
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

    header: SessionStrip {
        Keys.forwardTo: window.page === null ? [] : [window.page.body]
        workspace: window.workspace
        onSessionRequested: window.openSession()
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

    QuitDialog {
        id: quitDialog

        pages: pages
        onQuitRequested: {
            window.discarding = true;
            for (let place = 0; place < pages.count; ++place)
                (pages.itemAt(place) as SessionPage).scripts.discardDrafts();
            window.close();
        }
        onPageRequested: page => {
            window.workspace.current = page.index;
            page.showScripts(true);
        }
    }
    MainMenu {
        id: menu

        function openAt(button: Item): void {
            popup(button, button.width - width, button.height);
        }

        undoText: window.workspace.session.undoStack.text
        onQuitRequested: window.close()
        onSessionRequested: window.openSession()
        onShortcutsRequested: shortcutSheet.open()
        onUndoRequested: window.workspace.session.undoStack.undo()
    }
    ShortcutSheet {
        id: shortcutSheet
    }

    FocusScope {
        id: body

        anchors.fill: parent
        focus: true

        Repeater {
            id: pages

            model: window.workspace
            delegate: SessionPage {}

            onItemAdded: (index, item) => {
                const added = item as SessionPage;
                added.arranged.connect(window.noteState);
                added.menuRequested.connect(menu.openAt);
                added.menuOpen = Qt.binding(() => menu.visible && added.visible);
                window.showCurrent();
            }
        }
    }
    Connections {
        function onRequested(id: string): void {
            window.page.showPanel(id);
        }

        target: Panels
    }
    Connections {
        function onCurrentChanged(): void {
            window.showCurrent();
        }
        function onCloseWanted(): void {
            window.page.askToClose();
        }

        target: window.workspace
    }
    WindowShortcuts {
        page: window.page
        workspace: window.workspace
        onCloseRequested: window.workspace.askToClose(window.workspace.session)
        onQuitRequested: window.close()
        onSessionRequested: window.openSession()
        onShortcutSheetRequested: shortcutSheet.open()
    }
}
