// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// A question before something is done that cannot be undone. Escape cancels, and the safe answer has the keyboard:
// cancelling, or with saferFirst the alternative, which saves what would be lost.
AppDialog {
    id: dialog

    property string text
    property string details // what it is about, one thing a line, below the text
    property string acceptText
    property string alternativeText // a second way; none when empty
    property bool saferFirst: false
    property bool busy: false // an answer is being carried out: only cancelling is left

    signal confirmed
    signal alternative

    title: qsTr("Are you sure?")
    width: 480

    onOpened: (saferFirst && alternativeText !== "" ? alternativeButton : cancelButton)
        .forceActiveFocus(Qt.TabFocusReason)

    contentItem: ConfirmContent {
        details: dialog.details
        text: dialog.text
    }
    footer: Item {
        implicitHeight: Theme.controlHeight + 2 * Theme.spacingLarge

        RowLayout {
            anchors.bottomMargin: Theme.spacingLarge
            anchors.fill: parent
            anchors.leftMargin: Theme.spacingLarge
            anchors.rightMargin: Theme.spacingLarge
            spacing: Theme.spacing

            AppButton {
                id: alternativeButton

                enabled: !dialog.busy
                highlighted: dialog.saferFirst
                objectName: "alternativeButton"
                text: dialog.alternativeText
                visible: dialog.alternativeText !== ""
                onClicked: dialog.alternative()
            }
            Item {
                Layout.fillWidth: true
            }
            AppButton {
                id: cancelButton

                highlighted: !alternativeButton.highlighted
                objectName: "cancelButton"
                text: qsTr("Cancel")
                onClicked: dialog.reject()
            }
            AppButton {
                enabled: !dialog.busy
                objectName: "confirmButton"
                text: dialog.acceptText
                onClicked: dialog.confirmed()
            }
        }
    }
}
