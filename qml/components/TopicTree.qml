// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The tree of topics: a click on a topic picks it, one on its arrow opens it.
TreeView {
    id: tree

    signal picked(string path, bool leaf)

    Accessible.name: qsTr("Topics")
    Accessible.role: Accessible.Tree
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    columnWidthProvider: () => tree.width
    rowHeightProvider: () => Theme.rowHeight
    selectionModel: ItemSelectionModel {
        model: tree.model
    }
    delegate: TopicDelegate {
        onPicked: (path, leaf) => tree.picked(path, leaf)
    }

    onWidthChanged: forceLayout()
    // New topics are shown at once while there are few of them.
    onRowsChanged: {
        if (rows < 60)
            opener.start();
    }

    Timer {
        id: opener

        interval: 0
        onTriggered: tree.expandRecursively()
    }

    ScrollBar.vertical: AppScrollBar {}
}
