// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// What ends a form.
RowLayout {
    id: buttons

    property alias acceptText: acceptButton.text
    property alias acceptName: acceptButton.objectName

    signal accepted
    signal cancelled

    Layout.topMargin: Theme.spacing
    spacing: Theme.spacing

    Item {
        Layout.fillWidth: true
    }
    AppButton {
        text: qsTr("Cancel")
        onClicked: buttons.cancelled()
    }
    AppButton {
        id: acceptButton

        highlighted: true
        onClicked: buttons.accepted()
    }
}
