// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The titles of the consumers' table.
Rectangle {
    id: titles

    required property ConsumerProxyModel consumers

    color: Theme.surface
    implicitHeight: Theme.headerHeight

    ConsumerColumns {
        id: columns

        available: titles.width - Theme.scrollBarWidth
    }

    component FigureTitle: ConsumerSortHeader {
        alignRight: true
    }

    Row {
        x: Theme.spacingSmall

        ConsumerSortHeader {
            column: ConsumerModel.ConsumerColumn
            consumers: titles.consumers
            text: qsTr("Consumer")
            toolTip: qsTr("The name in the acknowledgement, usually that of a handler")
            width: columns.consumer
        }
        ConsumerSortHeader {
            column: ConsumerModel.TopicColumn
            consumers: titles.consumers
            text: qsTr("Topic")
            width: columns.topic
        }
        FigureTitle {
            column: ConsumerModel.CountColumn
            consumers: titles.consumers
            text: qsTr("Consumed")
            width: columns.figure
        }
        FigureTitle {
            column: ConsumerModel.P50Column
            consumers: titles.consumers
            text: qsTr("p50")
            toolTip: qsTr("Half of the messages were consumed this soon after their publication, or sooner")
            width: columns.figure
        }
        FigureTitle {
            column: ConsumerModel.P99Column
            consumers: titles.consumers
            text: qsTr("p99")
            toolTip: qsTr("99 of 100 messages were consumed this soon after their publication, or sooner")
            width: columns.figure
        }
        FigureTitle {
            column: ConsumerModel.MaxColumn
            consumers: titles.consumers
            text: qsTr("Max")
            toolTip: qsTr("The longest time from publication to consumption")
            width: columns.figure
        }
        FigureTitle {
            column: ConsumerModel.LateColumn
            consumers: titles.consumers
            text: qsTr("Late")
            toolTip: qsTr("Messages that this consumer had not consumed in time")
            width: columns.figure
        }
        FigureTitle {
            column: ConsumerModel.MissingColumn
            consumers: titles.consumers
            text: qsTr("Missing")
            toolTip: qsTr("Late messages that this consumer has not consumed so far")
            width: columns.figure
        }
        FigureTitle {
            column: ConsumerModel.DoubledColumn
            consumers: titles.consumers
            text: qsTr("Doubled")
            toolTip: qsTr("Consumptions of a message that this consumer had consumed before")
            width: columns.figure
        }
        ConsumerSortHeader {
            column: ConsumerModel.LastColumn
            consumers: titles.consumers
            text: qsTr("Last")
            toolTip: qsTr("The server's time of the latest consumption")
            width: columns.last
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: 1
        width: parent.width
    }
}
