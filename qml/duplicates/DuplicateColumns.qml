// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQml
import Topicscope

// How the width of the duplicates' table is shared out.
QtObject {
    property real available: 0

    readonly property real actions: 44
    readonly property real hits: 64
    readonly property real time: 104
    readonly property real copy: 84
    readonly property real first: 176
    readonly property real distance: 168
    readonly property real rest: Math.max(200, available - actions - hits - time - copy - first - distance)
    readonly property real messageId: Math.round(rest * 0.44)
    readonly property real topic: Math.round(rest * 0.31)
    readonly property real producer: rest - messageId - topic
}
