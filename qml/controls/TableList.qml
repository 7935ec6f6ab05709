// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The rows of a table, in columns as its model describes them.
PanelList {
    id: list

    readonly property TableColumns columns: TableColumns {
        available: list.width - Theme.scrollBarWidth
        model: list.model
    }

    Accessible.role: Accessible.Table
}
