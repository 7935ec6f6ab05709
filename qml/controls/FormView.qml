// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// A form that scrolls where there is little room, so that what has the keyboard is in sight.
Flickable {
    id: view

    // Scrolls no further than needed.
    function reveal(item: Item): void {
        let shown = item;
        for (let each = item; each && each !== contentItem; each = each.parent) {
            if (each.clip)
                shown = each; // all that is seen of a text that scrolls itself
        }
        const top = shown.mapToItem(contentItem, 0, 0).y;
        if (top < contentY || shown.height > height)
            contentY = Math.max(0, Math.min(contentHeight - height, top - Theme.spacing));
        else if (top + shown.height > contentY + height)
            contentY = Math.min(contentHeight - height, top + shown.height - height + Theme.spacing);
    }

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    interactive: contentHeight > height

    ScrollBar.vertical: AppScrollBar {}

    Connections {
        function onActiveFocusItemChanged(): void {
            const item = view.Window.activeFocusItem;
            for (let each = item; each; each = each.parent) {
                if (each === view.contentItem)
                    view.reveal(item);
            }
        }

        target: view.Window.window
    }
}
