// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The keys of an editor of JavaScript that do more than type.
QtObject {
    id: keys

    required property CodeEditorController controller
    required property TextEdit target

    // Escape, then Tab leaves the text, for those who have no other way.
    property bool tabLeaves: false

    function anchor(): int {
        return target.cursorPosition === target.selectionStart ? target.selectionEnd : target.selectionStart;
    }

    function leave(forward: bool): void {
        const next = target.nextItemInFocusChain(forward);
        if (next)
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    // Whether the key was one of these.
    function take(event: KeyEvent): bool {
        const control = (event.modifiers & Qt.ControlModifier) !== 0;
        const backtab = event.key === Qt.Key_Backtab || (event.modifiers & Qt.ShiftModifier) !== 0;
        const wasToLeave = tabLeaves;
        tabLeaves = event.key === Qt.Key_Escape || (tabLeaves && event.key === Qt.Key_Shift);
        switch (event.key) {
        case Qt.Key_Tab:
        case Qt.Key_Backtab:
            if (control || wasToLeave || target.readOnly)
                leave(!backtab);
            else if (backtab)
                controller.outdent(anchor(), target.cursorPosition);
            else
                controller.indent(anchor(), target.cursorPosition);
            return true;
        case Qt.Key_Return:
        case Qt.Key_Enter:
            if (control || target.readOnly)
                return false;
            controller.newLine(anchor(), target.cursorPosition);
            return true;
        case Qt.Key_Slash:
            if (!control || target.readOnly)
                return false;
            controller.toggleComment(anchor(), target.cursorPosition);
            return true;
        case Qt.Key_BraceRight:
        case Qt.Key_BracketRight:
        case Qt.Key_ParenRight:
            if (event.text === "" || control || target.readOnly)
                return false;
            controller.closeBracket(anchor(), target.cursorPosition, event.text);
            return true;
        default:
            return false;
        }
    }
}
