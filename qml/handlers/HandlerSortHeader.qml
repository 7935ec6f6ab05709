// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The title of one column of the handlers' table.
SortHeader {
    id: header

    required property HandlerProxyModel handlers
    required property int column

    descending: handlers.descending
    sorted: handlers.sortedColumn === column
    visible: width > 0
    onClicked: header.handlers.toggleSort(header.column)
}
