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
        nameField.takeFocus(); // Return creates from there
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
            patternField.takeFocus();
        else
            nameField.takeFocus();
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
        FormField {
            id: patternField

            label: qsTr("Topic or pattern")
            mono: true
            name: "newPattern"
            problem: form.controller.errorText
            text: "*"
            toolTip: qsTr("A topic, orders/* for one level, orders.** for all below, or * for everything")
            wrong: form.controller.errorField === ScriptController.Pattern
            onAccepted: form.submit()
            onEdited: form.edited(ScriptController.Pattern)
        }
        FormField {
            id: nameField

            Layout.topMargin: Theme.spacing
            label: qsTr("Name")
            name: "newName"
            placeholderText: qsTr("as the sample")
            problem: form.controller.errorText
            toolTip: qsTr("Of the file, and the consumer that acknowledgements name; "
                + "other characters than letters, digits, - and _ become -")
            wrong: form.controller.errorField === ScriptController.Name
            onAccepted: form.submit()
            onEdited: form.edited(ScriptController.Name)
            onTextChanged: form.showFile()
        }
        AppLabel {
            Layout.fillWidth: true
            font.pixelSize: Theme.fontSmall
            muted: true
            objectName: "newFileLabel"
            text: qsTr("The file will be %1. Nothing runs before you start it.").arg(form.filePath)
            wrapMode: Text.Wrap
        }
        FormButtons {
            acceptName: "createScriptButton"
            acceptText: qsTr("Create")
            onAccepted: form.submit()
            onCancelled: form.cancelled()
        }
    }
}
