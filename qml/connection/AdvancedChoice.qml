// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A setting that is one of a few.
ComboField {
    required property AdvancedField row
    readonly property int wanted: row.values.indexOf(row.text)

    label: row.label
    model: row.choices
    objectName: row.key + "Field"
    toolTip: row.help
    onActivated: index => row.rows.controller.setText(row.key, row.values[index])
    onWantedChanged: currentIndex = wanted
}
