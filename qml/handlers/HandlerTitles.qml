// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The titles of the handlers' table.
Rectangle {
    id: titles

    required property HandlerProxyModel handlers

    color: Theme.surface
    implicitHeight: Theme.headerHeight

    HandlerColumns {
        id: columns

        available: titles.width - Theme.scrollBarWidth
    }

    Row {
        x: Theme.spacingSmall

        HandlerSortHeader {
            column: HandlerModel.NameColumn
            handlers: titles.handlers
            text: qsTr("Handler")
            width: columns.name
        }
        HandlerSortHeader {
            column: HandlerModel.PatternColumn
            handlers: titles.handlers
            text: qsTr("Topic")
            width: columns.pattern
        }
        HandlerSortHeader {
            column: HandlerModel.ModeColumn
            handlers: titles.handlers
            text: qsTr("Mode")
            toolTip: qsTr("Serial: one message after the other. Parallel: on all lanes at once.")
            width: columns.mode
        }
        HandlerSortHeader {
            alignRight: true
            column: HandlerModel.CallsColumn
            handlers: titles.handlers
            text: qsTr("Calls")
            toolTip: qsTr("Calls that ended")
            width: columns.figure
        }
        HandlerSortHeader {
            alignRight: true
            column: HandlerModel.RateColumn
            handlers: titles.handlers
            text: qsTr("Calls/s")
            toolTip: qsTr("Calls that ended in the last second")
            width: columns.figure
        }
        HandlerSortHeader {
            alignRight: true
            column: HandlerModel.FailuresColumn
            handlers: titles.handlers
            text: qsTr("Failures")
            toolTip: qsTr("Calls that ended with an error or took too long: not acknowledged")
            width: columns.figure
        }
        HandlerSortHeader {
            alignRight: true
            column: HandlerModel.P50Column
            handlers: titles.handlers
            text: qsTr("p50")
            toolTip: qsTr("Half of the calls took no longer")
            width: columns.figure
        }
        HandlerSortHeader {
            alignRight: true
            column: HandlerModel.P99Column
            handlers: titles.handlers
            text: qsTr("p99")
            toolTip: qsTr("99 of 100 calls took no longer")
            width: columns.figure
        }
        HandlerSortHeader {
            alignRight: true
            column: HandlerModel.MaxColumn
            handlers: titles.handlers
            text: qsTr("Max")
            toolTip: qsTr("The longest call")
            width: columns.figure
        }
        HandlerSortHeader {
            column: HandlerModel.LastErrorColumn
            handlers: titles.handlers
            text: qsTr("Last error")
            width: columns.lastError
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: 1
        width: parent.width
    }
}
