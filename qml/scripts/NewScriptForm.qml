// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// The fields of a new script: what it begins with, for which topics, under which name.
FocusScope {
    id: form

    required property ScriptController controller
    property string filePath // that the name stands for

    signal created
    signal cancelled

    function restart(): void {
        form.controller.clearError();
        nameField.clear();
        showFile();
        nameField.forceActiveFocus(); // Return creates from there
    }

    function showFile(): void {
        filePath = controller.pathFor(nameField.text, sampleField.currentIndex - 1);
    }

    // What is wrong is no longer said of what was changed since.
    function edited(field: int): void {
        if (form.controller.errorField === field)
            form.controller.clearError();
    }

    function submit(): void {
        if (form.controller.create(nameField.text, patternField.text, sampleField.currentIndex - 1))
            form.created();
        else if (form.controller.errorField === ScriptController.Pattern)
            patternField.forceActiveFocus(Qt.OtherFocusReason);
        else
            nameField.forceActiveFocus(Qt.OtherFocusReason);
    }

    implicitHeight: fields.implicitHeight

    ColumnLayout {
        id: fields

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.spacingSmall

        AppLabel {
            text: qsTr("Begin with")
        }
        ComboField {
            id: sampleField

            Layout.bottomMargin: Theme.spacing
            Layout.fillWidth: true
            label: qsTr("Begin with")
            model: form.controller.beginnings
            objectName: "sampleField"
            onCurrentIndexChanged: {
                form.edited(ScriptController.Name); // the sample names the file where nobody does
                form.showFile();
            }
        }
        AppLabel {
            text: qsTr("Topic or pattern")
        }
        TextInputField {
            id: patternField

            Layout.fillWidth: true
            font.family: Theme.monoFamily
            invalid: patternProblem.here
            label: qsTr("Topic or pattern")
            objectName: "newPatternField"
            text: "*"
            toolTip: qsTr("A topic, orders/* for one level, orders.** for all below, or * for everything")
            onAccepted: form.submit()
            onTextEdited: form.edited(ScriptController.Pattern)
        }
        FieldProblem {
            id: patternProblem

            Layout.fillWidth: true
            here: form.controller.errorField === ScriptController.Pattern
            objectName: "newPatternProblem"
            problem: form.controller.errorText
        }
        AppLabel {
            Layout.topMargin: Theme.spacing
            text: qsTr("Name")
        }
        TextInputField {
            id: nameField

            Layout.fillWidth: true
            invalid: nameProblem.here
            label: qsTr("Name")
            objectName: "newNameField"
            placeholderText: qsTr("as the sample")
            toolTip: qsTr("Of the file, and the consumer that acknowledgements name; "
                + "other characters than letters, digits, - and _ become -")
            onAccepted: form.submit()
            onTextChanged: form.showFile()
            onTextEdited: form.edited(ScriptController.Name)
        }
        FieldProblem {
            id: nameProblem

            Layout.fillWidth: true
            here: form.controller.errorField === ScriptController.Name
            objectName: "newNameProblem"
            problem: form.controller.errorText
        }
        AppLabel {
            Layout.fillWidth: true
            font.pixelSize: Theme.fontSmall
            muted: true
            objectName: "newFileLabel"
            text: qsTr("The file will be %1. Nothing runs before you start it.").arg(form.filePath)
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
                onClicked: form.cancelled()
            }
            AppButton {
                highlighted: true
                objectName: "createScriptButton"
                text: qsTr("Create")
                onClicked: form.submit()
            }
        }
    }
}
