// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// What is known of the selected message, name by name.
GridLayout {
    id: fields

    required property InspectorController inspector

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
            Layout.preferredHeight: 8
            Layout.preferredWidth: 8
            color: Theme.topicColor(fields.inspector.topicId)
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
        text: fields.inspector.latency === "" ? fields.inspector.handler : qsTr("%1, %2").arg(fields.inspector.handler).arg(fields.inspector.latency)
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
}
