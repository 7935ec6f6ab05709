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
    readonly property DeadLetterController deadLetters: bottomPanel.deadLetters

    // A column has another size, or another panel is shown: worth remembering.
    signal arranged
    signal connectRequested

    function saveState(): void {
        settings.setNumber("panels/folded", bottomPanel.folded ? 1 : 0);
        settings.setText("panels/shown", bottomPanel.currentId);
        for (let column = 0; column < StreamColumns.count; ++column)
            settings.setNumber("columns/" + column, StreamColumns.rememberedWidth(column));
    }

    function restoreState(): void {
        for (let column = 0; column < StreamColumns.count; ++column)
            StreamColumns.restoreWidth(column, settings.number("columns/" + column, 0));
        bottomPanel.currentIndex = Panels.placeOf(settings.text("panels/shown", ""));
        bottomPanel.folded = settings.number("panels/folded", 0) === 1;
    }

    function copyMessage(): void {
        streamPanel.viewport.copyCurrent();
    }

    orientation: Qt.Vertical

    onResizingChanged: bottomSize.note(resizing, bottomPanel.height)

    handle: AppSplitHandle {}

    PaneSize {
        id: topicsSize

        key: "panels/topics"
        room: page.width
        settings: page.settings
        share: 0.21
        usual: 236
    }
    PaneSize {
        id: messageSize

        key: "panels/message"
        room: page.width
        settings: page.settings
        share: 0.3
        usual: 332
    }
    PaneSize {
        id: bottomSize

        key: "panels/bottom"
        room: page.height
        settings: page.settings
        share: 0.46
        usual: 284
    }
    // A drag writes these sizes as well, and would end a binding beside them.
    Binding {
        property: "preferredWidth"
        target: topicPanel.SplitView
        value: topicsSize.shown
    }
    Binding {
        property: "preferredWidth"
        target: inspectorPanel.SplitView
        value: messageSize.shown
    }
    Binding {
        property: "preferredHeight"
        target: bottomPanel.SplitView
        value: bottomSize.shown
    }

    SplitView {
        SplitView.fillHeight: true
        SplitView.minimumHeight: 200
        orientation: Qt.Horizontal

        onResizingChanged: {
            topicsSize.note(resizing, topicPanel.width);
            messageSize.note(resizing, inspectorPanel.width);
        }

        handle: AppSplitHandle {}

        TopicPanel {
            id: topicPanel

            SplitView.minimumWidth: 180
            chosenPath: streamPanel.topicFilter
            client: page.client
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
            client: page.client
            viewport: streamPanel.viewport
            onDeadLetterRequested: letterId => bottomPanel.showDeadLetter(letterId)
        }
    }
    BottomPanel {
        id: bottomPanel

        SplitView.maximumHeight: folded ? tabHeight : page.height
        SplitView.minimumHeight: folded ? tabHeight : 160
        client: page.client
        inspector: inspectorPanel.inspector
        scripts: page.scripts
        settings: page.settings
        onCurrentIndexChanged: page.arranged()
        onFoldedChanged: page.arranged()
    }
    Connections {
        function onChanged(): void {
            page.arranged();
        }

        target: StreamColumns
    }
}
