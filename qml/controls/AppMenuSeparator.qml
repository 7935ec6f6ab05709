// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// A line between two groups of a menu.
MenuSeparator {
    bottomPadding: Theme.spacingSmall
    topPadding: Theme.spacingSmall

    contentItem: Rectangle {
        color: Theme.border
        implicitHeight: 1
    }
}
