// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// One session: its connection on top, its pages in the middle, its ledger at the foot. What it shows, filters and
// scrolled to is its own, and stays while another session is shown; so does what has the keys.
FocusScope {
    id: page

    required property int index
    required property ClientController session
    required property SettingsStore settings
    required property Workspace workspace
    readonly property ClientController client: session
    property bool menuOpen: false
    readonly property alias connection: connectionBar
    readonly property alias stream: streamPage
    readonly property alias deadLetters: streamPage.deadLetters
    readonly property alias scripts: scripts
    readonly property alias body: body
    readonly property alias currentPage: rail.currentPage
    readonly property bool streamShown: rail.currentPage === 0
    // Nothing came yet, and nobody asked for a panel: the first page is in place of the stream.
    readonly property bool beginning: client.fresh && !client.active && streamShown && !passed
    property bool passed: false

    // Something is worth remembering: a page, a size, a column.
    signal arranged
    signal menuRequested(Item button)

    function saveState(): void {
        settings.setText("window/pageId", Pages.idAt(rail.currentPage));
        streamPage.saveState();
    }

    function restoreState(): void {
        // One that is opened beside others begins where sessions begin.
        rail.currentPage = index === 0 ? Pages.placeOf(settings.text("window/pageId", "")) : 0;
        streamPage.restoreState();
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

    function showPanel(id: string): void {
        if (streamShown && !beginning)
            streamPage.panels.toggle(id);
        else
            streamPage.panels.show(id);
        passed = true;
        rail.currentPage = 0;
    }

    // Selects a message on screen, so that a picture of the window shows one.
    function selectForPicture(): void {
        streamPage.stream.viewport.select(Math.max(0, streamPage.stream.viewport.capacity - 3));
    }

    function takeKeys(): void {
        if (firstPage.visible)
            firstPage.takeKeys();
        else if (streamShown)
            streamPage.stream.focusRows();
        else
            scriptsPage.focusEditor();
    }

    function askToClose(): void {
        closeDialog.ask();
    }

    anchors.fill: parent
    focus: visible
    visible: workspace.current === index

    Component.onCompleted: restoreState()

    ScriptController {
        id: scripts

        client: page.client
        settings: page.settings
        onAlertRaised: (name, text) => page.client.noteProblem(Format.fill(qsTr("%1: %2"), [name, text]))
    }
    CloseDialog {
        id: closeDialog

        deadLetters: streamPage.deadLetters
        scripts: scripts
        session: page.client
        onCloseRequested: {
            closeDialog.close(); // which gives the keys back
            page.workspace.close(page.client);
        }
        onScriptsRequested: page.showScripts(true)
    }

    ConnectionBar {
        id: connectionBar

        Keys.forwardTo: [body]
        anchors.left: parent.left
        anchors.right: parent.right
        client: page.client
        menuOpen: page.menuOpen
        onMenuRequested: button => page.menuRequested(button)
    }
    // The scope that has the keys when nothing in it has: single keys act on the stream only where nobody takes them
    // for typing, pressing or moving.
    FocusScope {
        id: body

        anchors.bottom: ledgerBar.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: connectionBar.bottom
        focus: true

        Keys.onPressed: event => {
            event.accepted = page.streamShown && !firstPage.visible && event.modifiers === Qt.NoModifier
                    && (event.key === Qt.Key_Space || event.key === Qt.Key_F);
            if (event.accepted && !event.isAutoRepeat)
                event.key === Qt.Key_F ? streamPage.stream.toggleFollow() : streamPage.stream.togglePause();
        }

        NavigationRail {
            id: rail

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.top: parent.top
            onCurrentPageChanged: page.arranged()
        }
        StackLayout {
            anchors.bottom: parent.bottom
            anchors.left: rail.right
            anchors.right: parent.right
            anchors.top: parent.top
            currentIndex: rail.currentPage
            visible: !page.beginning

            StreamPage {
                id: streamPage

                client: page.client
                scripts: scripts
                settings: page.settings
                onArranged: page.arranged()
                onConnectRequested: connectionBar.focusUrl()
            }
            ScriptsPage {
                id: scriptsPage

                controller: scripts
                settings: page.settings
                viewport: streamPage.stream.viewport
                onMessageSelected: page.showScripts(false)
            }
        }
        FirstPage {
            id: firstPage

            anchors.bottom: parent.bottom
            anchors.left: rail.right
            anchors.right: parent.right
            anchors.top: parent.top
            client: page.client
            recent: page.workspace.recent
            visible: page.beginning
            onConnectRequested: connectionBar.focusUrl()
            onDemoRequested: page.workspace.openDemo()
            onRecentRequested: row => page.workspace.openRecent(row)
        }
    }
    LedgerBar {
        id: ledgerBar

        Keys.forwardTo: [body]
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        client: page.client
        onStateChosen: filter => page.showState(filter)
    }
}
