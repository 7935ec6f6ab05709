// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// What the duplicate filter caught.
Panel {
    id: panel

    required property ClientController client
    readonly property DuplicateController controller: DuplicateController {
        client: panel.client
    }
    readonly property DuplicateProxyModel duplicates: controller.duplicates

    Accessible.name: qsTr("Duplicates")
    Accessible.role: Accessible.Pane
    title: qsTr("Duplicate filter")

    tools: [
        IconButton {
            iconName: "info"
            text: qsTr("What the filter does")
            toolTip: qsTr("A message whose id is among the remembered ones was delivered before:\nthe filter shows it, but keeps it from the handlers.\nA message without id is never a duplicate.")
            visible: !figures.explained
        },
        TextInputField {
            clearable: true
            iconName: "search"
            label: qsTr("Filter ids and topics")
            objectName: "duplicateFilter"
            placeholderText: qsTr("Id or topic")
            visible: panel.controller.enabled
            width: 200
            onTextChanged: panel.duplicates.filterText = text
        },
        AppButton {
            highlighted: !panel.controller.enabled
            objectName: "filterSwitch"
            text: panel.controller.enabled ? qsTr("Turn off") : qsTr("Turn on")
            toolTip: qsTr("The client starts anew for this: its figures and messages begin at zero")
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
    DuplicateTitles {
        id: titles

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: line.bottom
        duplicates: panel.duplicates
        visible: list.count > 0
    }
    PanelList {
        id: list

        Accessible.name: qsTr("Ids that came more than once")
        Accessible.role: Accessible.Table
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: titles.bottom
        controller: panel.controller
        delegate: DuplicateRow {}
        model: panel.duplicates
        objectName: "duplicateList"

        Keys.onPressed: event => {
            const row = list.currentItem as DuplicateRow;
            if (row && event.matches(StandardKey.Copy)) {
                row.copyId();
                event.accepted = true;
            }
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
            if (!panel.controller.enabled)
                return qsTr("Messages with the same id all reach the handlers. Turn the filter on to have each id handled once.");
            return panel.duplicates.filterText !== "" ? qsTr("No id or topic contains “%1”.").arg(panel.duplicates.filterText) : qsTr("Every message so far had an id of its own.");
        }
        title: !panel.controller.enabled ? qsTr("The duplicate filter is off") : panel.duplicates.filterText !== "" ? qsTr("Nothing found") : qsTr("No duplicates yet")
        visible: list.count === 0
    }
}
