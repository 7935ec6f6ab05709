// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Topicscope

// Calls, running times and metrics of a script.
Flickable {
    id: view

    required property ScriptFigures figures

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: column.implicitHeight + 2 * Theme.spacingMedium
    interactive: contentHeight > height

    ScrollBar.vertical: AppScrollBar {}

    ColumnLayout {
        id: column

        spacing: Theme.spacingMedium
        visible: view.figures.known
        width: view.width - 2 * Theme.spacingMedium
        x: Theme.spacingMedium
        y: Theme.spacingMedium

        GridLayout {
            id: grid

            Layout.fillWidth: true
            columnSpacing: Theme.spacingLarge
            columns: view.width < 340 ? 2 : 4
            rowSpacing: Theme.spacingMedium

            Figure {
                caption: qsTr("calls")
                value: view.figures.calls
            }
            Figure {
                caption: qsTr("failed")
                value: view.figures.failures
                valueColor: view.figures.failed ? Theme.toneColor(Tone.Danger) : Theme.text
            }
            Figure {
                caption: qsTr("timed out")
                value: view.figures.timeouts
            }
            Figure {
                caption: qsTr("withheld")
                toolTip: qsTr("Calls that returned false: handled, and not acknowledged")
                value: view.figures.withheld
            }
            Figure {
                caption: qsTr("p50")
                value: view.figures.p50
            }
            Figure {
                caption: qsTr("p99")
                value: view.figures.p99
            }
            Figure {
                Layout.columnSpan: grid.columns === 4 ? 2 : 1
                caption: qsTr("maximum")
                value: view.figures.max
            }
        }
        AppLabel {
            strong: true
            text: qsTr("Running times")
        }
        LatencyBars {
            Layout.fillWidth: true
            figures: view.figures
        }
        AppLabel {
            strong: true
            text: qsTr("Metrics")
        }
        AppLabel {
            Layout.fillWidth: true
            muted: true
            text: qsTr("ctx.metric(name, value) adds one here, and a curve to the plots.")
            visible: metricRows.count === 0
            wrapMode: Text.Wrap
        }
        Column {
            Layout.fillWidth: true
            spacing: Theme.spacingMedium

            Repeater {
                id: metricRows

                model: view.figures.metrics
                delegate: AppLabel {
                    required property string display

                    text: display
                    width: parent ? parent.width : 0
                    wrapMode: Text.Wrap
                }
            }
        }
    }
    EmptyState {
        height: view.height
        iconName: "chart"
        text: qsTr("Start the script: its calls are counted and timed.")
        title: qsTr("No figures yet")
        visible: !view.figures.known
        width: view.width
    }
}
