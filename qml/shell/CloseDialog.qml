// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The question before a session is closed, with what is gone then.
ConfirmDialog {
    id: dialog

    required property ClientController session
    required property DeadLetterController deadLetters
    required property ScriptController scripts
    property bool changedScripts: false
    property bool saving: false

    signal closeRequested
    signal scriptsRequested

    // Closes at once where nothing would be gone.
    function ask(): void {
        tell();
        details === "" ? closeRequested() : open();
    }

    function tell(): void {
        const names = scripts.modifiedNames();
        changedScripts = names !== "";
        const changed = changedScripts ? qsTr("• changes of scripts: %1").arg(names) + "\n" : "";
        details = (changed + session.closing.losses()).trim();
    }

    function saveScripts(): void {
        if (scripts.saveAll())
            closeRequested();
        else
            scriptsRequested(); // to see why not
    }

    acceptText: details === "" ? qsTr("Close") : qsTr("Discard and close")
    alternativeText: deadLetters.unsaved > 0 && changedScripts ? qsTr("Save both first…")
        : deadLetters.unsaved > 0 ? qsTr("Save dead letters first…")
        : changedScripts ? qsTr("Save scripts and close") : ""
    busy: saving
    text: details === "" ? qsTr("Nothing is lost any more.")
                         : qsTr("What was gathered from this server is gone then, and cannot be brought back:")
    title: Format.fill(qsTr("Close the session with %1?"), [Format.visible(session.title)])

    onAboutToHide: saving = false // the file is still written, and nothing follows from it
    onAlternative: {
        if (deadLetters.unsaved === 0) {
            saveScripts();
            return;
        }
        saving = true;
        deadLetters.exportAll();
    }
    onConfirmed: {
        scripts.discardDrafts();
        closeRequested();
    }
    onScriptsRequested: close()

    Connections {
        function onCountsChanged(): void {
            dialog.tell();
        }

        enabled: dialog.visible
        target: dialog.session.closing
    }
    Connections {
        // When no file was written, or more failed meanwhile, the question stands as before.
        function onExportFinished(written: bool): void {
            if (!dialog.saving)
                return;
            dialog.saving = false;
            if (written && dialog.deadLetters.unsaved === 0)
                dialog.saveScripts();
        }

        target: dialog.deadLetters
    }
}
