// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One message as a line. It only shows: pointer and keys belong to StreamRows.
Item {
    id: row

    required property string time
    required property string topic
    required property int topicId
    required property string producer
    required property string messageId
    required property string size
    required property string stateText
    required property int tone
    required property string latency
    required property bool current
    required property bool alternate

    readonly property color textColor: current ? Theme.textSelected : Theme.text
    readonly property color mutedColor: current ? Theme.textSelected : Theme.textMuted

    Accessible.name: qsTr("%1, %2, %3, %4").arg(time).arg(topic).arg(producer).arg(stateText)
    Accessible.role: Accessible.Row
    Accessible.selected: current
    height: Theme.rowHeight
    width: parent ? parent.width : 0

    Rectangle {
        anchors.fill: parent
        color: row.current ? Theme.selection : row.alternate ? Theme.rowAlternate : "transparent"
    }
    AppLabel {
        color: row.mutedColor
        height: parent.height
        mono: true
        text: row.time
        width: StreamColumns.time - StreamColumns.padding
        x: StreamColumns.padding
    }
    Rectangle {
        color: Theme.topicColor(row.topicId)
        height: 8
        radius: 4
        visible: row.topic !== ""
        width: 8
        x: StreamColumns.topicX + StreamColumns.padding
        y: (parent.height - height) / 2
    }
    AppLabel {
        color: row.topic === "" ? row.mutedColor : row.textColor
        font.italic: row.topic === ""
        height: parent.height
        text: row.topic === "" ? qsTr("no topic") : row.topic
        width: StreamColumns.topic - StreamColumns.padding * 2 - 8
        x: StreamColumns.topicX + StreamColumns.padding * 2 + 4
    }
    AppLabel {
        color: row.textColor
        height: parent.height
        text: row.producer
        width: StreamColumns.producer - StreamColumns.padding
        x: StreamColumns.producerX + StreamColumns.padding
    }
    AppLabel {
        color: row.mutedColor
        height: parent.height
        mono: true
        text: row.messageId
        width: StreamColumns.messageId - StreamColumns.padding
        x: StreamColumns.messageIdX + StreamColumns.padding
    }
    AppLabel {
        color: row.textColor
        height: parent.height
        horizontalAlignment: Text.AlignRight
        text: row.size
        width: StreamColumns.size - StreamColumns.padding
        x: StreamColumns.sizeX
    }
    StatePill {
        quiet: row.tone === Tone.Success || row.tone === Tone.Neutral
        text: row.stateText
        tone: row.tone
        width: Math.min(implicitWidth, StreamColumns.state - StreamColumns.padding)
        x: StreamColumns.stateX + StreamColumns.padding
        y: (parent.height - height) / 2
    }
    AppLabel {
        color: row.textColor
        height: parent.height
        horizontalAlignment: Text.AlignRight
        text: row.latency
        width: StreamColumns.latency - StreamColumns.padding
        x: StreamColumns.latencyX
    }
}
