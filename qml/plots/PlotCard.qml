// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A plot with its title, legend, the cursor line that all time plots share, and the values under the pointer.
Rectangle {
    id: card

    required property string title
    property string subtitle
    property string emptyText
    // The legend in a column beside the plot instead of in the title line.
    property bool legendAside: false
    default property PlotItem plot

    readonly property bool aside: legendAside && !plot.empty && width >= (height < 240 ? 400 : 540)

    Accessible.name: title
    Accessible.role: Accessible.Grouping
    border.color: plotKeys.activeFocus ? Theme.focusRing : Theme.border
    border.width: plotKeys.activeFocus ? 2 : 1
    color: Theme.surface
    radius: Theme.radius

    onPlotChanged: {
        plot.parent = area;
        plot.anchors.fill = area;
    }

    Binding {
        property: "dark"
        target: card.plot
        value: Theme.dark
    }
    Binding {
        property: "backgroundColor"
        target: card.plot
        value: Theme.surface
    }
    Binding {
        property: "textColor"
        target: card.plot
        value: Theme.textMuted
    }
    Binding {
        property: "axisColor"
        target: card.plot
        value: Theme.plotAxis
    }
    Binding {
        property: "gridColor"
        target: card.plot
        value: Theme.plotGrid
    }
    Binding {
        property: "fontFamily"
        target: card.plot
        value: Theme.fontFamily
    }
    Binding {
        property: "fontPixels"
        target: card.plot
        value: Theme.fontSmall
    }

    Flow {
        id: heading

        // The legend stands beside the title, or below it where the card is narrow.
        anchors.left: parent.left
        anchors.margins: Theme.spacingMedium
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Theme.spacing
        spacing: 0

        Item {
            readonly property real wanted: titleLabel.implicitWidth + Theme.spacing
            readonly property real room: heading.width - (legendRow.visible ? legendRow.width : 0)

            height: Theme.fontBody + 8
            width: room >= wanted ? room : heading.width

            AppLabel {
                id: titleLabel

                anchors.verticalCenter: parent.verticalCenter
                strong: true
                text: card.title
                width: Math.min(implicitWidth, parent.width)
            }
            AppLabel {
                anchors.baseline: titleLabel.baseline
                anchors.left: titleLabel.right
                anchors.leftMargin: Theme.spacing
                font.pixelSize: Theme.fontSmall
                muted: true
                text: card.subtitle
                visible: x + implicitWidth + Theme.spacingMedium < parent.width
            }
        }
        Row {
            id: legendRow

            clip: true
            spacing: Theme.spacing
            width: Math.min(implicitWidth, heading.width)
            topPadding: 2
            visible: !card.legendAside

            Repeater {
                model: card.legendAside ? null : card.plot.series
                delegate: SeriesLegendItem {
                    // Whole or not at all.
                    opacity: parent && x + width <= parent.width ? 1 : 0
                }
            }
        }
    }

    Flow {
        id: legendFlow

        anchors.left: heading.left
        anchors.right: heading.right
        anchors.top: heading.bottom
        height: visible ? implicitHeight : 0
        spacing: Theme.spacing
        visible: card.legendAside && !card.aside && card.height >= 240

        Repeater {
            model: legendFlow.visible ? card.plot.series : null
            delegate: SeriesLegendItem {}
        }
    }

    FocusScope {
        id: plotKeys

        Accessible.description: qsTr("Plus and minus zoom, arrow keys move, 0 goes back.")
        Accessible.name: card.title
        Accessible.role: Accessible.Chart
        activeFocusOnTab: true
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: 2
        anchors.right: card.aside ? legendColumn.left : parent.right
        anchors.rightMargin: 2
        anchors.top: legendFlow.bottom

        Keys.onPressed: event => {
            event.accepted = true;
            if (event.key === Qt.Key_Plus || event.key === Qt.Key_Equal)
                card.plot.zoomStep(0.8);
            else if (event.key === Qt.Key_Minus)
                card.plot.zoomStep(1.25);
            else if (event.key === Qt.Key_Left)
                card.plot.panStep(-0.1);
            else if (event.key === Qt.Key_Right)
                card.plot.panStep(0.1);
            else if (event.key === Qt.Key_0 || event.key === Qt.Key_Home)
                card.plot.resetZoom();
            else
                event.accepted = false;
        }

        Item {
            id: area

            anchors.bottomMargin: 4
            anchors.fill: parent
        }

        HoverHandler {
            id: pointer
        }

        Rectangle {
            color: Theme.textMuted
            height: card.plot.plotArea.height
            opacity: 0.7
            visible: card.plot.cursorX >= 0 && !card.plot.empty
            width: 1
            x: card.plot.cursorX
            y: card.plot.plotArea.y
        }

        Rectangle {
            id: values

            readonly property bool flipped: card.plot.cursorX > plotKeys.width / 2

            border.color: Theme.border
            color: Theme.raised
            height: valueColumn.implicitHeight + 12
            opacity: 0.96
            radius: Theme.radius
            visible: pointer.hovered && card.plot.cursorX >= 0 && !card.plot.empty
            width: card.legendAside ? 230 : 180
            x: flipped ? card.plot.cursorX - width - 10 : card.plot.cursorX + 10
            y: card.plot.plotArea.y + 4

            Column {
                id: valueColumn

                anchors.centerIn: parent
                spacing: 0
                width: parent.width - 16

                AppLabel {
                    font.pixelSize: Theme.fontSmall
                    strong: true
                    text: card.plot.cursorText
                }
                Repeater {
                    model: values.visible ? card.plot.series : null
                    delegate: SeriesLegendItem {
                        stretch: true
                        width: parent ? parent.width : 0
                    }
                }
            }
        }

        AppLabel {
            anchors.centerIn: parent
            horizontalAlignment: Text.AlignHCenter
            muted: true
            text: card.emptyText
            visible: card.plot.empty
            width: parent.width - 2 * Theme.spacingLarge
            wrapMode: Text.WordWrap
        }
    }

    Column {
        id: legendColumn

        readonly property real rowHeight: entries.count > 0 ? Math.max(1, implicitHeight / entries.count) : 1

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingMedium
        anchors.top: heading.bottom
        anchors.topMargin: Theme.spacing
        clip: true
        // whole entries
        height: Math.min(implicitHeight, Math.floor((card.height - y - Theme.spacing) / rowHeight) * rowHeight)
        visible: card.aside
        width: card.aside ? Math.min(230, card.width * 0.42) : 0

        Repeater {
            id: entries

            model: card.aside ? card.plot.series : null
            delegate: SeriesLegendItem {
                stretch: true
                width: parent ? parent.width : 0
            }
        }
    }
}
