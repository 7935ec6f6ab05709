// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A row of counts. Where they have no room, those that never were anything but zero give way first, then those that
// tell of no trouble; figures become short ("1.23M") before a state or a trouble is left out, which is counted.
LedgerPills {
    id: row

    property real room: 0
    property real arrangedRoom: -1
    property bool tight: false
    property int leftOut: 0 // states and troubles without room

    function arrangeLater(): void {
        settling.restart();
    }

    function pills(): var {
        const wanted = [];
        for (let i = 0; i < children.length; ++i) {
            const pill = children[i] as LedgerCountPill;
            if (pill !== null && pill.wanted)
                wanted.push(pill);
        }
        return wanted;
    }

    // What cannot leave.
    function fixedWidth(): real {
        let width = 0;
        for (let i = 0; i < children.length; ++i) {
            const child = children[i];
            if (child as LedgerCountPill === null && child.width > 0)
                width += child.width + spacing;
        }
        return width;
    }

    function widthUpTo(rank: int): real {
        return pills().reduce(
            (sum, pill) => sum + (pill.rank <= rank ? pill.implicitWidth + spacing : 0), fixedWidth());
    }

    function arrange(): void {
        if (room !== arrangedRoom)
            tight = false; // figures stay short until there is more room
        arrangedRoom = room;
        if (widthUpTo(LedgerRank.Passing) > room)
            tight = true;
        const wanted = pills();
        let used = fixedWidth();
        let out = 0;
        for (let rank = LedgerRank.Telling; rank <= LedgerRank.NeverSeen; ++rank) {
            for (const pill of wanted.filter(candidate => candidate.rank === rank)) {
                pill.fits = used + pill.implicitWidth + spacing <= room;
                if (pill.fits)
                    used += pill.implicitWidth + spacing;
                else if (rank <= LedgerRank.Passing)
                    ++out;
            }
        }
        leftOut = out;
    }

    spacing: tight ? 2 : 3

    Timer {
        id: settling

        interval: 0 // once for all that changes together
        onTriggered: row.arrange()
    }

    Component.onCompleted: arrange()
    onRoomChanged: arrangeLater()
}
