// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.impl
import Topicscope

// An icon in a colour.
IconLabel {
    id: root

    property string name
    property color tint: Theme.textMuted

    icon.color: tint
    icon.height: Theme.iconSize
    icon.source: name === "" ? "" : Theme.icon(name)
    icon.width: Theme.iconSize
}
