// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The frame around the character at position; hidden for -1. The owner calls place() when the text may have moved.
Rectangle {
    id: mark

    required property TextEdit target
    required property int position
    property bool wrong: false

    function place(): void {
        if (position < 0)
            return;
        const from = target.positionToRectangle(position);
        const to = target.positionToRectangle(position + 1);
        x = target.x + from.x - 1;
        y = target.y + from.y;
        width = to.x - from.x + 2;
        height = from.height;
    }

    border.color: wrong ? Theme.toneColor(Tone.Danger) : Theme.borderStrong
    color: wrong ? Theme.toneSoft(Tone.Danger) : Theme.pressed
    radius: 2
    visible: position >= 0

    onPositionChanged: place()
}
