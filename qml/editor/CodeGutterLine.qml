// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The number of a line; with a mark where the line has an error.
Rectangle {
    id: row

    required property CodeLines lines
    required property int line
    required property real lineTop
    required property real lineHeight

    readonly property bool wrong: lines !== null && line === lines.errorLine
    readonly property bool current: lines !== null && line === lines.currentLine

    color: wrong ? Theme.toneSoft(Tone.Danger) : current ? Theme.codeCurrentLine : "transparent"
    height: lineHeight
    width: lines ? lines.width : 0
    y: lineTop

    AppIcon {
        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        icon.height: Math.min(Theme.iconSize, row.lineHeight)
        icon.width: Math.min(Theme.iconSize, row.lineHeight)
        name: row.wrong ? "error" : ""
        objectName: row.wrong ? "errorMark" : ""
        tint: Theme.toneColor(Tone.Danger)
        visible: row.wrong
    }
    AppLabel {
        anchors.fill: parent
        anchors.rightMargin: Theme.spacingMedium
        color: row.wrong ? Theme.toneColor(Tone.Danger) : row.current ? Theme.text : Theme.textMuted
        elide: Text.ElideNone
        font.family: Theme.monoFamily
        horizontalAlignment: Text.AlignRight
        text: row.line
    }
    HoverHandler {
        id: hover

        enabled: row.wrong
    }
    AppToolTip {
        text: row.wrong ? row.lines.errorText : ""
        visible: hover.hovered && text !== ""
    }
}
