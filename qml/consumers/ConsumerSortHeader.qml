// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The title of one column of the consumers' table.
SortHeader {
    id: header

    required property ConsumerProxyModel consumers
    required property int column

    descending: consumers.descending
    sorted: consumers.sortedColumn === column
    visible: width > 0
    onClicked: header.consumers.toggleSort(header.column)
}
