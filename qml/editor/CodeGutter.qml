// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The numbers of the lines in view, and a mark at the line with an error.
Rectangle {
    id: gutter

    required property CodeEditorController controller
    required property int errorLine
    required property string errorText
    required property real topMargin // above the first line
    required property real scrolled // pixels of the text that are above the view
    required property bool active

    readonly property int digits: Math.max(3, String(controller.lineCount).length)

    Accessible.ignored: true // a screen reader reads lines, not their numbers beside them
    color: Theme.codeGutter
    implicitWidth: Theme.spacing + Theme.iconSize + Math.ceil(metrics.advanceWidth * digits) + Theme.spacingMedium

    TextMetrics {
        id: metrics

        font.family: Theme.monoFamily
        font.pixelSize: Theme.fontBody
        text: "0"
    }

    Item {
        anchors.fill: parent
        anchors.topMargin: gutter.topMargin
        clip: true

        CodeLines {
            currentLine: gutter.active ? gutter.controller.line : 0
            errorLine: gutter.errorLine
            errorText: gutter.errorText
            objectName: "gutterLines"
            width: gutter.width
            y: -gutter.scrolled

            Repeater {
                model: gutter.controller.visibleLines

                CodeGutterLine {
                    lines: parent as CodeLines
                }
            }
        }
    }
    Rectangle {
        anchors.right: parent.right
        color: Theme.border
        height: parent.height
        width: 1
    }
}
