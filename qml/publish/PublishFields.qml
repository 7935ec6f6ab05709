// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// Where a message goes, who it is from, and its id.
GridLayout {
    id: fields

    required property PublishController controller
    required property string consumer
    property bool wide: true

    columnSpacing: Theme.spacing
    columns: wide ? 4 : 2
    rowSpacing: Theme.spacing

    AppLabel {
        Layout.alignment: Qt.AlignRight
        muted: true
        text: qsTr("Topic")
    }
    TextInputField {
        Layout.fillWidth: true
        focus: true
        font.family: Theme.monoFamily
        label: qsTr("Topic")
        objectName: "topicField"
        placeholderText: qsTr("for example orders/created")
        text: fields.controller.topic
        onTextEdited: fields.controller.topic = text
    }
    AppLabel {
        Layout.alignment: Qt.AlignRight
        muted: true
        text: qsTr("Producer")
    }
    TextInputField {
        Layout.fillWidth: true
        label: qsTr("Producer")
        placeholderText: qsTr("this client: %1").arg(fields.consumer)
        text: fields.controller.producer
        toolTip: qsTr("Who the message says it is from; this client's name when empty")
        onTextEdited: fields.controller.producer = text
    }
    AppLabel {
        Layout.alignment: Qt.AlignRight
        muted: true
        text: qsTr("Id")
    }
    RowLayout {
        Layout.columnSpan: fields.wide ? 3 : 1
        Layout.fillWidth: true
        spacing: 2

        TextInputField {
            Layout.fillWidth: true
            clearable: true
            font.family: Theme.monoFamily
            label: qsTr("Message id")
            objectName: "idField"
            placeholderText: qsTr("a new UUID for each message")
            text: fields.controller.messageId
            toolTip: qsTr("An id given here is kept for every message sent: the second one is a duplicate")
            onTextChanged: fields.controller.messageId = text
        }
        IconButton {
            iconName: "refresh"
            objectName: "newIdButton"
            text: qsTr("Make a new id")
            onClicked: fields.controller.generateId()
        }
    }
}
