// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// A setting as its description has it: the title of a group before its first one, its name, its editor, a button for
// a file where it names one, and below what is wrong.
Column {
    id: row

    required property AdvancedRows rows
    required property string key
    required property int editor
    required property string title
    required property string note
    required property string label
    required property string hint
    required property string help
    required property list<string> values
    required property list<string> choices
    required property string text
    required property string error

    readonly property string editorFile: {
        if (editor === SettingFieldModel.Choice)
            return "AdvancedChoice.qml";
        return editor === SettingFieldModel.Lines ? "AdvancedText.qml" : "AdvancedLine.qml";
    }

    spacing: Theme.spacingSmall
    width: rows ? rows.width : 0

    AppLabel {
        strong: true
        text: row.title
        topPadding: Theme.spacing
        visible: text !== ""
    }
    AppLabel {
        font.pixelSize: Theme.fontSmall
        muted: true
        text: row.note
        visible: text !== ""
        width: row.width
        wrapMode: Text.WordWrap
    }
    GridLayout {
        columnSpacing: Theme.spacing
        columns: 3
        rowSpacing: 2
        width: row.width

        AppLabel {
            Layout.alignment: Qt.AlignTop
            Layout.preferredHeight: Theme.controlHeight
            Layout.preferredWidth: 148
            text: row.label
            verticalAlignment: Text.AlignVCenter
        }
        Loader {
            Layout.columnSpan: fileButton.visible ? 1 : 2
            Layout.fillWidth: true

            Component.onCompleted: setSource(row.editorFile, {
                "row": row
            })
        }
        AppButton {
            id: fileButton

            Accessible.name: qsTr("Choose file: %1").arg(row.label)
            text: qsTr("Choose...")
            toolTip: qsTr("Choose a PEM file")
            visible: row.editor === SettingFieldModel.File
            onClicked: row.rows.controller.chooseFile(row.key, row.label)
        }
        AppLabel {
            Layout.column: 1
            Layout.columnSpan: 2
            Layout.fillWidth: true
            Layout.row: 1
            color: Theme.toneColor(Tone.Danger)
            font.pixelSize: Theme.fontSmall
            objectName: row.key + "Problem"
            text: row.error
            visible: text !== ""
            wrapMode: Text.Wrap
        }
    }
}
