// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQml
import Topicscope

// How the width of the handlers' table is shared out: fixed room for figures, the rest for names and errors.
QtObject {
    property real available: 0

    readonly property real actions: 40
    readonly property real figure: 88
    readonly property real mode: available >= 1000 ? 76 : 0
    readonly property real rest: Math.max(260, available - 6 * figure - mode - actions)
    readonly property bool errorsShown: available >= 1080
    readonly property real name: Math.round(rest * (errorsShown ? 0.32 : 0.5))
    readonly property real pattern: Math.round(rest * (errorsShown ? 0.26 : 0.5))
    readonly property real lastError: errorsShown ? rest - name - pattern : 0
}
