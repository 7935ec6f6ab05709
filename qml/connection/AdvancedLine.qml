// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A setting of one line.
TextInputField {
    required property AdvancedField row
    readonly property string wanted: row.text

    echoMode: row.editor === SettingFieldModel.Password ? TextInput.Password : TextInput.Normal
    invalid: row.error !== ""
    label: row.label
    objectName: row.key + "Field"
    placeholderText: row.hint
    toolTip: row.help
    onTextEdited: row.rows.controller.setText(row.key, text)
    onWantedChanged: {
        if (text !== wanted)
            text = wanted;
    }
}
