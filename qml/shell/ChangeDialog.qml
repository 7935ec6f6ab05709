// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Asks before another server is connected to: what is lost, whether dead letters are to be saved first, and what
// becomes of handlers.
ConfirmDialog {
    id: dialog

    required property ChangeController changes
    required property DeadLetterController deadLetters
    property bool saving: false

    acceptText: changes.losses === "" ? qsTr("Connect") : qsTr("Discard and connect")
    alternativeText: changes.losesLetters ? qsTr("Save dead letters first…") : ""
    busy: saving
    details: changes.losses
    optionText: changes.keepText
    text: {
        if (changes.losses !== "")
            return qsTr("Figures and messages begin anew there. "
                + "What was gathered so far is gone then, and cannot be brought back:");
        return changes.keepText === "" ? qsTr("Nothing is lost any more.")
            : qsTr("The handlers stay behind, stopped, unless you take them along.");
    }
    title: qsTr("Connect to another server?")

    onAboutToHide: saving = false // the file is still written, and nothing follows from it
    onAlternative: {
        saving = true;
        deadLetters.exportAll();
    }
    onConfirmed: changes.accept(optionChecked)
    onRejected: changes.cancel()

    Connections {
        function onAskingChanged(): void {
            dialog.changes.asking ? dialog.open() : dialog.close();
        }

        target: dialog.changes
    }
    Connections {
        // When no file was written, or more failed meanwhile, the question stands as before.
        function onExportFinished(written: bool): void {
            if (!dialog.saving)
                return;
            dialog.saving = false;
            if (written && dialog.deadLetters.unsaved === 0)
                dialog.changes.accept(dialog.optionChecked);
        }

        target: dialog.deadLetters
    }
}
