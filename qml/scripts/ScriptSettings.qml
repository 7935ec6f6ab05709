// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// For which topics a script is, and how it is called.
Rectangle {
    id: line

    required property ScriptController controller

    color: Theme.surface
    implicitHeight: row.implicitHeight + Theme.spacing

    GridLayout {
        id: row

        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingMedium
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        columnSpacing: Theme.spacing
        columns: line.width < 500 ? 1 : 2 // a pattern has to be read
        rowSpacing: Theme.spacingSmall

        RowLayout {
            spacing: Theme.spacing

            AppLabel {
                muted: true
                text: qsTr("Topics")
            }
            TextInputField {
                id: patternField

                Layout.fillWidth: true
                Layout.maximumWidth: 280
                font.family: Theme.monoFamily
                label: qsTr("Topic or pattern")
                objectName: "patternField"
                text: line.controller.pattern
                toolTip: qsTr("A topic, orders/* for one level, orders.** for all below, or * for everything")
                onEditingFinished: {
                    line.controller.pattern = text;
                    text = Qt.binding(() => line.controller.pattern);
                }
            }
            AppCheckBox {
                Layout.leftMargin: Theme.spacing
                checked: line.controller.parallel
                text: qsTr("On all lanes")
                toolTip: qsTr("Faster, but messages may overtake each other, and each lane has a state of its own")
                onToggled: {
                    line.controller.parallel = checked;
                    checked = Qt.binding(() => line.controller.parallel);
                }
            }
        }
        RowLayout {
            Layout.alignment: row.columns === 1 ? Qt.AlignLeft : Qt.AlignRight
            spacing: Theme.spacing

            AppLabel {
                muted: true
                text: qsTr("Time limit")
            }
            NumberField {
                id: timeoutField

                implicitWidth: 72
                label: qsTr("Milliseconds that a call may take")
                largest: 3600000
                objectName: "timeoutField"
                toolTip: qsTr("A call that takes longer is interrupted; after three in a row the script is paused")
                onEditingFinished: line.controller.timeout = value

                Connections {
                    function onStateChanged(): void {
                        timeoutField.show();
                    }
                    function onCurrentChanged(): void {
                        timeoutField.text = line.controller.timeout.toString();
                        timeoutField.show();
                    }

                    target: line.controller
                }
                Component.onCompleted: show()

                function show(): void {
                    if (activeFocus || line.controller.timeout === 0 || !acceptable)
                        return;
                    value = line.controller.timeout;
                    text = value.toString();
                }
            }
            AppLabel {
                muted: true
                text: qsTr("ms")
            }
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: 1
        width: parent.width
    }
}
