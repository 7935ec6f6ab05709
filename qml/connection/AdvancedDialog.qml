// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Topicscope

// The advanced settings of the connection. What is typed holds from the next connection on.
AppDialog {
    id: dialog

    required property ConnectionFormController controller

    signal connectRequested

    height: Math.min(implicitHeight, (T.Overlay.overlay ? T.Overlay.overlay.height : 720) - Theme.spacingHuge * 2)
    title: qsTr("Advanced connection settings")
    width: 600

    contentItem: AdvancedView {
        controller: dialog.controller
    }
    footer: RowLayout {
        spacing: Theme.spacing

        AppButton {
            Layout.bottomMargin: Theme.spacingLarge
            Layout.leftMargin: Theme.spacingLarge
            objectName: "resetButton"
            text: qsTr("Defaults")
            toolTip: qsTr("Every setting here as it is without any")
            onClicked: dialog.controller.reset()
        }
        AppLabel {
            Layout.bottomMargin: Theme.spacingLarge
            Layout.fillWidth: true
            font.pixelSize: Theme.fontSmall
            muted: true
            text: qsTr("Holds from the next connection on.")
        }
        AppButton {
            Layout.bottomMargin: Theme.spacingLarge
            text: qsTr("Close")
            onClicked: dialog.close()
        }
        AppButton {
            Layout.bottomMargin: Theme.spacingLarge
            Layout.rightMargin: Theme.spacingLarge
            enabled: dialog.controller.valid
            highlighted: true
            objectName: "connectWithButton"
            text: qsTr("Connect")
            onClicked: {
                dialog.close();
                dialog.connectRequested();
            }
        }
    }
}
