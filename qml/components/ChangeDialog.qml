// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Asks before the client is made anew: what is lost, whether dead letters are to be saved first, and what becomes of handlers.
ConfirmDialog {
    id: dialog

    required property ChangeController changes
    required property DeadLetterController deadLetters
    property bool saving: false

    acceptText: changes.acceptText
    alternativeText: changes.losesLetters ? qsTr("Save dead letters first…") : ""
    busy: saving
    details: changes.losses
    optionText: changes.keepText
    text: changes.question
    title: changes.title

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
