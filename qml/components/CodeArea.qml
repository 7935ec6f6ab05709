// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The text of an editor of JavaScript: colours, marks and the keys that edit. Lines are not wrapped; it scrolls both ways.
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

    // Where a long text became short while scrolled far down, Qt 6.4 draws nothing until all of it is drawn anew in a later
    // frame: as for another colour, even one that nobody tells from the first.
    property bool stale: false
    property bool redrawn: false
    property real lastHeight: 0

    function redraw(): void {
        redrawn = !redrawn;
    }

    // Escape, then Tab leaves the text, for those who have no other way.
    property bool tabLeaves: false

    function anchor(): int {
        return area.cursorPosition === area.selectionStart ? area.selectionEnd : area.selectionStart;
    }

    function select(anchor: int, position: int): void {
        area.select(anchor, position);
        placeMarks();
    }

    function placeMarks(): void {
        bracketMark.place();
        partnerMark.place();
    }

    function leave(forward: bool): void {
        const next = area.nextItemInFocusChain(forward);
        if (next)
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    // Whether the key was one that edits, or leaves.
    function takeKey(event: KeyEvent): bool {
        const control = (event.modifiers & Qt.ControlModifier) !== 0;
        const backtab = event.key === Qt.Key_Backtab || (event.modifiers & Qt.ShiftModifier) !== 0;
        const wasToLeave = tabLeaves;
        tabLeaves = event.key === Qt.Key_Escape || (tabLeaves && event.key === Qt.Key_Shift);
        switch (event.key) {
        case Qt.Key_Tab:
        case Qt.Key_Backtab:
            if (control || wasToLeave || area.readOnly)
                leave(!backtab);
            else if (backtab)
                controller.outdent(anchor(), area.cursorPosition);
            else
                controller.indent(anchor(), area.cursorPosition);
            return true;
        case Qt.Key_Return:
        case Qt.Key_Enter:
            if (control || area.readOnly)
                return false;
            controller.newLine(anchor(), area.cursorPosition);
            return true;
        case Qt.Key_Slash:
            if (!control || area.readOnly)
                return false;
            controller.toggleComment(anchor(), area.cursorPosition);
            return true;
        case Qt.Key_BraceRight:
        case Qt.Key_BracketRight:
        case Qt.Key_ParenRight:
            if (event.text === "" || area.readOnly)
                return false;
            controller.closeBracket(anchor(), area.cursorPosition, event.text);
            return true;
        default:
            return false;
        }
    }

    bottomMargin: Theme.spacing // not padding of the text, which cuts it off there while it scrolls
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    objectName: "codeView"

    onContentHeightChanged: {
        if (contentHeight < lastHeight)
            stale = true;
        lastHeight = contentHeight;
    }

    onVisibleChanged: stale = true

    ScrollBar.horizontal: AppScrollBar {}
    ScrollBar.vertical: AppScrollBar {}

    TextArea.flickable: TextArea {
        id: area

        Accessible.description: qsTr("JavaScript. Tab indents. Press Ctrl+Tab, or Escape and then Tab, to leave.")
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
        selectedTextColor: Qt.rgba(Theme.textSelected.r, Theme.textSelected.g, Theme.textSelected.b, view.redrawn ? 0.996 : 1)
        selectionColor: view.active ? Theme.selection : Theme.selectionInactive
        textFormat: TextEdit.PlainText
        topPadding: 0
        wrapMode: TextEdit.NoWrap

        Keys.onPressed: event => {
            event.accepted = view.takeKey(event);
        }
        onActiveFocusChanged: view.tabLeaves = false
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

                color: !lines ? "transparent" : line === lines.errorLine ? Theme.toneSoft(Tone.Danger) : line === lines.currentLine ? Theme.codeCurrentLine : "transparent"
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
        function onAfterAnimating(): void {
            view.stale = false;
            Qt.callLater(view.redraw); // when this frame is done
        }

        enabled: view.stale
        target: view.Window.window
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
