// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// A field of a form: its caption above, what is wrong with it below.
ColumnLayout {
    id: row

    required property string name // of its items: "pattern" has "patternField" and "patternProblem"
    property bool wrong: false // whether it is this field that the problem is about
    property alias label: field.label
    property alias placeholderText: field.placeholderText
    property alias problem: problemLabel.problem
    property alias text: field.text
    property alias toolTip: field.toolTip
    property bool mono: false

    signal accepted
    signal edited

    function clear(): void {
        field.clear();
    }

    function selectAll(): void {
        field.selectAll();
    }

    function takeFocus(): void {
        field.forceActiveFocus(Qt.OtherFocusReason);
    }

    Layout.fillWidth: true
    spacing: Theme.spacingSmall

    AppLabel {
        text: row.label
    }
    TextInputField {
        id: field

        Layout.fillWidth: true
        font.family: row.mono ? Theme.monoFamily : Theme.fontFamily
        invalid: problemLabel.here
        objectName: row.name + "Field"
        onAccepted: row.accepted()
        onTextEdited: row.edited()
    }
    FieldProblem {
        id: problemLabel

        Layout.fillWidth: true
        here: row.wrong
        objectName: row.name + "Problem"
    }
}
