// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One message that failed for good.
TableRow {
    id: row

    required property double letterId
    required topicColor

    readonly property DeadLetterController controller: list ? list.controller as DeadLetterController : null

    Row {
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        visible: row.hovered || row.current

        IconButton {
            focusPolicy: Qt.NoFocus
            height: Theme.rowHeight
            iconName: "refresh"
            shortcutText: qsTr("Return")
            text: qsTr("Run again")
            onClicked: row.controller.rerun(row.letterId)
            // the second click falls on the row that moved up: taking it here keeps it from being one
            onDoubleClicked: {}
        }
        IconButton {
            focusPolicy: Qt.NoFocus
            height: Theme.rowHeight
            iconName: "trash"
            shortcutText: qsTr("Del")
            text: qsTr("Discard")
            onClicked: row.controller.discard(row.letterId)
            onDoubleClicked: {}
        }
    }
}
