// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// Publishes messages by hand; the form on one side, what was sent on the other.
Item {
    id: panel

    required property ClientController client
    readonly property PublishController controller: PublishController {
        client: panel.client
    }
    readonly property bool wide: width >= 720

    Accessible.name: qsTr("Publish")
    Accessible.role: Accessible.Pane

    SplitView {
        anchors.fill: parent
        orientation: panel.wide ? Qt.Horizontal : Qt.Vertical

        handle: AppSplitHandle {}

        Panel {
            SplitView.fillHeight: true
            SplitView.fillWidth: true
            SplitView.minimumHeight: 240
            SplitView.minimumWidth: 360
            title: qsTr("Publish a message")

            PublishForm {
                anchors.fill: parent
                consumer: panel.client.consumer
                controller: panel.controller
            }
        }
        Panel {
            SplitView.minimumHeight: 100
            SplitView.minimumWidth: 240
            SplitView.preferredHeight: 180
            SplitView.preferredWidth: Math.round(panel.width * 0.4)
            title: qsTr("Sent")

            tools: AppButton {
                enabled: panel.controller.history.count > 0
                iconName: "trash"
                text: qsTr("Clear")
                toolTip: qsTr("Forgets what was sent; can be undone, and the messages themselves stay sent")
                onClicked: panel.controller.clearHistory()
            }

            PanelList {
                id: list

                Accessible.name: qsTr("Messages that were sent")
                Accessible.role: Accessible.List
                anchors.fill: parent
                controller: panel.controller
                delegate: SentRow {}
                model: panel.controller.history
                objectName: "sentList"

                Keys.onReturnPressed: {
                    if (list.currentIndex >= 0)
                        panel.controller.reuse(list.currentIndex);
                }
            }
            EmptyState {
                anchors.fill: parent
                iconName: "send"
                text: qsTr("Each message appears here with the server's answer, and can be taken into the form again.")
                title: qsTr("Nothing sent yet")
                visible: list.count === 0
            }
        }
    }
}
