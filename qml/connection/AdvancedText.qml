// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// An advanced setting of several lines, with what is wrong with it below.
GridLayout {
    id: row

    required property ConnectionFormController controller
    required property int field
    required property string label
    property string hint

    function take(): void {
        problem.text = controller.error(field);
        if (input.text !== controller.text(field))
            input.text = controller.text(field);
    }

    Component.onCompleted: take()
    columnSpacing: Theme.spacing
    columns: 2
    rowSpacing: 2

    AppLabel {
        Layout.alignment: Qt.AlignTop
        Layout.preferredHeight: Theme.controlHeight
        Layout.preferredWidth: 148
        text: row.label
    }
    TextAreaField {
        id: input

        Layout.fillWidth: true
        Layout.preferredHeight: 64
        invalid: problem.visible
        label: row.label
        objectName: "input" + row.field
        placeholderText: row.hint
        onTextChanged: row.controller.setText(row.field, text)
    }
    AppLabel {
        id: problem

        Layout.column: 1
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
