// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// What one consumer did with one topic.
PanelRow {
    id: row

    required property string consumer
    required property string topic
    required property string count
    required property string p50
    required property string p99
    required property string max
    required property string late
    required property bool isLate
    required property string missing
    required property string doubled
    required property bool isDoubled
    required property string last

    Accessible.name: Format.fill(qsTr("%1 on %2: %3 consumed, p99 %4, %5 late, %6 doubled"),
        [consumer, topic, count, p99, late, doubled])
    Accessible.role: Accessible.Row

    ConsumerColumns {
        id: columns

        available: row.width - Theme.scrollBarWidth
    }

    component FigureCell: TableCell {
        property bool marked: false
        property int tone: Tone.Warning

        color: selected ? Theme.textSelected : marked ? Theme.toneColor(tone) : Theme.text
        figure: true
        strong: marked
    }

    Row {
        height: row.height
        x: Theme.spacingSmall

        TableCell {
            selected: row.selected
            text: Format.visible(row.consumer)
            width: columns.consumer
        }
        TableCell {
            elide: Text.ElideMiddle
            selected: row.selected
            text: Format.visible(row.topic)
            width: columns.topic
        }
        FigureCell {
            selected: row.selected
            text: row.count
            width: columns.figure
        }
        FigureCell {
            selected: row.selected
            text: row.p50
            width: columns.figure
        }
        FigureCell {
            selected: row.selected
            text: row.p99
            width: columns.figure
        }
        FigureCell {
            selected: row.selected
            text: row.max
            width: columns.figure
        }
        FigureCell {
            marked: row.isLate
            selected: row.selected
            text: row.late
            width: columns.figure
        }
        FigureCell {
            marked: row.isLate && row.missing !== "0"
            selected: row.selected
            text: row.missing
            tone: Tone.Danger
            width: columns.figure
        }
        FigureCell {
            marked: row.isDoubled
            selected: row.selected
            text: row.doubled
            width: columns.figure
        }
        TableCell {
            color: row.selected ? Theme.textSelected : Theme.textMuted
            mono: true
            text: row.last
            width: columns.last
        }
    }
}
