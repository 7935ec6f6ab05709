// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// The payload's editor, which says while typing whether it is JSON, and where not.
ColumnLayout {
    id: payload

    required property PublishController controller

    readonly property bool valid: controller.payloadFault === ""

    spacing: Theme.spacing

    TextAreaField {
        id: editor

        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.minimumHeight: 48
        invalid: !payload.valid
        label: qsTr("Payload, JSON")
        objectName: "payloadEditor"
        placeholderText: "{\"example\": 1}"
        onTextChanged: payload.controller.payload = text

        Component.onCompleted: text = payload.controller.payload

        Connections {
            target: payload.controller

            function onPayloadChanged(): void {
                if (editor.text !== payload.controller.payload)
                    editor.text = payload.controller.payload;
            }
        }
    }
    // A line of its own: where the fault is has to be read whole.
    AppLabel {
        Layout.fillWidth: true
        color: Theme.toneColor(Tone.Danger)
        elide: Text.ElideNone
        font.pixelSize: Theme.fontSmall
        objectName: "faultLabel"
        text: payload.controller.payloadFault
        visible: text !== ""
        wrapMode: Text.Wrap
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spacing

        StatePill {
            Layout.preferredWidth: implicitWidth
            objectName: "validityPill"
            text: payload.valid ? qsTr("Valid JSON") : qsTr("Not JSON")
            tone: payload.valid ? Tone.Success : Tone.Danger
        }
        AppLabel {
            Layout.fillWidth: true
            elide: Text.ElideRight
            font.pixelSize: Theme.fontSmall
            muted: true
            objectName: "encodingNote"
            text: qsTr("Servers take JSON, which cannot carry bytes: write them as a text, such as base64.")
        }
        AppButton {
            text: qsTr("Go to error")
            toolTip: qsTr("Puts the cursor where the fault is")
            visible: !payload.valid
            onClicked: {
                editor.textArea.cursorPosition = payload.controller.faultPosition;
                editor.textArea.forceActiveFocus();
            }
        }
        AppButton {
            text: qsTr("Format")
            toolTip: qsTr("One member a line; order and numbers stay as they are")
            visible: payload.valid
            onClicked: payload.controller.formatPayload()
        }
    }
}
