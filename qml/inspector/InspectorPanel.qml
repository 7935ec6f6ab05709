// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Topicscope

// The selected message: what is known of it, its payload as a tree, and the raw text.
Panel {
    id: panel

    required property ClientController client
    required property StreamViewport viewport
    readonly property alias inspector: controller

    signal deadLetterRequested(letterId: double)

    function focusSearch(): void {
        if (tabs.currentIndex === 0)
            tree.focusSearch();
        else
            raw.focusSearch();
    }

    function stepSearch(by: int): void {
        if (tabs.currentIndex === 0)
            tree.step(by);
        else
            raw.step(by);
    }

    title: controller.hasMessage ? qsTr("Message %1").arg(controller.sequence) : qsTr("Message")
    tools: [
        IconButton {
            enabled: controller.hasMessage
            iconName: "copy"
            shortcutText: "Ctrl+C"
            text: qsTr("Copy the whole message")
            onClicked: panel.viewport.copyCurrent()
        }
    ]

    InspectorController {
        id: controller

        client: panel.client
        source: panel.viewport
    }

    EmptyState {
        anchors.fill: parent
        iconName: "search"
        text: qsTr("Select a row of the stream to see its message here.")
        title: qsTr("No message selected")
        visible: !controller.hasMessage
    }

    ColumnLayout {
        id: message

        // Tabs, search line and a few rows: where the window is low, the fields scroll.
        readonly property real payloadRoom: 2 * Theme.toolbarHeight + 3 * Theme.rowHeight + Theme.spacing

        anchors.fill: parent
        spacing: 0
        visible: controller.hasMessage

        FormView {
            id: fieldsView

            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight,
                Math.max(2 * Theme.rowHeight, message.height - message.payloadRoom))
            contentHeight: fields.implicitHeight + 2 * Theme.spacingMedium
            objectName: "messageFields"

            MessageFields {
                id: fields

                inspector: controller
                width: fieldsView.width - 2 * Theme.spacingMedium
                x: Theme.spacingMedium
                y: Theme.spacingMedium
                onDeadLetterRequested: letterId => panel.deadLetterRequested(letterId)
            }
        }
        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: tabs.implicitHeight + 1
            color: Theme.header

            TabBar {
                id: tabs

                anchors.left: parent.left
                background: null
                spacing: 0

                // What is looked for goes along.
                onCurrentIndexChanged: {
                    if (currentIndex === 0)
                        tree.searchText = raw.searchText;
                    else
                        raw.searchText = tree.searchText;
                }

                AppTabButton {
                    text: qsTr("Tree")
                    toolTip: qsTr("The payload as a tree")
                }
                AppTabButton {
                    text: qsTr("Raw")
                    toolTip: qsTr("The payload as received; what cannot be seen is marked, and copied as it came")
                }
            }
            Rectangle {
                anchors.top: parent.top
                color: Theme.border
                height: 1
                width: parent.width
            }
            Rectangle {
                anchors.bottom: parent.bottom
                color: Theme.border
                height: 1
                width: parent.width
            }
            Row {
                anchors.right: parent.right
                anchors.rightMargin: Theme.spacingSmall
                anchors.verticalCenter: parent.verticalCenter

                AppButton {
                    id: encodingButton

                    Accessible.name: qsTr("Encoding: %1").arg(text)
                    anchors.verticalCenter: parent.verticalCenter
                    enabled: controller.hasPayload && !controller.reading
                    font.pixelSize: Theme.fontSmall
                    implicitHeight: Theme.rowHeight
                    objectName: "encodingButton"
                    text: controller.encodingText(controller.encoding)
                    toolTip: qsTr("How the payload is read; remembered for its topic until the window is closed")
                    visible: controller.hasPayload
                    onClicked: encodings.popup(encodingButton, 0, encodingButton.height)

                    EncodingMenu {
                        id: encodings

                        inspector: controller
                    }
                }
                IconButton {
                    enabled: controller.hasPayload
                    iconName: "expand-all"
                    text: qsTr("Expand all")
                    visible: tabs.currentIndex === 0
                    onClicked: controller.json.expandAll()
                }
                IconButton {
                    enabled: controller.hasPayload
                    iconName: "collapse-all"
                    text: qsTr("Collapse all")
                    visible: tabs.currentIndex === 0
                    onClicked: controller.json.collapseAll()
                }
                IconButton {
                    iconName: "copy"
                    text: qsTr("Copy the payload")
                    onClicked: controller.raw.copyAll()
                }
            }
        }
        StackLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            currentIndex: tabs.currentIndex

            JsonTree {
                id: tree

                hasPayload: controller.hasPayload
                json: controller.json
                problem: controller.payloadProblem
                reading: controller.reading
            }
            RawText {
                id: raw

                document: controller.raw
            }
        }
    }
}
