// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A tooltip: the text, and the shortcut beside it. It is made when it is wanted: a window has hundreds, and shows one.
Item {
    id: control

    property string text
    property string shortcut
    property ToolTipPopup popup: null // while it is wanted

    function follow(): void {
        if (visible && !popup) {
            popup = maker.createObject(parent, {
                text: Qt.binding(() => control.text),
                shortcut: control.shortcut
            }) as ToolTipPopup;
        } else if (!visible && popup) {
            popup.destroy();
            popup = null;
        }
    }

    onVisibleChanged: follow()
    Component.onCompleted: follow()

    Component {
        id: maker

        ToolTipPopup {}
    }
}
