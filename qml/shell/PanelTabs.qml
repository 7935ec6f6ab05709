// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic

// The tabs of the panels at the foot.
TabBar {
    // One of them was pressed, the current one or another.
    signal chosen

    background: null
    spacing: 0
}
