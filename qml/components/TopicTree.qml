// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The tree of topics: a click on a topic picks it, one on its arrow opens it.
TreeView {
    id: tree

    signal picked(string path, bool leaf)

    function moveCurrent(by: int): void {
        if (rows === 0)
            return;
        const row = Math.max(0, Math.min(rows - 1, currentRow < 0 ? 0 : currentRow + by));
        selectionModel.setCurrentIndex(modelIndex(Qt.point(0, row)), ItemSelectionModel.NoUpdate);
        positionViewAtRow(row, TableView.Contain);
    }

    function pickCurrent(): void {
        const topics = model as TopicProxyModel;
        const index = selectionModel.currentIndex;
        if (index.valid)
            picked(topics.pathOf(index), topics.isLeaf(index));
    }

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
    Keys.onDownPressed: moveCurrent(1)
    Keys.onLeftPressed: collapse(currentRow)
    Keys.onReturnPressed: pickCurrent()
    Keys.onRightPressed: expand(currentRow)
    Keys.onUpPressed: moveCurrent(-1)

    // A new branch opens while the tree is small; what the user has closed stays closed.
    Connections {
        function onBranchBegan(firstChild) {
            if (tree.rows < 100)
                tree.expandToIndex(firstChild);
        }
        function onFilterChanged() {
            tree.expandRecursively();
        }

        target: tree.model as TopicProxyModel
    }

    ScrollBar.vertical: AppScrollBar {}
}
