// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The handlers that stayed behind when another server was connected to: to start one by one, or all.
Rectangle {
    id: view

    required property HandlerController controller
    readonly property real rowHeight: Theme.rowHeight + 2 // of a PanelRow
    // Room for all of this; more rows than it holds are scrolled to, one is always whole.
    property real room: 0

    color: Theme.surface
    implicitHeight: notice.height + Math.max(rowHeight, Math.min(list.count * rowHeight, room - notice.height))
    visible: list.count > 0

    NoticeBar {
        id: notice

        actionText: list.count === 1 ? qsTr("Start it") : qsTr("Start all")
        anchors.left: parent.left
        anchors.right: parent.right
        dismissable: false
        text: list.count === 1
            ? qsTr("1 handler is stopped since you changed the server: it consumes nothing here.")
            : qsTr("%1 handlers are stopped since you changed the server: they consume nothing here.")
                .arg(Format.count(list.count))
        tone: Tone.Warning
        onAction: view.controller.startStopped(-1)
    }
    PanelList {
        id: list

        Accessible.name: qsTr("Stopped handlers")
        Accessible.role: Accessible.List
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: notice.bottom
        controller: view.controller
        model: view.controller.stopped
        objectName: "stoppedList"

        delegate: PanelRow {
            id: row

            required property string name
            required property string pattern
            readonly property HandlerController controller: list ? list.controller as HandlerController : null

            Accessible.name: Format.fill(qsTr("%1 on %2: stopped"), [name, pattern])
            Accessible.role: Accessible.ListItem
            onActivated: row.controller.startStopped(row.index)

            TableCell {
                anchors.left: parent.left
                anchors.right: buttons.left
                selected: row.selected
                text: Format.fill(qsTr("%1 on %2"), [Format.visible(row.name), Format.visible(row.pattern)])
            }
            Row {
                id: buttons

                anchors.right: parent.right
                anchors.rightMargin: Theme.spacing
                anchors.verticalCenter: parent.verticalCenter

                IconButton {
                    focusPolicy: Qt.NoFocus
                    height: Theme.rowHeight
                    iconName: "play"
                    shortcutText: qsTr("Return")
                    text: qsTr("Start handler %1 at this server").arg(row.name)
                    onClicked: row.controller.startStopped(row.index)
                }
                IconButton {
                    focusPolicy: Qt.NoFocus
                    height: Theme.rowHeight
                    iconName: "trash"
                    shortcutText: qsTr("Del")
                    text: qsTr("Remove handler %1").arg(row.name)
                    onClicked: row.controller.removeStopped(row.index)
                }
            }
        }

        Keys.onDeletePressed: view.controller.removeStopped(currentIndex)
        Keys.onReturnPressed: {
            if (currentIndex >= 0)
                view.controller.startStopped(currentIndex);
        }
    }
}
