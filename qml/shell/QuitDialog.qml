// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Asks before the window closes on what is in no file (changed scripts, and dead letters, which are evidence) and on
// what is under way and ends with it.
ConfirmDialog {
    id: dialog

    required property ChangeController changes
    required property ScriptController scripts
    required property DeadLetterController deadLetters
    property bool saving: false
    property bool changedScripts: false
    readonly property bool savable: changedScripts || deadLetters.unsaved > 0

    signal quitRequested
    signal scriptsRequested

    // True when there is something to ask for.
    function isNeeded(): bool {
        return losses() !== "";
    }

    function losses(): string {
        let lines = "";
        const changed = scripts.modifiedNames();
        if (changed !== "")
            lines += qsTr("• changes of scripts: %1").arg(changed) + "\n";
        if (deadLetters.unsaved > 0)
            lines += (deadLetters.unsaved === 1 ? qsTr("• 1 dead letter")
                : qsTr("• %1 dead letters").arg(Format.count(deadLetters.unsaved))) + "\n";
        return (lines + changes.unfinishedText()).trim();
    }

    function tell(): void {
        changedScripts = scripts.modifiedNames() !== "";
        details = losses();
    }

    function saveScripts(): void {
        if (scripts.saveAll()) {
            quitRequested();
        } else {
            close();
            scriptsRequested();
        }
    }

    acceptText: savable ? qsTr("Discard and quit") : qsTr("Quit")
    alternativeText: !savable ? "" : deadLetters.unsaved > 0 ? qsTr("Save and quit…") : qsTr("Save and quit")
    busy: saving
    saferFirst: true
    text: details === "" ? qsTr("Nothing is lost any more.")
        : savable ? qsTr("This is in no file yet or not done yet, and is lost when you quit:")
        : qsTr("This is not done yet, and ends when you quit:")
    title: savable ? qsTr("Save before you quit?") : qsTr("Quit now?")

    onAboutToHide: saving = false // the file is still written, and nothing follows from it
    onAboutToShow: tell()
    onAlternative: {
        if (deadLetters.unsaved > 0) {
            saving = true;
            deadLetters.exportAll();
        } else {
            saveScripts();
        }
    }
    onConfirmed: quitRequested()

    Connections {
        function onCountsChanged(): void {
            dialog.tell();
        }

        enabled: dialog.visible
        target: dialog.changes
    }
    Connections {
        function onExportFinished(written: bool): void {
            if (!dialog.saving)
                return;
            dialog.saving = false;
            if (written && dialog.deadLetters.unsaved === 0)
                dialog.saveScripts();
            else
                dialog.tell(); // no file was written, or more failed meanwhile
        }

        target: dialog.deadLetters
    }
}
