// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQml
import Topicscope

// How the width of the dead letters' table is shared out.
QtObject {
    property real available: 0

    readonly property real actions: 88
    readonly property real time: 112
    readonly property real calls: 64
    readonly property real rest: Math.max(300, available - actions - time - calls)
    readonly property real topic: Math.round(rest * 0.2)
    readonly property real messageId: Math.round(rest * 0.2)
    readonly property real handler: Math.round(rest * 0.16)
    readonly property real error: rest - topic - messageId - handler
}
