// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One id that came more than once: its latest copy, and the one that this repeats.
TableRow {
    id: row

    required property string messageId
    required property double firstSequence
    required property double lastSequence
    required topicColor

    function openMenu(): void {
        row.list.choose(row.index);
        row.list.menuRequested();
    }

    onActivated: row.list.rowActivated()

    IconButton {
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        focusPolicy: Qt.NoFocus
        height: Theme.rowHeight
        iconName: "menu"
        shortcutText: qsTr("Menu")
        text: qsTr("What to do with this duplicate")
        visible: row.hovered || row.current
        onClicked: row.openMenu()
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: row.openMenu()
    }
}
