// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The question before the window closes, when something would be lost with it, in whatever session.
ConfirmDialog {
    id: dialog

    required property Repeater pages
    property DeadLetterController saving: null // whose letters are being written
    property bool changedScripts: false
    property int unsaved: 0 // dead letters
    readonly property bool savable: changedScripts || unsaved > 0

    signal quitRequested
    signal pageRequested(SessionPage page)

    function pageAt(place: int): SessionPage {
        return pages.itemAt(place) as SessionPage;
    }

    // True when there is something to ask for.
    function isNeeded(): bool {
        tell();
        return details !== "";
    }

    function lossesOf(page: SessionPage): string {
        let lines = "";
        const changed = page.scripts.modifiedNames();
        if (changed !== "")
            lines += qsTr("• changes of scripts: %1").arg(changed) + "\n";
        const letters = page.deadLetters.unsaved;
        if (letters > 0)
            lines += (letters === 1 ? qsTr("• 1 dead letter")
                                    : qsTr("• %1 dead letters").arg(Format.count(letters))) + "\n";
        return (lines + page.client.closing.unfinished()).trim();
    }

    function tell(): void {
        let lines = [];
        let letters = 0;
        let changed = false;
        for (let place = 0; place < pages.count; ++place) {
            const page = pageAt(place);
            const lost = lossesOf(page);
            if (lost !== "" && pages.count > 1)
                lines.push(Format.fill(qsTr("%1:"), [Format.visible(page.client.title)]));
            if (lost !== "")
                lines.push(lost);
            letters += page.deadLetters.unsaved;
            changed = changed || page.scripts.modifiedNames() !== "";
        }
        unsaved = letters;
        changedScripts = changed;
        details = lines.join("\n");
    }

    // One after the other: the letters of each session go to a file of their own.
    function saveNext(): void {
        saving = null;
        for (let place = 0; place < pages.count; ++place) {
            if (pageAt(place).deadLetters.unsaved === 0)
                continue;
            saving = pageAt(place).deadLetters;
            saving.exportAll();
            return;
        }
        saveScripts();
    }

    function saveScripts(): void {
        for (let place = 0; place < pages.count; ++place) {
            if (pageAt(place).scripts.saveAll())
                continue;
            close();
            pageRequested(pageAt(place));
            return;
        }
        quitRequested();
    }

    acceptText: savable ? qsTr("Discard and quit") : qsTr("Quit")
    alternativeText: !savable ? "" : unsaved > 0 ? qsTr("Save and quit…") : qsTr("Save and quit")
    busy: saving !== null
    saferFirst: true
    text: {
        if (details === "")
            return qsTr("Nothing is lost any more.");
        return savable ? qsTr("This is in no file yet or not done yet, and is lost when you quit:")
                       : qsTr("This is not done yet, and ends when you quit:");
    }
    title: savable ? qsTr("Save before you quit?") : qsTr("Quit now?")

    onAboutToHide: saving = null // the file is still written, and nothing follows from it
    onAboutToShow: tell()
    onAlternative: saveNext()
    onConfirmed: quitRequested()

    Timer {
        interval: 250 // as often as sessions count
        repeat: true
        running: dialog.visible
        onTriggered: dialog.tell()
    }
    Connections {
        function onExportFinished(written: bool): void {
            if (written && dialog.saving.unsaved === 0) {
                dialog.saveNext();
            } else {
                dialog.saving = null;
                dialog.tell(); // no file was written, or more failed meanwhile
            }
        }

        enabled: dialog.saving !== null
        target: dialog.saving
    }
}
