// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

TestCase {
    id: testCase

    height: 600
    name: "QuitDialog"
    visible: true
    when: windowShown
    width: 900

    ScriptController {
        id: controller
    }
    DeadLetterController {
        id: letters
    }
    PublishController {
        id: publisher

        client: PanelFixture.client
        topic: "silent"
    }
    QuitDialog {
        id: dialog

        changes: PanelFixture.client.changes
        deadLetters: letters
        scripts: controller
    }

    // With messages that failed.
    HandlerController {
        id: handlers

        client: PanelFixture.client
    }
    DeadLetterController {
        id: failed

        client: PanelFixture.client
        settings: PanelFixture.settings
    }
    QuitDialog {
        id: quit

        changes: PanelFixture.client.changes
        deadLetters: failed
        scripts: controller
    }
    ChangeDialog {
        id: change

        changes: PanelFixture.client.changes
        deadLetters: failed
    }
    SignalSpy {
        id: quits

        signalName: "quitRequested"
        target: quit
    }

    function initTestCase(): void {
        verify(PanelFixture.start());
        verify(handlers.addHandler("", "failing", "require", "risk", false));
    }

    function fail(count: int): void {
        const before = failed.unsaved;
        PanelFixture.publish("failing", count, "");
        tryCompare(failed, "unsaved", before + count);
    }

    function cleanup(): void {
        quit.close();
        PanelFixture.client.changes.cancel();
        quits.clear();
        dialog.close();
        tryCompare(dialog, "visible", false);
        publisher.cancel();
        for (let left = controller.scripts.count; left > 0; --left) {
            controller.revert(); // what has changes is not removed
            controller.remove();
        }
    }

    function test_asksForWhatIsUnderWay(): void {
        tryVerify(() => !dialog.isNeeded());
        publisher.send(5000, 1000);
        verify(dialog.isNeeded());
        dialog.open();
        tryCompare(dialog, "opened", true);
        compare(dialog.title, "Quit now?");
        compare(dialog.acceptText, "Quit");
        compare(dialog.alternativeText, "");
        verify(findChild(dialog.contentItem, "confirmDetails").text
            .includes("The publication of 5,000 messages stops at 0"));
        verify(findChild(dialog.footer, "cancelButton").activeFocus);
        // It follows what happens: the publication ends with the connection.
        PanelFixture.client.disconnectFromServer();
        tryCompare(findChild(dialog.contentItem, "confirmDetails"), "text", "");
        compare(dialog.text, "Nothing is lost any more.");
        verify(PanelFixture.start());
    }

    function test_cancelStopsSavingToo(): void {
        fail(3);
        quit.open();
        tryCompare(quit, "opened", true);
        const confirm = findChild(quit.footer, "confirmButton");
        verify(confirm.enabled);
        mouseClick(findChild(quit.footer, "alternativeButton"));
        tryVerify(() => PanelFixture.asksForFile());
        verify(!confirm.enabled);
        quit.reject();
        tryCompare(quit, "visible", false);
        // which is not there yet
        PanelFixture.answerFileDialog(PanelFixture.makeFile("folder", "").replace(/folder$/, "letters.jsonl"));
        tryVerify(() => failed.exportedText !== "");
        compare(quits.count, 0);

        // Nor does it answer another question.
        PanelFixture.client.changes.connectTo("http://127.0.0.1:9", "tests", "*");
        tryCompare(change, "opened", true);
        change.saving = true;
        change.reject();
        verify(!PanelFixture.client.changes.asking);
        PanelFixture.client.changes.connectTo("http://127.0.0.1:9", "tests", "*");
        tryCompare(change, "opened", true);
        failed.exportFinished(true);
        verify(PanelFixture.client.changes.asking);
    }

    function test_asksAgainWhenMoreFailWhileTheFileIsWritten(): void {
        fail(2);
        const count = failed.unsaved;
        quit.open();
        tryCompare(quit, "opened", true);
        quit.saving = true;
        failed.exportFinished(true); // of a file that has none of them
        compare(quits.count, 0);
        verify(quit.opened && !quit.saving);
        compare(quit.details, "• " + count + " dead letters");
        quit.close();

        PanelFixture.client.changes.connectTo("http://127.0.0.1:9", "tests", "*");
        tryCompare(change, "opened", true);
        change.saving = true;
        failed.exportFinished(true);
        verify(PanelFixture.client.changes.asking);
        verify(!change.saving);
    }

    function test_namesChangedScripts(): void {
        const names = [];
        for (let i = 0; i < 5; ++i) {
            verify(controller.create("quit-" + i, "*", -1));
            controller.setDraft("// " + i);
            names.push(controller.name);
        }
        dialog.open();
        tryCompare(dialog, "opened", true);
        compare(dialog.alternativeText, "Save and quit");
        compare(dialog.details, "• changes of scripts: " + names.slice(0, 3).join(", ") + " and 2 more");
        controller.revert();
        controller.currentRow = 0;
        controller.revert();
        tryCompare(dialog, "details", "• changes of scripts: " + names.slice(1, 4).join(", "));
    }
}
