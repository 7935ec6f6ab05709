// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Who is subscribed to the observed server, and since when.
Item {
    id: view

    required property ObserverController controller

    SectionHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        text: qsTr("Subscriptions (%1)").arg(view.controller.clientCount)
    }
    PanelList {
        id: list

        Accessible.name: header.text
        Accessible.role: Accessible.List
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        model: view.controller.clients
        objectName: "observedClients"

        delegate: PanelRow {
            id: row

            required property string consumer
            required property string topic
            required property string since

            Accessible.name: since !== "" ? Format.fill(qsTr("%1 on %2 since %3"), [consumer, topic, since])
                : Format.fill(qsTr("%1 on %2"), [consumer, topic])
            Accessible.role: Accessible.ListItem

            TableCell {
                id: sinceCell

                anchors.right: parent.right
                color: row.selected ? Theme.textSelected : Theme.textMuted
                mono: true
                text: row.since
            }
            TableCell {
                anchors.left: parent.left
                anchors.right: sinceCell.left
                elide: Text.ElideMiddle
                selected: row.selected
                text: Format.fill(qsTr("%1 on %2"), [Format.visible(row.consumer), Format.visible(row.topic)])
            }
        }
    }
    AppLabel {
        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingMedium
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingMedium
        anchors.top: header.bottom
        anchors.topMargin: Theme.spacingMedium
        muted: true
        text: view.controller.running ? qsTr("Nobody is subscribed.") : qsTr("Shown while observing.")
        visible: list.count === 0
        wrapMode: Text.WordWrap
    }
}
