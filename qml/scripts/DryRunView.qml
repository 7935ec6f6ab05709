// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Topicscope

// Runs the text in the editor over messages received before, beside the version saved, and shows where the two differ.
ColumnLayout {
    id: view

    required property ScriptController scripts
    readonly property DryRunController run: DryRunController {
        scripts: view.scripts
    }

    component Cell: AppLabel {
        Layout.preferredWidth: 88
        font.family: Theme.fontFamily
        horizontalAlignment: Text.AlignRight
    }

    spacing: 0

    FileChooser {
        id: fileChooser

        filters: [qsTr("Messages (*.jsonl *.json)"), qsTr("All files (*)")]
        title: qsTr("Run over the messages of a file")
        onAccepted: file => view.run.runOnFile(file)
    }

    RowLayout {
        Layout.margins: Theme.spacing
        enabled: view.scripts.currentRow >= 0
        spacing: Theme.spacing

        AppButton {
            highlighted: true
            iconName: "play"
            objectName: "dryRunButton"
            text: qsTr("Run over memory")
            toolTip: qsTr("All messages that the stream still holds")
            visible: !view.run.running
            onClicked: view.run.runOnStored()
        }
        AppButton {
            objectName: "dryRunFileButton"
            text: qsTr("Over a file…")
            toolTip: qsTr("Lines of JSON as topicscope-cli tail --json writes them, or a recording")
            visible: !view.run.running
            onClicked: fileChooser.open()
        }
        AppProgress {
            Layout.fillWidth: true
            indeterminate: view.run.progress < 0
            value: view.run.progress
            visible: view.run.running
        }
        AppButton {
            iconName: "stop"
            text: qsTr("Cancel")
            toolTip: qsTr("End the run; what it found so far is shown")
            visible: view.run.running
            onClicked: view.run.cancel()
        }
    }
    NoticeBar {
        Layout.fillWidth: true
        dismissable: false
        objectName: "dryRunSummary"
        text: view.run.summary
        tone: view.run.failed ? Tone.Danger : Tone.Info
    }
    RowLayout {
        Layout.leftMargin: Theme.spacingMedium
        Layout.rightMargin: Theme.spacingMedium
        Layout.topMargin: Theme.spacing
        visible: figureRows.count > 0

        Item {
            Layout.fillWidth: true
        }
        Cell {
            muted: true
            text: qsTr("Saved")
        }
        Cell {
            muted: true
            text: qsTr("In the editor")
        }
    }
    Column {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.spacingMedium
        Layout.rightMargin: Theme.spacingMedium
        topPadding: Theme.spacingSmall
        spacing: Theme.spacingSmall

        Repeater {
            id: figureRows

            model: view.run.figures
            delegate: RowLayout {
                id: figureRow

                required property string label
                required property string before
                required property string after
                required property bool changed

                width: parent ? parent.width : 0

                AppLabel {
                    Layout.fillWidth: true
                    muted: true
                    text: figureRow.label
                }
                Cell {
                    text: figureRow.before
                }
                Cell {
                    color: figureRow.changed ? Theme.toneColor(Tone.Warning) : Theme.text
                    strong: figureRow.changed
                    text: figureRow.after
                }
            }
        }
    }
    AppLabel {
        Layout.leftMargin: Theme.spacingMedium
        Layout.topMargin: Theme.spacingMedium
        strong: true
        text: qsTr("Differences")
        visible: differenceList.count > 0
    }
    ListView {
        id: differenceList

        Accessible.name: qsTr("Differences")
        Accessible.role: Accessible.List
        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.topMargin: Theme.spacingSmall
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: view.run.differences

        ScrollBar.vertical: AppScrollBar {}

        delegate: DryRunDifference {
            width: ListView.view ? ListView.view.width : 0
        }

        EmptyState {
            anchors.fill: parent
            iconName: "play"
            text: qsTr("The text in the editor runs over messages received before, beside the version saved. "
                + "Nothing is published or acknowledged.")
            title: qsTr("Try a change before you save it")
            visible: figureRows.count === 0 && view.run.summary === "" && !view.run.running
        }
    }
}
