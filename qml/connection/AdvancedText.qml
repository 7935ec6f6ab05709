// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A setting of several lines.
TextAreaField {
    required property AdvancedField row
    readonly property string wanted: row.text

    implicitHeight: 64
    invalid: row.error !== ""
    label: row.label
    objectName: row.key + "Field"
    placeholderText: row.hint
    onTextChanged: row.rows.controller.setText(row.key, text)
    onWantedChanged: {
        if (text !== wanted)
            text = wanted;
    }
}
