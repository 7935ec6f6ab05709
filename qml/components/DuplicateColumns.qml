// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQml

// How the width of the duplicates' table is shared out.
QtObject {
    property real available: 0

    readonly property real actions: 44
    readonly property real hits: 80
    readonly property real time: 120
    readonly property real rest: Math.max(120, available - actions - hits - time)
    readonly property real messageId: Math.round(rest * 0.58)
    readonly property real topic: rest - messageId
}
