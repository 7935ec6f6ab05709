// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// What is known of the selected message, name by name.
GridLayout {
    id: fields

    required property InspectorController inspector

    signal deadLetterRequested(letterId: double)

    columnSpacing: Theme.spacingMedium
    columns: 2
    rowSpacing: Theme.spacingSmall

    FieldName {
        Layout.alignment: Qt.AlignTop
        text: qsTr("Topic")
    }
    RowLayout {
        spacing: 6

        Rectangle {
            Layout.alignment: Qt.AlignTop
            Layout.preferredHeight: 8
            Layout.preferredWidth: 8
            Layout.topMargin: (Theme.fontBody * 1.2 - height) / 2 // beside the first line of a long one
            color: Theme.topicColor(fields.inspector.topicColor)
            radius: 4
            visible: fields.inspector.topic !== ""
        }
        FieldValue {
            Layout.fillWidth: true
            label: qsTr("Topic")
            strong: true
            received: fields.inspector.topic
        }
    }
    FieldName {
        Layout.alignment: Qt.AlignTop
        text: qsTr("Id")
    }
    FieldValue {
        Layout.fillWidth: true
        label: qsTr("Id")
        font.pixelSize: Theme.fontSmall
        mono: true
        received: fields.inspector.messageId
    }
    FieldName {
        Layout.alignment: Qt.AlignTop
        text: qsTr("Producer")
    }
    FieldValue {
        Layout.fillWidth: true
        label: qsTr("Producer")
        received: fields.inspector.producer
    }
    FieldName {
        Layout.alignment: Qt.AlignTop
        text: qsTr("Received")
    }
    FieldValue {
        Layout.fillWidth: true
        label: qsTr("Received")
        text: fields.inspector.received
    }
    FieldName {
        Layout.alignment: Qt.AlignTop
        text: qsTr("Size")
    }
    FieldValue {
        Layout.fillWidth: true
        label: qsTr("Size")
        text: fields.inspector.size
    }
    FieldName {
        Layout.alignment: Qt.AlignTop
        text: qsTr("Attributes")
        visible: fields.inspector.attributes !== ""
    }
    FieldValue {
        Layout.fillWidth: true
        label: qsTr("Attributes")
        mono: true
        objectName: "attributesField"
        text: fields.inspector.attributes
        visible: fields.inspector.attributes !== ""
    }
    FieldName {
        Layout.alignment: Qt.AlignTop
        text: qsTr("State")
    }
    StatePill {
        text: fields.inspector.state
        tone: fields.inspector.tone
    }
    FieldName {
        Layout.alignment: Qt.AlignTop
        text: qsTr("Handler")
    }
    FieldValue {
        Layout.fillWidth: true
        label: qsTr("Handler")
        text: fields.inspector.latency === "" ? Format.visible(fields.inspector.handler)
            : Format.fill(qsTr("%1, %2"), [Format.visible(fields.inspector.handler), fields.inspector.latency])
    }
    FieldName {
        Layout.alignment: Qt.AlignTop
        text: qsTr("Error")
        visible: fields.inspector.error !== ""
    }
    FieldValue {
        Layout.fillWidth: true
        color: Theme.toneColor(Tone.Danger)
        label: qsTr("Error")
        text: fields.inspector.error
        visible: fields.inspector.error !== ""
    }
    FieldName {
        Layout.alignment: Qt.AlignTop
        text: qsTr("Failure")
        visible: fields.inspector.failure !== ""
    }
    FieldValue {
        Layout.fillWidth: true
        color: Theme.toneColor(Tone.Danger)
        label: qsTr("Failure")
        objectName: "failure"
        received: fields.inspector.failure
        visible: fields.inspector.failure !== ""
    }
    FieldName {
        Layout.alignment: Qt.AlignTop
        text: qsTr("Attempts")
        visible: fields.inspector.attempts !== ""
    }
    FieldValue {
        Layout.fillWidth: true
        label: qsTr("Attempts")
        objectName: "attempts"
        text: fields.inspector.attempts
        visible: fields.inspector.attempts !== ""
    }
    FieldName {
        Layout.alignment: Qt.AlignVCenter
        text: qsTr("Dead letter")
        visible: letterButton.visible
    }
    AppButton {
        id: letterButton

        objectName: "showDeadLetter"
        text: qsTr("Show it")
        toolTip: qsTr("Show it among the dead letters: to run it again, or to discard it")
        visible: fields.inspector.deadLetter > 0
        onClicked: fields.deadLetterRequested(fields.inspector.deadLetter)
    }
    FieldName {
        Layout.alignment: Qt.AlignTop
        text: qsTr("Acknowledgement")
        visible: fields.inspector.acknowledgement !== ""
    }
    FieldValue {
        Layout.fillWidth: true
        color: Theme.toneColor(Tone.Danger)
        label: qsTr("Acknowledgement")
        objectName: "acknowledgement"
        text: fields.inspector.acknowledgement
        visible: fields.inspector.acknowledgement !== ""
    }
    FieldName {
        Layout.alignment: Qt.AlignTop
        text: qsTr("Repetition")
        visible: fields.inspector.repetition !== ""
    }
    FieldValue {
        Layout.fillWidth: true
        label: qsTr("Repetition")
        objectName: "repetition"
        text: fields.inspector.repetition
        visible: fields.inspector.repetition !== ""
    }
}
