// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// A list of rows to walk through with the keys. Its rows reach the controller through ListView.view.
ListView {
    id: list

    property QtObject controller

    // Of the current row, as its rows wish.
    signal rowActivated
    signal menuRequested

    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    currentIndex: -1
    highlightMoveDuration: 0
    highlightResizeDuration: 0
    reuseItems: true

    ScrollBar.vertical: AppScrollBar {}

    // The keypad's key is the same.
    Keys.onEnterPressed: event => list.Keys.returnPressed(event)
    // A focused list keeps Space for its rows.
    Keys.onSpacePressed: {
        const row = currentItem as PanelRow;
        if (row)
            row.activated();
    }

    FocusFrame {
        anchors.fill: parent
        parent: list
        visible: list.activeFocus
    }

    function choose(row: int): void {
        list.forceActiveFocus(); // first: what was typed beside the list belongs to the row that is left
        list.currentIndex = row;
    }
}
