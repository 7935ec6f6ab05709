// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts

// Composes a message and sends it, once or repeatedly.
Item {
    id: form

    required property PublishController controller
    required property string consumer

    readonly property bool ready: controller.hindrance === ""

    function send(): void {
        repeatField.take();
        rateField.take();
        form.controller.send(repeatField.value, rateField.value);
    }

    component Caption: AppLabel {
        Layout.alignment: Qt.AlignRight
        muted: true
    }

    Shortcut {
        autoRepeat: false
        enabled: form.visible && form.ready && !form.controller.running
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        onActivated: form.send()
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.spacingMedium
        spacing: Theme.spacing

        GridLayout {
            Layout.fillWidth: true
            columnSpacing: Theme.spacing
            columns: form.width >= 560 ? 4 : 2
            rowSpacing: Theme.spacing

            Caption {
                text: qsTr("Topic")
            }
            TextInputField {
                Layout.fillWidth: true
                font.family: Theme.monoFamily
                label: qsTr("Topic")
                objectName: "topicField"
                placeholderText: "orders/created"
                text: form.controller.topic
                onTextEdited: form.controller.topic = text
            }
            Caption {
                text: qsTr("Producer")
            }
            TextInputField {
                Layout.fillWidth: true
                label: qsTr("Producer")
                placeholderText: form.consumer
                text: form.controller.producer
                toolTip: qsTr("Who the message says it is from; this client's name when empty")
                onTextEdited: form.controller.producer = text
            }
            Caption {
                text: qsTr("Id")
            }
            RowLayout {
                Layout.columnSpan: form.width >= 560 ? 3 : 1
                Layout.fillWidth: true
                spacing: 2

                TextInputField {
                    Layout.fillWidth: true
                    clearable: true
                    font.family: Theme.monoFamily
                    label: qsTr("Message id")
                    placeholderText: qsTr("a new UUID for each message")
                    text: form.controller.messageId
                    toolTip: qsTr("An id given here is kept for every message sent: the second one is a duplicate")
                    onTextChanged: form.controller.messageId = text
                }
                IconButton {
                    iconName: "refresh"
                    text: qsTr("Make a new id")
                    onClicked: form.controller.generateId()
                }
            }
        }

        TextAreaField {
            id: editor

            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.minimumHeight: 60
            invalid: form.controller.payloadFault !== ""
            label: qsTr("Payload, JSON")
            placeholderText: "{\"example\": 1}"
            onTextChanged: form.controller.payload = text

            Component.onCompleted: text = form.controller.payload

            Connections {
                target: form.controller

                function onPayloadChanged(): void {
                    if (editor.text !== form.controller.payload)
                        editor.text = form.controller.payload;
                }
            }
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spacing

            StatePill {
                objectName: "validityPill"
                text: form.controller.payloadFault === "" ? qsTr("Valid JSON") : qsTr("Not JSON")
                tone: form.controller.payloadFault === "" ? Tone.Success : Tone.Danger
            }
            AppLabel {
                Layout.fillWidth: true
                color: Theme.toneColor(Tone.Danger)
                font.pixelSize: Theme.fontSmall
                maximumLineCount: 2
                objectName: "faultLabel"
                text: form.controller.payloadFault
                wrapMode: Text.WordWrap
            }
            AppButton {
                enabled: form.controller.payloadFault !== "" && form.controller.faultPosition >= 0
                text: qsTr("Go to error")
                toolTip: qsTr("Puts the cursor where the fault is")
                visible: enabled
                onClicked: {
                    editor.textArea.cursorPosition = form.controller.faultPosition;
                    editor.textArea.forceActiveFocus();
                }
            }
            AppButton {
                enabled: form.controller.payloadFault === ""
                text: qsTr("Format")
                toolTip: qsTr("One member a line; order and numbers stay as they are")
                onClicked: form.controller.formatPayload()
            }
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spacing

            AppLabel {
                muted: true
                text: qsTr("Repeat")
            }
            NumberField {
                id: repeatField

                enabled: !form.controller.running
                label: qsTr("How many times to send")
                largest: form.controller.maxRepeats
                toolTip: qsTr("1 to %1 messages").arg(form.controller.maxRepeats)
            }
            AppLabel {
                muted: true
                text: qsTr("times, at most")
            }
            NumberField {
                id: rateField

                enabled: !form.controller.running && Number.parseInt(repeatField.text) > 1
                implicitWidth: 68
                label: qsTr("Messages per second at most")
                largest: form.controller.maxRate
                toolTip: qsTr("1 to %1 messages per second").arg(form.controller.maxRate)
                value: 10
            }
            AppLabel {
                muted: true
                text: qsTr("per second")
            }
            Item {
                Layout.fillWidth: true
            }
            AppButton {
                objectName: "cancelButton"
                text: qsTr("Stop")
                visible: form.controller.running && form.controller.wanted > 1
                onClicked: form.controller.cancel()
            }
            AppButton {
                enabled: form.ready && !form.controller.running
                highlighted: true
                iconName: "send"
                objectName: "sendButton"
                shortcutText: qsTr("Ctrl+Return")
                text: qsTr("Send")
                toolTip: qsTr("Publish this message")
                onClicked: form.send()
            }
        }

        RowLayout {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.fontBody + 8
            spacing: Theme.spacing

            AppLabel {
                Layout.fillWidth: true
                font.pixelSize: Theme.fontSmall
                muted: true
                objectName: "hindranceLabel"
                text: form.controller.running ? qsTr("%1 of %2 answered").arg(form.controller.sent).arg(form.controller.wanted) : form.controller.hindrance
            }
            Rectangle {
                Accessible.name: qsTr("%1 of %2 answered").arg(form.controller.sent).arg(form.controller.wanted)
                Accessible.role: Accessible.ProgressBar
                color: Theme.pressed
                implicitHeight: 6
                implicitWidth: 200
                radius: 3
                visible: form.controller.running && form.controller.wanted > 1

                Rectangle {
                    color: Theme.accent
                    height: parent.height
                    radius: 3
                    width: parent.width * form.controller.sent / Math.max(1, form.controller.wanted)
                }
            }
        }
    }
}
