// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Topicscope

// Throughput, handler latency and duplicates, over time and as a distribution.
Panel {
    id: panel

    required property ClientController client
    property ScriptController scripts: null
    readonly property PlotController controller: PlotController {
        client: panel.client
        source: panel.scripts
    }

    component RangeButton: AppButton {
        id: choice

        required property PlotController controller
        required property int minutes

        checked: controller.windowMinutes === minutes
        objectName: "range" + minutes
        text: qsTr("%1 min").arg(minutes)
        toolTip: qsTr("Show the last %1 min").arg(minutes)
        onClicked: choice.controller.windowMinutes = choice.minutes
    }

    Accessible.name: qsTr("Plots")
    Accessible.role: Accessible.Pane
    color: Theme.window
    title: {
        if (panel.controller.paused)
            return qsTr("Paused (recording goes on)");
        return panel.controller.zoomed ? qsTr("Zoomed: double-click to follow again") : qsTr("Live");
    }

    tools: [
        RangeButton {
            controller: panel.controller
            minutes: 1
        },
        RangeButton {
            controller: panel.controller
            minutes: 5
        },
        RangeButton {
            controller: panel.controller
            minutes: 10
        },
        AppButton {
            enabled: panel.controller.zoomed
            iconName: "refresh"
            text: qsTr("Reset zoom")
            toolTip: qsTr("Back to the whole range (double-click in a plot)")
            onClicked: panel.controller.resetZoom()
        },
        AppButton {
            objectName: "pauseButton"
            iconName: panel.controller.paused ? "play" : "pause"
            text: panel.controller.paused ? qsTr("Resume") : qsTr("Pause")
            toolTip: qsTr("Hold the plots still; nothing is lost meanwhile")
            onClicked: panel.controller.paused = !panel.controller.paused
        }
    ]

    Flickable {
        id: flick

        // Low and wide, as at the foot of the window: all in one row, throughput with more room.
        readonly property bool lined: width >= 1000 && height < 420
        readonly property int cards: panel.controller.measured ? 5 : 4
        readonly property int columns: lined ? cards : width >= 640 ? 2 : 1
        readonly property int rows: Math.ceil(cards / columns)
        readonly property real gap: Theme.spacing
        // One row of cards whole where there is no room for two.
        readonly property real lowest: lined ? 120 : Math.max(140, Math.min(190, height - 2 * gap))
        readonly property real cardHeight: Math.max(lowest, (height - (rows + 1) * gap) / rows)

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: rows * cardHeight + (rows + 1) * gap
        interactive: contentHeight > height + 1

        ScrollBar.vertical: AppScrollBar {}

        GridLayout {
            columnSpacing: flick.gap
            columns: flick.columns
            height: flick.contentHeight - 2 * flick.gap
            rowSpacing: flick.gap
            width: flick.width - 2 * flick.gap - (flick.interactive ? Theme.scrollBarWidth - 4 : 0)
            x: flick.gap
            y: flick.gap

            PlotCard {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: !flick.lined ? 100 : panel.controller.measured ? 130 : 180
                emptyText: qsTr("No messages in this time.")
                legendAside: true
                subtitle: qsTr("messages per second")
                title: qsTr("Throughput by topic")

                ThroughputPlot {
                    controller: panel.controller
                    objectName: "throughputPlot"
                }
            }
            PlotCard {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: 100
                emptyText: qsTr("No handler call ended in this time.")
                subtitle: qsTr("percentiles of each second")
                title: qsTr("Handler latency")

                LatencyPlot {
                    controller: panel.controller
                }
            }
            PlotCard {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: 100
                emptyText: qsTr("No handler call ended in this time.")
                subtitle: qsTr("calls by running time")
                title: qsTr("Latency distribution")

                LatencyHistogramPlot {
                    controller: panel.controller
                }
            }
            PlotCard {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: !flick.lined ? 100 : panel.controller.measured ? 70 : 80
                emptyText: qsTr("Nothing was received in this time.")
                subtitle: qsTr("filtered per second")
                title: qsTr("Duplicates")

                DuplicatesPlot {
                    controller: panel.controller
                }
            }
            PlotCard {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: 100
                emptyText: qsTr("No script reported a value in this time.")
                legendAside: true
                subtitle: qsTr("means, of scripts")
                title: qsTr("Metrics")
                visible: panel.controller.measured

                MetricsPlot {
                    controller: panel.controller
                    objectName: "metricsPlot"
                }
            }
        }
    }
}
