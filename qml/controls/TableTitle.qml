// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The title of one column in a TableHeader.
SortHeader {
    id: title

    required property int index
    required property TableColumn modelData
    readonly property TableProxyModel sorting: (parent as TableHeader)?.sorting ?? null

    objectName: modelData.id + "Title"
    alignRight: modelData.figure
    descending: sorted && sorting.descending
    sortable: sorting !== null && modelData.sortable
    sorted: sorting !== null && sorting.sortedColumn === index
    text: modelData.title
    toolTip: modelData.toolTip
    visible: width > 0
    width: modelData.width
    x: Theme.spacingSmall + modelData.x
    onClicked: {
        if (title.sorting)
            title.sorting.toggleSort(title.index);
    }
}
