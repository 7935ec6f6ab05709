// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The ids that came more than once, and the filter that keeps their copies from the handlers.
Panel {
    id: panel

    required property ClientController client
    property InspectorController inspector: null
    readonly property DuplicateController controller: DuplicateController {
        client: panel.client
        shown: panel.visible
    }
    readonly property TableProxyModel duplicates: controller.duplicates
    readonly property DuplicateRow currentRow: list.currentItem as DuplicateRow

    function selectLatest(): void {
        if (currentRow && inspector)
            controller.select(currentRow.lastSequence, inspector.source);
    }

    function selectFirst(): void {
        if (currentRow && inspector)
            controller.select(currentRow.firstSequence, inspector.source);
    }

    function copyId(): void {
        if (currentRow)
            controller.copyText(currentRow.messageId);
    }

    function openMenu(): void {
        if (currentRow)
            menu.popup(currentRow, currentRow.width - menu.width - Theme.spacingLarge, currentRow.height);
    }

    Accessible.name: qsTr("Duplicates")
    Accessible.role: Accessible.Pane
    title: qsTr("Duplicates")

    tools: [
        IconButton {
            iconName: "info"
            text: qsTr("What the filter does")
            toolTip: qsTr("A message whose id is among the remembered ones was delivered before.\n"
                + "While the filter is on, it is kept from the handlers.\n"
                + "A message without id is never a duplicate.")
            visible: !figures.explained
        },
        FilterField {
            label: qsTr("Filter ids, topics and producers")
            objectName: "duplicateFilter"
            placeholderText: qsTr("Id, topic or producer")
            table: panel.duplicates
            visible: list.count > 0 || text !== ""
            width: 200
        },
        AppButton {
            enabled: panel.controller.enabled || figures.windowProblem === ""
            highlighted: !panel.controller.enabled
            objectName: "filterSwitch"
            text: panel.controller.enabled ? qsTr("Turn filter off") : qsTr("Turn filter on")
            toolTip: panel.controller.enabled ? qsTr("From now on copies reach the handlers, too")
                : qsTr("From now on copies are kept from the handlers, also of what came before")
            onClicked: panel.client.setDuplicateFilter(!panel.controller.enabled, figures.window)
        }
    ]

    DuplicateFigures {
        id: figures

        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingLarge
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingLarge
        anchors.top: parent.top
        anchors.topMargin: Theme.spacingMedium
        controller: panel.controller
        explained: panel.height >= 320
        onWindowChosen: window => panel.client.setDuplicateFilter(true, window)
    }
    Rectangle {
        id: line

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: figures.bottom
        anchors.topMargin: Theme.spacingMedium
        color: Theme.border
        height: 1
    }
    TableHeader {
        id: titles

        anchors.top: line.bottom
        table: list
    }
    TableList {
        id: list

        Accessible.name: qsTr("Ids that came more than once")
        anchors.bottom: notice.visible ? notice.top : parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: titles.bottom
        controller: panel.controller
        delegate: DuplicateRow {}
        model: panel.duplicates
        objectName: "duplicateList"

        onMenuRequested: panel.openMenu()
        onRowActivated: panel.selectLatest()
        Keys.onMenuPressed: panel.openMenu()
        Keys.onPressed: event => {
            if (event.matches(StandardKey.Copy)) {
                panel.copyId();
                event.accepted = true;
            }
        }
        Keys.onReturnPressed: event => {
            if (event.modifiers & Qt.ShiftModifier)
                panel.selectFirst();
            else
                panel.selectLatest();
        }
    }
    EmptyState {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: line.bottom
        iconName: "copies"
        objectName: "noDuplicates"
        text: {
            if (panel.duplicates.filterText !== "")
                return qsTr("No id, topic or producer contains “%1”.").arg(panel.duplicates.filterText);
            return panel.controller.enabled ? qsTr("No id came twice within the window so far.")
                : qsTr("No id came twice within the window so far. Copies would reach the handlers: "
                    + "turn the filter on to have each id handled once.");
        }
        title: panel.duplicates.filterText !== "" ? qsTr("Nothing found") : qsTr("No duplicates yet")
        visible: list.count === 0
    }
    NoticeBar {
        id: notice

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        objectName: "duplicateNotice"
        text: panel.controller.notice
        tone: Tone.Warning
        onDismissed: panel.controller.dismissNotice()
    }
    AppMenu {
        id: menu

        objectName: "duplicateMenu"
        width: 380

        AppMenuItem {
            shortcutText: qsTr("Return")
            text: qsTr("Select the latest copy in the stream")
            onTriggered: panel.selectLatest()
        }
        AppMenuItem {
            shortcutText: qsTr("Shift+Return")
            text: qsTr("Select the message that it repeats")
            onTriggered: panel.selectFirst()
        }
        AppMenuItem {
            shortcutText: qsTr("Ctrl+C")
            text: qsTr("Copy the id")
            onTriggered: panel.copyId()
        }
    }
}
