// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// What a ConfirmDialog says: a sentence, and what it is about line by line.
ColumnLayout {
    id: content

    required property string text
    required property string details

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
}
