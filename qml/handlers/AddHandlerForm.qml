// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// The fields of a new native handler: for which topics, what it does, under which name.
FocusScope {
    id: form

    required property HandlerController controller

    readonly property string builtin: kind.currentText
    readonly property string argument: controller.builtinArgument(builtin)

    signal added
    signal cancelled

    function restart(): void {
        form.controller.clearError();
        nameField.clear();
        argumentField.clear();
        patternField.text = "*";
        patternField.selectAll();
        patternField.takeFocus();
    }

    // What is wrong is no longer said of what was changed since.
    function edited(field: int): void {
        if (form.controller.errorField === field)
            form.controller.clearError();
    }

    function submit(): void {
        if (!retriesField.take()) {
            retriesField.forceActiveFocus(Qt.OtherFocusReason); // which tells what is wrong
            return;
        }
        if (form.controller.addHandler(nameField.text, patternField.text, form.builtin, argumentField.text,
                parallelBox.checked, retriesField.value, firstDelayField.text, maxDelayField.text))
            form.added();
        else if (form.controller.errorField === HandlerController.Pattern)
            patternField.takeFocus();
        else if (form.controller.errorField === HandlerController.Argument)
            argumentField.takeFocus();
        else if (form.controller.errorField === HandlerController.Retries)
            firstDelayField.forceActiveFocus(Qt.OtherFocusReason);
    }

    component Caption: AppLabel {
        font.pixelSize: Theme.fontSmall
        muted: true
        wrapMode: Text.WordWrap
    }

    implicitHeight: fields.implicitHeight

    ColumnLayout {
        id: fields

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.spacingSmall

        FormField {
            id: patternField

            label: qsTr("Topic or pattern")
            mono: true
            name: "pattern"
            placeholderText: "orders/*"
            problem: form.controller.errorText
            wrong: form.controller.errorField === HandlerController.Pattern
            onAccepted: form.submit()
            onEdited: form.edited(HandlerController.Pattern)
        }
        Caption {
            Layout.bottomMargin: Theme.spacing
            Layout.fillWidth: true
            text: qsTr("A topic, orders/* for one level, orders.** for all below, or * for everything. "
                + "The most specific handler wins.")
        }
        AppLabel {
            text: qsTr("What it does")
        }
        ComboField {
            id: kind

            Layout.fillWidth: true
            label: qsTr("What it does")
            model: form.controller.builtins
            onActivated: form.edited(HandlerController.Argument)
        }
        Caption {
            Layout.bottomMargin: Theme.spacing
            Layout.fillWidth: true
            text: form.controller.builtinDescription(form.builtin)
        }
        FormField {
            id: argumentField

            Layout.bottomMargin: Theme.spacing
            label: {
                switch (form.argument) {
                case "FILE":
                    return qsTr("File");
                case "DURATION":
                    return qsTr("Duration, such as 25ms");
                case "FIELD":
                    return qsTr("Field of the payload");
                default:
                    return form.argument;
                }
            }
            name: "argument"
            problem: form.controller.errorText
            visible: form.argument !== ""
            wrong: form.controller.errorField === HandlerController.Argument
            onAccepted: form.submit()
            onEdited: form.edited(HandlerController.Argument)
        }
        FormField {
            id: nameField

            label: qsTr("Name")
            name: "name"
            placeholderText: form.builtin
            toolTip: qsTr("The consumer that its acknowledgements name")
            onAccepted: form.submit()
        }
        AppCheckBox {
            id: parallelBox

            Layout.topMargin: Theme.spacingSmall
            text: qsTr("Run on all lanes at once")
            toolTip: qsTr("Faster, but its messages may be handled out of order")
        }
        RowLayout {
            spacing: Theme.spacing

            AppLabel {
                text: qsTr("Retries")
            }
            NumberField {
                id: retriesField

                implicitWidth: 56
                label: qsTr("Retries")
                largest: 100
                objectName: "retriesField"
                smallest: 0
                toolTip: qsTr("How often a message that failed is handed to the handler again; 0 for never")
                value: 0
            }
            AppLabel {
                text: qsTr("after")
            }
            TextInputField {
                id: firstDelayField

                enabled: retriesField.text !== "0" && retriesField.text !== ""
                implicitWidth: 72
                label: qsTr("First wait")
                text: "1s"
                invalid: retriesProblem.here
                onTextEdited: form.edited(HandlerController.Retries)
                toolTip: qsTr("The wait before the first retry, such as 100ms; it doubles with each")
            }
            AppLabel {
                text: qsTr("up to")
            }
            TextInputField {
                id: maxDelayField

                enabled: firstDelayField.enabled
                implicitWidth: 72
                label: qsTr("Longest wait")
                text: "30s"
                invalid: retriesProblem.here
                onTextEdited: form.edited(HandlerController.Retries)
                toolTip: qsTr("No wait is longer than this")
            }
        }
        FieldProblem {
            id: retriesProblem

            Layout.fillWidth: true
            here: form.controller.errorField === HandlerController.Retries
            objectName: "retriesProblem"
            problem: form.controller.errorText
        }
        FormButtons {
            acceptName: "confirmAddButton"
            acceptText: qsTr("Add handler")
            onAccepted: form.submit()
            onCancelled: form.cancelled()
        }
    }
}
