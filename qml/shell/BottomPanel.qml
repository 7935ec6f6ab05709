// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Plots, handlers, duplicates, publishing, consumers and dead letters, behind tabs; folds down to its tabs.
Rectangle {
    id: panel

    required property ClientController client
    required property ScriptController scripts
    property InspectorController inspector: null
    property SettingsStore settings: null
    readonly property DeadLetterController deadLetters: stack.deadLetters?.controller ?? null
    property bool folded: false
    property alias currentIndex: tabs.currentIndex
    readonly property int tabHeight: Theme.toolbarHeight

    readonly property string currentId: Panels.idAt(currentIndex)

    function show(id: string): void {
        currentIndex = Panels.placeOf(id);
        folded = false;
    }

    // Opens the panel, or folds it when it is open already.
    function toggle(id: string): void {
        folded = !folded && currentId === id;
        currentIndex = Panels.placeOf(id);
    }

    function showDeadLetter(letterId: double): void {
        show("deadletters");
        stack.deadLetters.choose(letterId);
    }

    color: Theme.surface

    Rectangle {
        id: tabLine

        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.header
        height: panel.tabHeight

        PanelTabs {
            id: tabs

            anchors.left: parent.left
            onCurrentIndexChanged: panel.folded = false

            onChosen: panel.folded = false

            Repeater {
                model: Panels
                delegate: PanelTab {}
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

    PanelStack {
        id: stack

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: tabLine.bottom
        client: panel.client
        currentIndex: tabs.currentIndex
        inspector: panel.inspector
        scripts: panel.scripts
        settings: panel.settings
        visible: !panel.folded

        Repeater {
            model: Panels
            delegate: PanelLoader {}
        }
    }
}
