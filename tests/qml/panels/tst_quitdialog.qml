// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

// The questions before the program ends and before a session is closed, over pages as the window has them.
TestCase {
    id: testCase

    readonly property SessionPage page: pages.count > 0 ? pages.itemAt(0) as SessionPage : null // the first one
    property PublishController publisher: null
    property CloseDialog close: null
    readonly property Workspace workspace: PanelFixture.workspace

    height: 600
    name: "QuitDialog"
    visible: true
    when: windowShown
    width: 1000

    Repeater {
        id: pages

        model: testCase.workspace
        delegate: SessionPage {}
    }
    Component {
        id: publisherComponent

        PublishController {
            client: testCase.page.client
            topic: "silent"
        }
    }
    Component {
        id: closeComponent

        CloseDialog {
            deadLetters: testCase.page.deadLetters
            scripts: testCase.page.scripts
            session: testCase.page.client
        }
    }
    QuitDialog {
        id: quit

        pages: pages
    }
    SignalSpy {
        id: quits

        signalName: "quitRequested"
        target: quit
    }
    SignalSpy {
        id: closes

        signalName: "closeRequested"
        target: testCase.close
    }
    SignalSpy {
        id: pageWishes

        signalName: "pageRequested"
        target: quit
    }

    function connectAt(url: string): void {
        workspace.session.connectTo(url, "tests", "*");
        tryVerify(() => workspace.session.url === url && workspace.session.state === ClientController.Connected);
    }

    function init(): void {
        connectAt("http://127.0.0.1:1");
        publisher = createTemporaryObject(publisherComponent, testCase);
        close = createTemporaryObject(closeComponent, testCase);
    }

    function cleanup(): void {
        quit.close();
        close.close();
        tryCompare(quit, "visible", false);
        tryCompare(close, "visible", false);
        publisher.cancel();
        publisher.destroy();
        close.destroy();
        publisher = close = null;
        for (let place = 0; place < pages.count; ++place) {
            const scripts = (pages.itemAt(place) as SessionPage).scripts;
            for (let left = scripts.scripts.count; left > 0; --left) {
                scripts.revert(); // what has changes is not removed
                scripts.remove();
            }
        }
        for (let left = workspace.count; left > 0; --left)
            workspace.close(workspace.session);
        compare(workspace.count, 1);
        for (const spy of [quits, closes, pageWishes])
            spy.clear();
    }

    function fail(page: SessionPage, count: int): void {
        const before = page.deadLetters.unsaved;
        if (before === 0)
            verify(PanelFixture.addFailingHandler(page.client));
        PanelFixture.publishIn(page.client, "failing", count);
        tryCompare(page.deadLetters, "unsaved", before + count);
    }

    function newFile(name: string): string {
        return PanelFixture.makeFile("folder", "").replace(/folder$/, name);
    }

    function test_asksForWhatIsUnderWay(): void {
        tryVerify(() => !quit.isNeeded());
        publisher.send(5000, 1000);
        verify(quit.isNeeded());
        quit.open();
        tryCompare(quit, "opened", true);
        compare(quit.title, "Quit now?");
        compare(quit.acceptText, "Quit");
        compare(quit.alternativeText, "");
        verify(findChild(quit.contentItem, "confirmDetails").text
            .includes("The publication of 5,000 messages stops at 0"));
        verify(findChild(quit.footer, "cancelButton").activeFocus);
        // It follows what happens: the publication ends with the connection.
        page.client.disconnectFromServer();
        tryCompare(findChild(quit.contentItem, "confirmDetails"), "text", "");
        compare(quit.text, "Nothing is lost any more.");
    }

    function test_cancelStopsSavingToo(): void {
        fail(page, 3);
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
        PanelFixture.answerFileDialog(newFile("letters.jsonl"));
        tryVerify(() => page.deadLetters.exportedText !== "");
        compare(quits.count, 0);

        // Nor does it answer another question.
        close.ask();
        tryCompare(close, "opened", true);
        close.saving = true;
        close.reject();
        tryCompare(close, "visible", false);
        close.ask();
        tryCompare(close, "opened", true);
        page.deadLetters.exportFinished(true);
        compare(closes.count, 0);
        verify(close.opened);
    }

    function test_asksAgainWhenMoreFailWhileTheFileIsWritten(): void {
        fail(page, 2);
        quit.open();
        tryCompare(quit, "opened", true);
        quit.saving = page.deadLetters;
        page.deadLetters.exportFinished(true); // of a file that has none of them
        compare(quits.count, 0);
        verify(quit.opened && quit.saving === null);
        verify(quit.details.endsWith("• 2 dead letters"));
        quit.close();

        close.ask();
        tryCompare(close, "opened", true);
        close.saving = true;
        page.deadLetters.exportFinished(true);
        compare(closes.count, 0);
        verify(close.opened && !close.saving);
    }

    function test_namesChangedScripts(): void {
        const names = [];
        for (let i = 0; i < 5; ++i) {
            verify(page.scripts.create("quit-" + i, "*", -1));
            page.scripts.setDraft("// " + i);
            names.push(page.scripts.name);
        }
        quit.open();
        tryCompare(quit, "opened", true);
        compare(quit.alternativeText, "Save and quit");
        compare(quit.details, "• changes of scripts: " + names.slice(0, 3).join(", ") + " and 2 more");
        page.scripts.revert();
        page.scripts.currentRow = 0;
        page.scripts.revert();
        tryCompare(quit, "details", "• changes of scripts: " + names.slice(1, 4).join(", "));
    }

    // What each session would lose, under its name; those that lose nothing are not named.
    function test_namesTheSessions(): void {
        connectAt("http://127.0.0.1:2");
        connectAt("http://127.0.0.1:3");
        compare(pages.count, 3);
        const second = pages.itemAt(1) as SessionPage;
        const third = pages.itemAt(2) as SessionPage;
        verify(!quit.isNeeded());
        fail(second, 2);
        fail(third, 1);
        verify(quit.isNeeded());
        quit.open();
        tryCompare(quit, "opened", true);
        compare(quit.details, "127.0.0.1:2:\n• 2 dead letters\n127.0.0.1:3:\n• 1 dead letter");
        compare(quit.unsaved, 3);
        compare(quit.acceptText, "Discard and quit");
        compare(quit.alternativeText, "Save and quit…");
        fail(third, 1);
        tryCompare(quit, "details", "127.0.0.1:2:\n• 2 dead letters\n127.0.0.1:3:\n• 2 dead letters");
        mouseClick(findChild(quit.footer, "confirmButton"));
        compare(quits.count, 1);
    }

    // The letters of each session go to a file of their own, one question after the other.
    function test_savesTheLettersOfEachSession(): void {
        connectAt("http://127.0.0.1:2");
        const second = pages.itemAt(1) as SessionPage;
        fail(page, 1);
        fail(second, 1);
        quit.open();
        tryCompare(quit, "opened", true);
        mouseClick(findChild(quit.footer, "alternativeButton"));
        tryVerify(() => PanelFixture.asksForFile());
        PanelFixture.answerFileDialog(newFile("first.jsonl"));
        tryCompare(page.deadLetters, "unsaved", 0);
        compare(second.deadLetters.unsaved, 1);
        tryVerify(() => PanelFixture.asksForFile());
        compare(quits.count, 0);
        // Cancelled there, the question stands for what is left.
        PanelFixture.answerFileDialog("");
        tryVerify(() => quit.saving === null);
        tryCompare(quit, "details", "127.0.0.1:2:\n• 1 dead letter");
        verify(quit.opened);
        mouseClick(findChild(quit.footer, "alternativeButton"));
        tryVerify(() => PanelFixture.asksForFile());
        PanelFixture.answerFileDialog(newFile("second.jsonl"));
        tryCompare(quits, "count", 1);
    }

    // They are in no file.
    function test_closingAsksForChangedScripts(): void {
        verify(page.scripts.create("close", "*", -1));
        page.scripts.setDraft("function onMessage() {} // changed");
        close.ask();
        tryCompare(close, "opened", true);
        compare(close.details, "• changes of scripts: " + page.scripts.name);
        compare(close.alternativeText, "Save scripts and close");
        mouseClick(findChild(close.footer, "alternativeButton"));
        compare(closes.count, 1);
        verify(!page.scripts.modified);
        close.close();
        tryCompare(close, "visible", false);

        fail(page, 1);
        page.scripts.setDraft("function onMessage() {} // once more");
        close.ask();
        tryCompare(close, "opened", true);
        compare(close.alternativeText, "Save both first…");
        mouseClick(findChild(close.footer, "alternativeButton"));
        tryVerify(() => PanelFixture.asksForFile());
        verify(page.scripts.modified);
        PanelFixture.answerFileDialog(newFile("both.jsonl"));
        tryCompare(closes, "count", 2);
        verify(!page.scripts.modified);
        compare(page.deadLetters.unsaved, 0);
    }

    function test_savesTheScriptsOfEachSession(): void {
        connectAt("http://127.0.0.1:2");
        const second = pages.itemAt(1) as SessionPage;
        for (const each of [page, second]) {
            verify(each.scripts.create("saved-" + each.index, "*", -1));
            each.scripts.setDraft("function onMessage() {} // " + each.index);
        }
        quit.open();
        tryCompare(quit, "opened", true);
        compare(quit.alternativeText, "Save and quit");
        mouseClick(findChild(quit.footer, "alternativeButton"));
        compare(quits.count, 1);
        verify(!page.scripts.modified && !second.scripts.modified);
        compare(pageWishes.count, 0);
    }
}
