// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQml
import Topicscope

// The size that the user gave a part of a SplitView. A small window shows less of it, which is never remembered.
QtObject {
    id: pane

    required property SettingsStore settings
    required property string key
    required property int usual
    required property real share // of the room, at most, where the user did not want more
    required property real room
    readonly property real shown: Math.min(wanted, room * Math.max(share, ownShare))
    property real wanted: settings.number(key, usual)
    property real ownShare: settings.number(key + "Share", 0) / 1000 // of the room, when the user dragged it
    property real before: 0

    // A handle was taken, or let go: what has another size since then was dragged.
    function note(dragging: bool, size: real): void {
        if (dragging) {
            before = size;
        } else if (size !== before) {
            ownShare = size / Math.max(1, room);
            wanted = size;
            settings.setNumber(key, size);
            settings.setNumber(key + "Share", Math.ceil(ownShare * 1000));
        }
    }
}
