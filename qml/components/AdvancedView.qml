// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The form of the advanced settings, scrolled so that what has the keyboard is in sight.
Flickable {
    id: view

    required property ConnectionFormController controller

    // Scrolls no further than needed.
    function reveal(item: Item): void {
        const top = item.mapToItem(form, 0, 0).y;
        if (top < contentY)
            contentY = Math.max(0, top - Theme.spacing);
        else if (top + item.height > contentY + height)
            contentY = Math.min(contentHeight - height, top + item.height - height + Theme.spacing);
    }

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: form.implicitHeight
    implicitHeight: form.implicitHeight

    ScrollBar.vertical: AppScrollBar {}

    AdvancedForm {
        id: form

        controller: view.controller
        width: view.width - Theme.spacingLarge
    }
    Connections {
        function onActiveFocusItemChanged(): void {
            const item = view.Window.activeFocusItem;
            for (let each = item; each; each = each.parent) {
                if (each === form)
                    view.reveal(item);
            }
        }

        target: view.Window.window
    }
}
