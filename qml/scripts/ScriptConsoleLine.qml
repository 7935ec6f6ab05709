// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One line of a script's console: when, what kind, what. A tap goes to the line of the script that it names, one on the
// message that it is about to that.
Rectangle {
    id: row

    required property string text
    required property string time
    required property string level
    required property int tone
    required property int line
    required property string detail
    required property real sequence // of the message it is about; 0: none
    required property string messageId
    required property int index

    signal lineRequested(line: int)
    signal messageRequested(sequence: real, messageId: string)

    // To what it is about: a message, or a line of the script.
    function follow(): void {
        if (row.sequence > 0)
            row.messageRequested(row.sequence, row.messageId);
        else if (row.line > 0)
            row.lineRequested(row.line);
    }

    Accessible.name: Format.fill(qsTr("%1, %2: %3"), [time, level, text]) + (detail === "" ? "" : ", " + detail)
    Accessible.role: Accessible.ListItem
    Accessible.selectable: true
    Accessible.selected: ListView.isCurrentItem
    color: ListView.isCurrentItem && ListView.view.activeFocus ? Theme.selectionInactive
        : hover.hovered ? Theme.hover
        : row.index % 2 === 1 ? Theme.rowAlternate
        : Theme.surface
    implicitHeight: Theme.spacingSmall + Math.max(timeLabel.implicitHeight,
        content.implicitHeight + (detailLabel.visible ? detailLabel.implicitHeight : 0))

    // A row that is kept for another use is nowhere, for screen readers as well.
    ListView.onPooled: visible = false
    ListView.onReused: visible = true

    AppLabel {
        id: timeLabel

        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingMedium
        anchors.top: parent.top
        anchors.topMargin: 2
        font.pixelSize: Theme.fontSmall
        mono: true
        muted: true
        text: row.time
    }
    AppLabel {
        id: content

        anchors.left: timeLabel.right
        anchors.leftMargin: Theme.spacing
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing
        anchors.top: parent.top
        anchors.topMargin: 2
        color: row.tone === Tone.Neutral ? Theme.text : Theme.toneColor(row.tone)
        elide: Text.ElideNone
        font.pixelSize: Theme.fontSmall
        mono: true
        text: Format.visibleLines(row.tone === Tone.Neutral ? row.text : row.level + ": " + row.text)
        wrapMode: Text.Wrap
    }
    AppLabel {
        id: detailLabel

        anchors.left: content.left
        anchors.right: content.right
        anchors.top: content.bottom
        elide: Text.ElideNone
        font.pixelSize: Theme.fontSmall
        muted: true
        font.underline: messageHover.hovered && row.sequence > 0
        objectName: "consoleDetail"
        text: row.detail
        visible: row.detail !== ""
        wrapMode: Text.Wrap

        HoverHandler {
            id: messageHover

            cursorShape: row.sequence > 0 ? Qt.PointingHandCursor : Qt.ArrowCursor
        }
    }
    HoverHandler {
        id: hover
    }
    TapHandler {
        onTapped: eventPoint => {
            row.ListView.view.currentIndex = row.index;
            if (row.sequence > 0 && detailLabel.visible && eventPoint.position.y >= detailLabel.y)
                row.messageRequested(row.sequence, row.messageId);
            else if (row.line > 0)
                row.lineRequested(row.line);
        }
    }
    AppToolTip {
        text: messageHover.hovered && row.sequence > 0 ? qsTr("Show the message in the stream")
            : qsTr("Go to line %1").arg(row.line)
        visible: hover.hovered && (row.line > 0 || (messageHover.hovered && row.sequence > 0))
    }
}
