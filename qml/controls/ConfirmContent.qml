// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// What a ConfirmDialog says: a sentence, what it is about line by line, and perhaps something to decide.
ColumnLayout {
    id: content

    required property string text
    required property string details
    required property string optionText
    property alias checked: option.checked

    spacing: Theme.spacingMedium

    AppLabel {
        Accessible.name: text
        Accessible.role: Accessible.StaticText
        Layout.fillWidth: true
        elide: Text.ElideNone
        text: content.text
        visible: text !== ""
        wrapMode: Text.Wrap
    }
    AppLabel {
        Accessible.name: text
        Accessible.role: Accessible.StaticText
        Layout.fillWidth: true
        Layout.leftMargin: Theme.spacingMedium
        elide: Text.ElideNone
        objectName: "confirmDetails"
        strong: true
        text: content.details
        visible: text !== ""
        wrapMode: Text.Wrap
    }
    AppCheckBox {
        id: option

        Layout.fillWidth: true
        objectName: "confirmOption"
        text: content.optionText
        visible: content.optionText !== ""
    }
}
