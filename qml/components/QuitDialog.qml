// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Asks before the window closes on what is in no file: changed scripts, and dead letters, which are evidence.
ConfirmDialog {
    id: dialog

    required property ScriptController scripts
    required property DeadLetterController deadLetters
    property bool saving: false

    signal quitRequested
    signal scriptsRequested

    // True when there is something to ask for.
    function isNeeded(): bool {
        return scripts.anyModified() || deadLetters.unsaved > 0;
    }

    function saveScripts(): void {
        if (scripts.saveAll()) {
            quitRequested();
        } else {
            close();
            scriptsRequested();
        }
    }

    acceptText: qsTr("Discard and quit")
    alternativeText: deadLetters.unsaved > 0 ? qsTr("Save and quit…") : qsTr("Save and quit")
    saferFirst: true
    text: qsTr("This is in no file yet, and is lost when you quit:")
    title: qsTr("Save before you quit?")

    onAboutToShow: {
        const losses = [];
        if (scripts.anyModified())
            losses.push(qsTr("• changes of scripts"));
        if (deadLetters.unsaved > 0)
            losses.push(deadLetters.unsaved === 1 ? qsTr("• 1 dead letter") : qsTr("• %1 dead letters").arg(Format.count(deadLetters.unsaved)));
        details = losses.join("\n");
    }
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
        function onExportFinished(written: bool): void {
            if (dialog.saving && written)
                dialog.saveScripts();
            dialog.saving = false;
        }

        target: dialog.deadLetters
    }
}
