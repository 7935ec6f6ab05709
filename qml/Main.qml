// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The window: connection on top, topics, stream and message in the middle, the panels below, the ledger at the foot.
ApplicationWindow {
    id: window

    required property ClientController client
    required property SettingsStore settings

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
        settings.setNumber("panels/topics", topicPanel.width);
        settings.setNumber("panels/message", inspectorPanel.width);
        if (!bottomPanel.folded)
            settings.setNumber("panels/bottom", bottomPanel.height);
        settings.setNumber("panels/folded", bottomPanel.folded ? 1 : 0);
        settings.setNumber("panels/tab", bottomPanel.currentIndex);
        for (let column = 0; column < StreamColumns.count; ++column)
            settings.setNumber("columns/" + column, StreamColumns.rememberedWidth(column));
    }

    function restoreState(): void {
        Theme.mode = settings.number("window/theme", Theme.Mode.System);
        if (settings.isOnScreen(settings.number("window/x", -1), settings.number("window/y", -1))) {
            x = settings.number("window/x", x);
            y = settings.number("window/y", y);
        }
        for (let column = 0; column < StreamColumns.count; ++column)
            StreamColumns.restoreWidth(column, settings.number("columns/" + column, 0));
        bottomPanel.currentIndex = settings.number("panels/tab", 0);
        bottomPanel.folded = settings.number("panels/folded", 0) === 1;
        if (settings.number("window/maximized", 0) === 1)
            showMaximized();
        else
            show();
    }

    // Selects a message on screen, so that a picture of the window shows one.
    function selectForPicture(): void {
        streamPanel.viewport.select(Math.max(0, streamPanel.viewport.capacity - 3));
    }

    function copyMessage(): void {
        if (streamPanel.viewport.hasCurrent)
            Platform.copyText(streamPanel.viewport.currentText());
    }

    color: Theme.window
    height: settings.number("window/height", 800)
    minimumHeight: 560
    minimumWidth: 960
    palette.window: Theme.window
    title: client.active ? qsTr("%1 - Topicscope").arg(client.url) : qsTr("Topicscope")
    visible: false
    width: settings.number("window/width", 1280)

    Component.onCompleted: restoreState()
    onClosing: saveState()

    header: ConnectionBar {
        id: connectionBar

        client: window.client
        menuOpen: menu.visible
        onMenuRequested: button => menu.popup(button, button.width - menu.width, button.height)
    }
    footer: LedgerBar {
        client: window.client
    }

    MainMenu {
        id: menu

        onPanelRequested: tab => bottomPanel.toggle(tab)
        onQuitRequested: window.close()
        onShortcutsRequested: shortcutSheet.open()
    }
    ShortcutSheet {
        id: shortcutSheet
    }

    SplitView {
        anchors.fill: parent
        orientation: Qt.Vertical

        handle: AppSplitHandle {}

        SplitView {
            SplitView.fillHeight: true
            SplitView.minimumHeight: 200
            orientation: Qt.Horizontal

            handle: AppSplitHandle {}

            TopicPanel {
                id: topicPanel

                SplitView.minimumWidth: 180
                SplitView.preferredWidth: window.settings.number("panels/topics", 236)
                chosenPath: streamPanel.topicFilter
                client: window.client
                onTopicChosen: (path, leaf) => {
                    streamPanel.subtree = !leaf;
                    streamPanel.topicFilter = path;
                }
            }
            StreamPanel {
                id: streamPanel

                SplitView.fillWidth: true
                SplitView.minimumWidth: 360
                client: window.client
                onCopyRequested: window.copyMessage()
            }
            InspectorPanel {
                id: inspectorPanel

                SplitView.minimumWidth: 260
                SplitView.preferredWidth: window.settings.number("panels/message", 332)
                client: window.client
                viewport: streamPanel.viewport
            }
        }
        BottomPanel {
            id: bottomPanel

            SplitView.maximumHeight: folded ? tabHeight : window.height
            SplitView.minimumHeight: folded ? tabHeight : 160
            SplitView.preferredHeight: window.settings.number("panels/bottom", 284)
            client: window.client
            inspector: inspectorPanel.inspector
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
        enabled: window.keysFree
        sequence: "Space"
        onActivated: streamPanel.togglePause()
    }
    Shortcut {
        enabled: window.keysFree
        sequence: "F"
        onActivated: streamPanel.toggleFollow()
    }
    Shortcut {
        sequence: "Ctrl+K"
        onActivated: streamPanel.clear()
    }
    Shortcut {
        sequence: "Ctrl+T"
        onActivated: topicPanel.focusFilter()
    }
    Shortcut {
        sequence: "Ctrl+F"
        onActivated: inspectorPanel.focusSearch()
    }
    Shortcut {
        sequence: "F3"
        onActivated: inspectorPanel.stepSearch(1)
    }
    Shortcut {
        sequence: "Shift+F3"
        onActivated: inspectorPanel.stepSearch(-1)
    }
    Shortcut {
        sequence: "F6"
        onActivated: streamPanel.focusRows()
    }
    Shortcut {
        sequence: "Ctrl+1"
        onActivated: bottomPanel.toggle(0)
    }
    Shortcut {
        sequence: "Ctrl+2"
        onActivated: bottomPanel.toggle(1)
    }
    Shortcut {
        sequence: "Ctrl+3"
        onActivated: bottomPanel.toggle(2)
    }
    Shortcut {
        sequence: "Ctrl+4"
        onActivated: bottomPanel.toggle(3)
    }
    Shortcut {
        sequence: "Ctrl+5"
        onActivated: bottomPanel.toggle(4)
    }
    Shortcut {
        sequence: "Ctrl+6"
        onActivated: bottomPanel.toggle(5)
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
