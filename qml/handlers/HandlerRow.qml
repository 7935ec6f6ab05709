// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One handler with its figures.
PanelRow {
    id: row

    required property int handlerId
    required property string name
    required property string pattern
    required property string mode
    required property string calls
    required property string rate
    required property string failures
    required property bool failed
    required property string timeouts
    required property string p50
    required property string p99
    required property string max
    required property string lastError
    required property bool removed

    readonly property color failureColor: selected ? Theme.textSelected : Theme.toneColor(Tone.Danger)

    function remove(): void {
        const controller = row.list.controller as HandlerController;
        if (controller && !row.removed)
            controller.removeHandler(row.handlerId);
    }

    Accessible.description: lastError
    Accessible.name: Format.fill(qsTr("%1 on %2: %3 calls, %4 failures, p99 %5"), [name, pattern, calls, failures, p99])
    Accessible.role: Accessible.Row

    HandlerColumns {
        id: columns

        available: row.width - Theme.scrollBarWidth
    }

    Row {
        height: row.height
        x: Theme.spacingSmall

        TableCell {
            dimmed: row.removed
            elide: Text.ElideMiddle
            selected: row.selected
            text: Format.visible(row.name)
            width: columns.name
        }
        TableCell {
            dimmed: row.removed
            elide: Text.ElideMiddle
            mono: true
            selected: row.selected
            text: Format.visible(row.pattern)
            width: columns.pattern
        }
        TableCell {
            color: row.removed ? Theme.textFaint : row.selected ? Theme.textSelected : Theme.textMuted
            text: row.mode
            width: columns.mode
        }
        TableCell {
            dimmed: row.removed
            figure: true
            selected: row.selected
            text: row.calls
            width: columns.figure
        }
        TableCell {
            dimmed: row.removed
            figure: true
            selected: row.selected
            text: row.rate
            width: columns.figure
        }
        TableCell {
            color: row.failed ? row.failureColor : row.selected ? Theme.textSelected : Theme.textMuted
            figure: true
            strong: row.failed
            text: row.failures
            width: columns.figure
        }
        TableCell {
            dimmed: row.removed
            figure: true
            selected: row.selected
            text: row.p50
            width: columns.figure
        }
        TableCell {
            dimmed: row.removed
            figure: true
            selected: row.selected
            text: row.p99
            width: columns.figure
        }
        TableCell {
            dimmed: row.removed
            figure: true
            selected: row.selected
            text: row.max
            width: columns.figure
        }
        TableCell {
            color: row.failureColor
            text: Format.visible(row.lastError)
            width: columns.lastError
        }
    }

    IconButton {
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        focusPolicy: Qt.NoFocus
        height: Theme.rowHeight
        iconName: "trash"
        shortcutText: qsTr("Del")
        text: qsTr("Remove handler %1").arg(row.name)
        visible: !row.removed && (row.hovered || row.current)
        onClicked: row.remove()
    }

    AppToolTip {
        text: {
            const lines = [Format.fill(qsTr("%1 failed, %2 of them timed out"), [row.failures, row.timeouts])];
            if (row.lastError !== "")
                lines.push(qsTr("Last error: %1").arg(row.lastError));
            return lines.join("\n");
        }
        visible: row.hovered && row.failed
    }
}
