// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic

ApplicationWindow {
    id: window

    color: Theme.window
    height: 800
    minimumHeight: 560
    minimumWidth: 900
    title: qsTr("Topicscope")
    visible: true
    width: 1280
}
