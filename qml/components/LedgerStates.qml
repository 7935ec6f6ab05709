// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A row of counts that turns to short figures ("1.23M") once the full ones do not fit, and stays so until it gets more room.
LedgerPills {
    id: row

    property real room: 0
    property bool tight: false

    spacing: tight ? 0 : 3

    onImplicitWidthChanged: {
        if (implicitWidth > room)
            tight = true;
    }
    onRoomChanged: tight = implicitWidth > room
}
