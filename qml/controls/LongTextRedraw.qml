// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Where a long text became short while scrolled far down, Qt 6.4 draws nothing until all of it is drawn anew in a later
// frame: as for another colour, even one that nobody tells from the first. Give the text one that depends on redrawn.
Item {
    id: guard

    required property real textHeight
    property bool redrawn: false
    property bool stale: false
    property real lastHeight: 0

    onTextHeightChanged: {
        if (textHeight < lastHeight)
            stale = true;
        lastHeight = textHeight;
    }
    onVisibleChanged: stale = true

    Connections {
        function onAfterAnimating(): void {
            guard.stale = false;
            timer.start();
        }

        enabled: guard.stale
        target: guard.Window.window
    }
    Timer {
        id: timer

        interval: 0 // when this frame is done
        onTriggered: guard.redrawn = !guard.redrawn
    }
}
