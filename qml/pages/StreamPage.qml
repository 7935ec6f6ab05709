// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The page of messages: topics, stream and message above, the panels below.
SplitView {
    id: page

    required property ClientController client
    required property SettingsStore settings
    required property ScriptController scripts
    readonly property alias stream: streamPanel
    readonly property alias topics: topicPanel
    readonly property alias message: inspectorPanel
    readonly property alias panels: bottomPanel

    // Some part has another size or is another one: worth remembering.
    signal arranged
    signal connectRequested

    function saveState(): void {
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
        for (let column = 0; column < StreamColumns.count; ++column)
            StreamColumns.restoreWidth(column, settings.number("columns/" + column, 0));
        bottomPanel.currentIndex = settings.number("panels/tab", 0);
        bottomPanel.folded = settings.number("panels/folded", 0) === 1;
    }

    function copyMessage(): void {
        streamPanel.viewport.copyCurrent();
    }

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
            SplitView.preferredWidth: Math.min(page.settings.number("panels/topics", 236), page.width * 0.21)
            chosenPath: streamPanel.topicFilter
            client: page.client
            onWidthChanged: page.arranged()
            onTopicChosen: (path, leaf) => {
                streamPanel.subtree = !leaf;
                streamPanel.topicFilter = path;
            }
        }
        StreamPanel {
            id: streamPanel

            SplitView.fillWidth: true
            SplitView.minimumWidth: 360
            client: page.client
            onConnectRequested: page.connectRequested()
            onCopyRequested: page.copyMessage()
        }
        InspectorPanel {
            id: inspectorPanel

            SplitView.minimumWidth: 260
            SplitView.preferredWidth: Math.min(page.settings.number("panels/message", 332), page.width * 0.3)
            client: page.client
            viewport: streamPanel.viewport
            onDeadLetterRequested: letterId => bottomPanel.showDeadLetter(letterId)
            onWidthChanged: page.arranged()
        }
    }
    BottomPanel {
        id: bottomPanel

        SplitView.maximumHeight: folded ? tabHeight : page.height
        SplitView.minimumHeight: folded ? tabHeight : 160
        SplitView.preferredHeight: Math.min(page.settings.number("panels/bottom", 284), page.height * 0.46)
        client: page.client
        inspector: inspectorPanel.inspector
        scripts: page.scripts
        settings: page.settings
        onCurrentIndexChanged: page.arranged()
        onFoldedChanged: page.arranged()
        onHeightChanged: page.arranged()
    }
    Connections {
        function onChanged(): void {
            page.arranged();
        }

        target: StreamColumns
    }
}
