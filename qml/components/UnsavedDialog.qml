// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Templates as T
import Topicscope

// Asks what is to become of scripts that are not saved, before the window closes.
Dialog {
    id: dialog

    signal saveRequested
    signal discardRequested

    anchors.centerIn: T.Overlay.overlay
    closePolicy: Popup.CloseOnEscape
    focus: true
    modal: true
    padding: Theme.spacingLarge
    title: qsTr("Save the scripts?")
    width: 420

    background: Rectangle {
        border.color: Theme.borderStrong
        color: Theme.surface
        radius: Theme.radius
    }
    header: AppLabel {
        font.pixelSize: Theme.fontTitle
        leftPadding: Theme.spacingLarge
        strong: true
        text: dialog.title
        topPadding: Theme.spacingLarge
    }
    contentItem: AppLabel {
        text: qsTr("Some scripts have changes that are not in their files yet. They are lost if you discard them.")
        wrapMode: Text.Wrap
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
                objectName: "discardButton"
                text: qsTr("Discard")
                onClicked: dialog.discardRequested()
            }
            Item {
                Layout.fillWidth: true
            }
            AppButton {
                text: qsTr("Cancel")
                onClicked: dialog.close()
            }
            AppButton {
                focus: true
                highlighted: true
                objectName: "saveAllButton"
                text: qsTr("Save all")
                onClicked: dialog.saveRequested()
            }
        }
    }
}
