// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Shows that what it frames has the keys.
Rectangle {
    border.color: Theme.focusRing
    border.width: 1
    color: "transparent"
    z: 1
}
