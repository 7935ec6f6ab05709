// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One handler with its figures.
TableRow {
    id: row

    required property int handlerId
    required property string name
    required property bool removed

    function remove(): void {
        const controller = row.list.controller as HandlerController;
        if (controller && !row.removed)
            controller.removeHandler(row.handlerId);
    }

    IconButton {
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        focusPolicy: Qt.NoFocus
        height: Theme.rowHeight
        iconName: "trash"
        shortcutText: qsTr("Del")
        text: qsTr("Remove handler %1").arg(row.name)
        visible: !row.removed && (row.hovered || row.current)
        onClicked: row.remove()
    }
}
