// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// An editor of JavaScript with line numbers, search, and a place for an error. The owner keeps "modified".
FocusScope {
    id: editor

    property alias text: view.text
    property alias readOnly: view.readOnly
    property alias placeholderText: view.placeholderText
    readonly property alias textArea: view.textArea
    readonly property alias line: code.line
    readonly property alias column: code.column
    readonly property alias lineCount: code.lineCount
    property bool modified: false
    property int errorLine: 0 // 0: none, or one that has no line
    property string errorText
    property string label: qsTr("Script")
    property bool plain: false // without a frame: where it fills a panel

    // The user changed the text; not: the text was set.
    signal edited
    signal saveRequested

    // Puts the cursor there and takes the keys; lines and columns count from 1.
    function goTo(line: int, column: int): void {
        const position = code.positionOf(line, column);
        view.select(position, position);
        view.textArea.forceActiveFocus(Qt.OtherFocusReason);
    }

    // Looks for what is selected, if that is within one line.
    function openFind(): void {
        const selected = view.textArea.selectedText;
        findBar.origin = view.textArea.selectionStart;
        findBar.open(/[\n\u2029]/.test(selected) ? "" : selected);
    }

    function closeFind(): void {
        findBar.visible = false;
        view.textArea.forceActiveFocus(Qt.OtherFocusReason);
    }

    // The window's own shortcuts for these stay silent while the editor has the keys.
    function ownsKey(event: KeyEvent): bool {
        if ((event.modifiers & (Qt.AltModifier | Qt.MetaModifier)) !== 0)
            return false;
        if ((event.modifiers & Qt.ControlModifier) === 0)
            return event.key === Qt.Key_F3;
        if ([Qt.Key_Slash, Qt.Key_Tab, Qt.Key_Backtab].includes(event.key)) // a slash may need Shift
            return true;
        return (event.modifiers & Qt.ShiftModifier) === 0 && [Qt.Key_F, Qt.Key_S, Qt.Key_K].includes(event.key);
    }

    function takeKey(event: KeyEvent): bool {
        if (!ownsKey(event))
            return false;
        if (event.key === Qt.Key_F)
            openFind();
        else if (event.key === Qt.Key_S)
            saveRequested();
        else if (event.key !== Qt.Key_F3)
            return event.key === Qt.Key_K;
        else if ((event.modifiers & Qt.ShiftModifier) !== 0)
            code.findPrevious();
        else
            code.findNext();
        return true;
    }

    Keys.onPressed: event => {
        event.accepted = takeKey(event);
    }
    Keys.onShortcutOverride: event => {
        event.accepted = ownsKey(event);
    }
    Keys.onEscapePressed: event => {
        event.accepted = findBar.visible;
        if (findBar.visible)
            closeFind();
    }

    CodeEditorController {
        id: code

        cursorPosition: view.textArea.cursorPosition
        document: view.textArea.textDocument
        viewBottom: view.contentY + view.height
        viewTop: view.contentY
        onEdited: editor.edited()
    }

    Rectangle {
        anchors.fill: parent
        border.color: view.textArea.activeFocus ? Theme.focusRing : Theme.border
        border.width: editor.plain ? 0 : view.textArea.activeFocus ? 2 : 1
        color: Theme.field
        radius: editor.plain ? 0 : Theme.radius
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: editor.plain ? 0 : 2
        spacing: 0

        FindBar {
            id: findBar

            property int origin: 0 // where the search began: what is typed is looked for from here

            Layout.fillWidth: true
            matchCount: code.matchCount
            matchIndex: code.matchIndex
            objectName: "findBar"
            onClosed: editor.closeFind()
            onNextRequested: code.findNext()
            onPreviousRequested: code.findPrevious()
            onTextChanged: {
                code.findText = text;
                code.findFrom(origin);
            }
        }
        RowLayout {
            spacing: 0

            CodeGutter {
                Layout.fillHeight: true
                active: view.active
                controller: code
                errorLine: editor.errorLine
                errorText: editor.errorText
                objectName: "codeGutter"
                scrolled: view.contentY
                topMargin: Theme.spacingSmall
            }
            CodeArea {
                id: view

                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.topMargin: Theme.spacingSmall
                active: editor.activeFocus
                controller: code
                errorLine: editor.errorLine
                foundText: findBar.visible ? findBar.text : ""
                label: editor.label
            }
        }
        NoticeBar {
            Layout.fillWidth: true
            actionText: editor.errorLine > 0 ? qsTr("Go to the line") : ""
            dismissable: false
            iconName: "error"
            objectName: "errorBar"
            text: editor.errorText === "" || editor.errorLine <= 0 ? editor.errorText
                : qsTr("Line %1: %2").arg(editor.errorLine).arg(editor.errorText)
            tone: Tone.Danger
            onAction: editor.goTo(editor.errorLine, 1)
        }
    }
}
