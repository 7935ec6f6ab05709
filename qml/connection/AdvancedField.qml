// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// One advanced setting on a line: its name, its text, a button for a file where it names one, and below what is wrong.
GridLayout {
    id: row

    required property ConnectionFormController controller
    required property int field
    required property string label
    property string hint
    property string toolTip
    property bool file: false
    property bool secret: false

    function take(): void {
        problem.text = controller.error(field);
        if (input.text !== controller.text(field))
            input.text = controller.text(field);
    }

    Component.onCompleted: take()
    columnSpacing: Theme.spacing
    columns: 3
    rowSpacing: 2

    AppLabel {
        Layout.preferredWidth: 148
        text: row.label
    }
    TextInputField {
        id: input

        Layout.columnSpan: row.file ? 1 : 2
        Layout.fillWidth: true
        echoMode: row.secret ? TextInput.Password : TextInput.Normal
        invalid: problem.visible
        label: row.label
        objectName: "input" + row.field
        placeholderText: row.hint
        toolTip: row.toolTip
        onTextEdited: row.controller.setText(row.field, text)
    }
    AppButton {
        Accessible.name: qsTr("Choose file: %1").arg(row.label)
        text: qsTr("Choose...")
        toolTip: qsTr("Choose a PEM file")
        visible: row.file
        onClicked: row.controller.chooseFile(row.field, row.label)
    }
    AppLabel {
        id: problem

        Layout.column: 1
        Layout.columnSpan: 2
        Layout.fillWidth: true
        Layout.row: 1
        color: Theme.toneColor(Tone.Danger)
        font.pixelSize: Theme.fontSmall
        objectName: "problem" + row.field
        visible: text !== ""
        wrapMode: Text.Wrap
    }
    Connections {
        function onChanged(): void {
            row.take();
        }

        target: row.controller
    }
}
