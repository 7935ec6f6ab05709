// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Templates as T
import Topicscope

// Asks what a new script is to begin with, and for which topics.
Dialog {
    id: dialog

    required property ScriptController controller

    function submit(): void {
        if (dialog.controller.create(nameField.text, patternField.text, sampleField.currentIndex - 1))
            dialog.close();
    }

    anchors.centerIn: T.Overlay.overlay
    closePolicy: Popup.CloseOnEscape
    focus: true
    modal: true
    padding: Theme.spacingLarge
    title: qsTr("New script")
    width: 460

    onOpened: {
        dialog.controller.clearError();
        nameField.clear();
        sampleField.forceActiveFocus();
    }

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
    contentItem: ColumnLayout {
        spacing: Theme.spacingSmall

        AppLabel {
            text: qsTr("Begin with")
        }
        ComboField {
            id: sampleField

            Layout.bottomMargin: Theme.spacing
            Layout.fillWidth: true
            label: qsTr("Begin with")
            model: [qsTr("An empty handler")].concat(dialog.controller.sampleTitles)
            objectName: "sampleField"
        }
        AppLabel {
            text: qsTr("Topic or pattern")
        }
        TextInputField {
            id: patternField

            Layout.bottomMargin: Theme.spacing
            Layout.fillWidth: true
            font.family: Theme.monoFamily
            label: qsTr("Topic or pattern")
            objectName: "newPatternField"
            text: "*"
            toolTip: qsTr("A topic, orders/* for one level, orders.** for all below, or * for everything")
            onAccepted: dialog.submit()
        }
        AppLabel {
            text: qsTr("Name")
        }
        TextInputField {
            id: nameField

            Layout.fillWidth: true
            label: qsTr("Name")
            objectName: "newNameField"
            placeholderText: qsTr("as the sample")
            toolTip: qsTr("Of the file, and the consumer that acknowledgements name")
            onAccepted: dialog.submit()
        }
        AppLabel {
            Layout.fillWidth: true
            font.pixelSize: Theme.fontSmall
            muted: true
            text: qsTr("The file goes to %1. Nothing runs before you start it.").arg(dialog.controller.folder)
            wrapMode: Text.Wrap
        }
        AppLabel {
            Layout.fillWidth: true
            color: Theme.toneColor(Tone.Danger)
            text: dialog.controller.errorText
            visible: text !== ""
            wrapMode: Text.Wrap
        }
        RowLayout {
            Layout.topMargin: Theme.spacing
            spacing: Theme.spacing

            Item {
                Layout.fillWidth: true
            }
            AppButton {
                text: qsTr("Cancel")
                onClicked: dialog.close()
            }
            AppButton {
                highlighted: true
                objectName: "createScriptButton"
                text: qsTr("Create")
                onClicked: dialog.submit()
            }
        }
    }
}
