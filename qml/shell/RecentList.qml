// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Where the rows of connections that were made before stand, one below the other.
Column {
    id: list

    required property RecentConnections recent
    required property UndoStack undoStack

    signal chosen(int row)

    function forget(row: int): void {
        recent.remove(row, undoStack);
    }

    Accessible.name: qsTr("Recent connections")
    Accessible.role: Accessible.List
    spacing: Theme.spacingSmall
}
