// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One of several choices in a menu; the present one has the tick.
AppMenuItem {
    id: item

    property int value
    property int current

    signal chosen

    checkable: true
    checked: current === value
    onTriggered: {
        chosen();
        checked = Qt.binding(() => item.current === item.value); // triggering turned it over
    }
}
