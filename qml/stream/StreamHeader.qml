// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The names of the stream's columns, with edges to drag.
Rectangle {
    id: header

    color: Theme.header
    implicitHeight: Theme.headerHeight

    StreamHeaderCell {
        column: StreamModel.TimeColumn
        text: qsTr("Received")
        width: StreamColumns.time
    }
    StreamHeaderCell {
        column: StreamModel.TopicColumn
        text: qsTr("Topic")
        width: StreamColumns.topic
        x: StreamColumns.topicX
    }
    StreamHeaderCell {
        column: StreamModel.ProducerColumn
        text: qsTr("Producer")
        width: StreamColumns.producer
        x: StreamColumns.producerX
    }
    StreamHeaderCell {
        column: StreamModel.IdColumn
        text: qsTr("Id")
        width: StreamColumns.messageId
        x: StreamColumns.messageIdX
    }
    StreamHeaderCell {
        column: StreamModel.SizeColumn
        number: true
        text: qsTr("Size")
        width: StreamColumns.size
        x: StreamColumns.sizeX
    }
    StreamHeaderCell {
        column: StreamModel.StateColumn
        text: qsTr("State")
        width: StreamColumns.state
        x: StreamColumns.stateX
    }
    StreamHeaderCell {
        column: StreamModel.LatencyColumn
        number: true
        text: qsTr("Latency")
        width: StreamColumns.latency
        x: StreamColumns.latencyX
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: 1
        width: parent.width
    }
}
