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

    readonly property bool ready: controller.hindrance === ""
    // Low and wide, as at the foot of the window: the fields beside the payload instead of above it.
    readonly property bool beside: width >= 620 && height < 340

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

    GridLayout {
        anchors.fill: parent
        anchors.margins: Theme.spacing
        columnSpacing: Theme.spacingMedium
        columns: form.beside ? 2 : 1
        rowSpacing: Theme.spacing

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
            Layout.rowSpan: form.beside ? 2 : 1
            controller: form.controller
        }
        PublishSend {
            id: sendLine

            Layout.alignment: Qt.AlignBottom
            Layout.fillWidth: true
            Layout.preferredWidth: 100
            controller: form.controller
            onSendRequested: form.send()
        }
    }
}
