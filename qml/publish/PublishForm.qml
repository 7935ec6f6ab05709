// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// Composes a message and sends it, once or repeatedly.
FocusScope {
    id: form

    required property PublishController controller
    required property string consumer

    readonly property bool ready: sendLine.ready
    // Low and wide, as at the foot of the window: the fields beside the payload instead of above it.
    readonly property bool beside: width >= 480 && height < 340

    function isSendKey(key: int, modifiers: int): bool {
        return (key === Qt.Key_Return || key === Qt.Key_Enter) && (modifiers & Qt.ControlModifier) !== 0;
    }

    function send(): void {
        form.controller.send(sendLine.takeRepeats(), sendLine.takeRate());
    }

    // Before the window's own use of these keys, while the form has the focus.
    Keys.onShortcutOverride: event => event.accepted = form.isSendKey(event.key, event.modifiers)
    Keys.onPressed: event => {
        if (!form.isSendKey(event.key, event.modifiers))
            return;
        event.accepted = true;
        if (form.ready && !form.controller.running)
            form.send();
    }

    FormView {
        id: flick

        anchors.bottom: sendLine.top
        anchors.left: parent.left
        anchors.margins: Theme.spacing
        anchors.right: parent.right
        anchors.top: parent.top
        contentHeight: Math.max(height, grid.implicitHeight)
        objectName: "publishFields"

        GridLayout {
            id: grid

            columnSpacing: Theme.spacingMedium
            columns: form.beside ? 2 : 1
            height: flick.contentHeight
            rowSpacing: Theme.spacing
            width: flick.width - (flick.interactive ? Theme.scrollBarWidth : 0)

            PublishFields {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 100
                consumer: form.consumer
                controller: form.controller
                wide: !form.beside && form.width >= 560
            }
            PublishPayload {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: 100
                controller: form.controller
            }
        }
    }
    // Below what scrolls: always in reach.
    PublishSend {
        id: sendLine

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.spacing
        anchors.right: parent.right
        controller: form.controller
        onSendRequested: form.send()
    }
}
