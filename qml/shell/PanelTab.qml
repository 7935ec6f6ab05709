// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The tab of one panel of the registry.
AppTabButton {
    id: tab

    required property string title
    required property string about
    required property string shortcut
    required iconName

    readonly property PanelTabs tabs: TabBar.tabBar as PanelTabs

    shortcutText: shortcut
    text: title
    toolTip: about
    onClicked: tabs?.chosen()
}
