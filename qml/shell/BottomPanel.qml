// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Topicscope

// Plots, handlers, duplicates, publishing, consumers and dead letters, behind tabs; folds down to its tabs.
Rectangle {
    id: panel

    required property ClientController client
    required property ScriptController scripts
    property InspectorController inspector: null
    property SettingsStore settings: null
    readonly property alias deadLetters: deadLettersPanel.controller
    property bool folded: false
    property alias currentIndex: tabs.currentIndex
    readonly property int tabHeight: Theme.toolbarHeight

    function show(tab: int): void {
        currentIndex = tab;
        folded = false;
    }

    // Opens the panel with this tab, or folds it when the tab is open already.
    function toggle(tab: int): void {
        folded = !folded && currentIndex === tab;
        currentIndex = tab;
    }

    function showDeadLetter(letterId: double): void {
        show(5);
        deadLettersPanel.choose(letterId);
    }

    color: Theme.surface

    Rectangle {
        id: tabLine

        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.header
        height: panel.tabHeight

        TabBar {
            id: tabs

            anchors.left: parent.left
            background: null
            spacing: 0
            onCurrentIndexChanged: panel.folded = false

            AppTabButton {
                iconName: "chart"
                shortcutText: "Ctrl+1"
                text: qsTr("Plots")
                toolTip: qsTr("Throughput, latency and duplicates over time")
                onClicked: panel.folded = false
            }
            AppTabButton {
                iconName: "gear"
                shortcutText: "Ctrl+2"
                text: qsTr("Handlers")
                toolTip: qsTr("Who consumes which topics, how often and how fast")
                onClicked: panel.folded = false
            }
            AppTabButton {
                iconName: "copies"
                shortcutText: "Ctrl+3"
                text: qsTr("Duplicates")
                toolTip: qsTr("Messages that came more than once")
                onClicked: panel.folded = false
            }
            AppTabButton {
                iconName: "send"
                shortcutText: "Ctrl+4"
                text: qsTr("Publish")
                toolTip: qsTr("Send a message to the server")
                onClicked: panel.folded = false
            }
            AppTabButton {
                iconName: "eye"
                shortcutText: "Ctrl+5"
                text: qsTr("Consumers")
                toolTip: qsTr("How long every consumer of the server takes from publication to acknowledgement")
                onClicked: panel.folded = false
            }
            AppTabButton {
                iconName: "error"
                shortcutText: "Ctrl+6"
                text: qsTr("Dead letters")
                toolTip: qsTr("Messages whose handlers failed for good")
                onClicked: panel.folded = false
            }
        }
        IconButton {
            anchors.right: parent.right
            anchors.rightMargin: Theme.spacingSmall
            anchors.verticalCenter: parent.verticalCenter
            iconName: panel.folded ? "chevron-up" : "chevron-down"
            text: panel.folded ? qsTr("Unfold the panel") : qsTr("Fold the panel")
            onClicked: panel.folded = !panel.folded
        }
        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.border
            height: 1
            visible: !panel.folded
            width: parent.width
        }
    }

    StackLayout {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: tabLine.bottom
        clip: true
        currentIndex: tabs.currentIndex
        visible: !panel.folded

        PlotsPanel {
            client: panel.client
            scripts: panel.scripts
        }
        HandlersPanel {
            client: panel.client
        }
        DuplicatesPanel {
            client: panel.client
            inspector: panel.inspector
        }
        PublishPanel {
            client: panel.client
        }
        ConsumersPanel {
            client: panel.client
        }
        DeadLettersPanel {
            id: deadLettersPanel

            client: panel.client
            inspector: panel.inspector
            settings: panel.settings
        }
    }
}
