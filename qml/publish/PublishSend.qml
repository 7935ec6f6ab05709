// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// How often to send, and how far that is.
ColumnLayout {
    id: line

    required property PublishController controller

    readonly property bool ready: controller.hindrance === "" && problem === ""
    readonly property string problem: repeatField.problem !== "" ? repeatField.problem
        : repeatField.typed > 1 ? rateField.problem
        : ""
    readonly property bool repeating: controller.running && controller.wanted > 1
    readonly property string progress: qsTr("%1 of %2 answered").arg(controller.sent).arg(controller.wanted)

    signal sendRequested

    function takeRepeats(): int {
        repeatField.take();
        return repeatField.value;
    }

    function takeRate(): int {
        rateField.take();
        return rateField.value;
    }

    spacing: Theme.spacingSmall

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spacing

        NumberField {
            id: repeatField

            Layout.preferredWidth: 76
            enabled: !line.controller.running
            label: qsTr("How many times to send")
            largest: line.controller.maxRepeats
            objectName: "repeatField"
            toolTip: qsTr("Send it this many times, 1 to %1").arg(line.controller.maxRepeats)
        }
        AppLabel {
            muted: true
            text: qsTr("times at")
        }
        NumberField {
            id: rateField

            Layout.preferredWidth: 60
            enabled: !line.controller.running && !(repeatField.typed <= 1)
            label: qsTr("Messages per second at most")
            largest: line.controller.maxRate
            objectName: "rateField"
            toolTip: qsTr("At most this many messages per second, 1 to %1").arg(line.controller.maxRate)
            value: 10
        }
        AppLabel {
            Layout.fillWidth: true
            Layout.minimumWidth: implicitWidth
            muted: true
            text: qsTr("per second")
        }
        AppButton {
            objectName: "cancelButton"
            text: qsTr("Stop")
            toolTip: qsTr("Send no more of them")
            visible: line.repeating
            onClicked: line.controller.cancel()
        }
        AppButton {
            enabled: line.ready && !line.controller.running
            highlighted: true
            iconName: "send"
            objectName: "sendButton"
            shortcutText: qsTr("Ctrl+Return")
            text: qsTr("Send")
            toolTip: qsTr("Publish this message")
            visible: !line.repeating
            onClicked: line.sendRequested()
        }
    }
    // There without a word as well: what appears in it moves nothing.
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spacing

        AppLabel {
            id: hindranceLabel

            Layout.fillWidth: !line.repeating
            color: line.repeating || line.problem === "" ? Theme.textMuted : Theme.toneColor(Tone.Danger)
            elide: Text.ElideRight
            font.pixelSize: Theme.fontSmall
            objectName: "hindranceLabel"
            text: line.repeating ? line.progress : line.problem !== "" ? line.problem : line.controller.hindrance
        }
        Rectangle {
            Accessible.name: line.progress
            Accessible.role: Accessible.ProgressBar
            Layout.fillWidth: true
            color: Theme.pressed
            implicitHeight: 6
            radius: 3
            visible: line.repeating

            Rectangle {
                color: Theme.accent
                height: parent.height
                radius: 3
                width: parent.width * line.controller.sent / Math.max(1, line.controller.wanted)
            }
        }
    }
}
