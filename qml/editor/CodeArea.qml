// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The text of an editor of JavaScript: colours, marks and the keys that edit. Lines are not wrapped; it scrolls both
// ways.
Flickable {
    id: view

    required property CodeEditorController controller
    required property int errorLine
    required property string foundText // marked wherever it is
    required property bool active
    property alias text: area.text
    property alias readOnly: area.readOnly
    property alias placeholderText: area.placeholderText
    readonly property alias textArea: area
    property string label

    function select(anchor: int, position: int): void {
        area.select(anchor, position);
        placeMarks();
    }

    function placeMarks(): void {
        bracketMark.place();
        partnerMark.place();
    }

    bottomMargin: Theme.spacing // not padding of the text, which cuts it off there while it scrolls
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    objectName: "codeView"

    ScrollBar.horizontal: AppScrollBar {}
    ScrollBar.vertical: AppScrollBar {}

    TextArea.flickable: TextArea {
        id: area

        Accessible.description: readOnly ? qsTr("JavaScript, read only.")
            : qsTr("JavaScript. Tab indents. Press Ctrl+Tab, or Escape and then Tab, to leave.")
        Accessible.name: view.label
        background: null
        bottomPadding: 0
        color: Theme.text
        focus: true
        font.family: Theme.monoFamily
        font.pixelSize: Theme.fontBody
        leftPadding: Theme.spacing
        objectName: "codeArea"
        persistentSelection: true
        placeholderTextColor: Theme.textMuted
        rightPadding: Theme.spacingMedium
        selectByMouse: true
        selectedTextColor: Qt.rgba(Theme.textSelected.r, Theme.textSelected.g, Theme.textSelected.b,
            redraw.redrawn ? 0.996 : 1)
        selectionColor: view.active ? Theme.selection : Theme.selectionInactive
        textFormat: TextEdit.PlainText
        topPadding: 0
        wrapMode: TextEdit.NoWrap

        Keys.onPressed: event => {
            event.accepted = keys.take(event);
        }
        onActiveFocusChanged: keys.tabLeaves = false
        onContentSizeChanged: view.placeMarks()
    }

    CodeLines {
        currentLine: view.active ? view.controller.line : 0
        errorLine: view.errorLine
        width: view.width
        x: view.contentX
        z: -2

        Repeater {
            model: view.controller.visibleLines

            Rectangle {
                required property int line
                required property real lineTop
                required property real lineHeight

                readonly property CodeLines lines: parent as CodeLines

                color: !lines ? "transparent"
                    : line === lines.errorLine ? Theme.toneSoft(Tone.Danger)
                    : line === lines.currentLine ? Theme.codeCurrentLine
                    : "transparent"
                height: lineHeight
                width: lines ? lines.width : 0
                y: lineTop
            }
        }
    }
    CodeBracketMark {
        id: bracketMark

        objectName: "bracketMark"
        position: view.controller.bracket
        target: area
        wrong: view.controller.unmatched
        z: -1
    }
    CodeBracketMark {
        id: partnerMark

        objectName: "partnerMark"
        position: view.controller.partner
        target: area
        z: -1
    }

    CodeKeys {
        id: keys

        controller: view.controller
        target: area
    }
    LongTextRedraw {
        id: redraw

        textHeight: view.contentHeight
    }
    JsHighlighter {
        commentColor: Theme.codeComment
        foundColor: Theme.searchHit
        foundText: view.foundText
        invalidColor: Theme.toneColor(Tone.Danger)
        keywordColor: Theme.codeKeyword
        numberColor: Theme.codeNumber
        regularExpressionColor: Theme.codeRegularExpression
        stringColor: Theme.codeString
        textDocument: area.textDocument
    }
    Connections {
        function onBracketsChanged(): void {
            view.placeMarks();
        }

        function onSelectionRequested(anchor: int, position: int): void {
            view.select(anchor, position);
        }

        target: view.controller
    }
}
