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
        patternField.forceActiveFocus();
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
            patternField.forceActiveFocus(Qt.OtherFocusReason);
        else if (form.controller.errorField === HandlerController.Argument)
            argumentField.forceActiveFocus(Qt.OtherFocusReason);
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

        AppLabel {
            text: qsTr("Topic or pattern")
        }
        TextInputField {
            id: patternField

            Layout.fillWidth: true
            focus: true
            font.family: Theme.monoFamily
            invalid: patternProblem.here
            label: qsTr("Topic or pattern")
            objectName: "patternField"
            placeholderText: "orders/*"
            onAccepted: form.submit()
            onTextEdited: form.edited(HandlerController.Pattern)
        }
        FieldProblem {
            id: patternProblem

            Layout.fillWidth: true
            here: form.controller.errorField === HandlerController.Pattern
            objectName: "patternProblem"
            problem: form.controller.errorText
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
        AppLabel {
            text: argumentField.label
            visible: argumentField.visible
        }
        TextInputField {
            id: argumentField

            Layout.bottomMargin: argumentProblem.here ? 0 : Theme.spacing
            Layout.fillWidth: true
            invalid: argumentProblem.here
            objectName: "argumentField"
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
            visible: form.argument !== ""
            onAccepted: form.submit()
            onTextEdited: form.edited(HandlerController.Argument)
        }
        FieldProblem {
            id: argumentProblem

            Layout.bottomMargin: Theme.spacing
            Layout.fillWidth: true
            here: form.controller.errorField === HandlerController.Argument
            objectName: "argumentProblem"
            problem: form.controller.errorText
        }
        AppLabel {
            text: qsTr("Name")
        }
        TextInputField {
            id: nameField

            Layout.fillWidth: true
            label: qsTr("Name")
            objectName: "nameField"
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
                objectName: "confirmAddButton"
                text: qsTr("Add handler")
                onClicked: form.submit()
            }
        }
    }
}
