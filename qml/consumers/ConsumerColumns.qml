// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQml
import Topicscope

// How the width of the consumers' table is shared out: fixed room for figures, the rest for names.
QtObject {
    property real available: 0

    readonly property bool lastShown: available >= 980
    readonly property real figure: available >= 760 ? 84 : 70
    readonly property real last: lastShown ? 110 : 0
    readonly property real rest: Math.max(200, available - 7 * figure - last - 8)
    readonly property real consumer: Math.round(rest * 0.48)
    readonly property real topic: rest - consumer
}
