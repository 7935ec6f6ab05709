// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

// Several sessions in one window: the list of them, what keys act on, and what stays while another one is shown.
SessionsCase {
    name: "Sessions"

    function test_tabsShowServersStateAndRate(): void {
        compare(tab(0).Accessible.name, "New connection");
        connectAt(1, 2);
        compare(tab(0).Accessible.name, "127.0.0.1:1");
        compare(tab(0).Accessible.description, "Connected, 0/s");
        verify(!tab(0).Accessible.checked && tab(1).Accessible.checked);
        PanelFixture.publishIn(tab(0).session, "orders", 50);
        tryVerify(() => tab(0).session.rate > 0);
        tryVerify(() => tab(0).rateText !== "0/s");
        compare(tab(1).rateText, "0/s");
        tab(1).session.disconnectFromServer();
        tryCompare(tab(1).Accessible, "description", "Not connected");
    }

    function test_tabsByMouse(): void {
        connectAt(1, 2, 3);
        mouseClick(tab(0));
        compare(workspace.current, 0);
        compare(window.page.client, tab(0).session);
        verify(window.page.visible);
        mouseClick(tab(1), 20, 10, Qt.MiddleButton); // nothing came: it is closed at once
        tryCompare(workspace, "count", 2);
        compare(urls(), "1 3");
        mouseClick(named("newConnection"));
        compare(workspace.count, 3);
        compare(workspace.current, 2);
        verify(named("firstPage"));
        mouseClick(named("newConnection")); // which is that one
        compare(workspace.count, 3);
        const close = find(tab(2), item => item.objectName === "closeSession");
        mouseClick(close);
        tryCompare(workspace, "count", 2);
        compare(urls(), "1 3");
        verify(!named("firstPage"));
    }

    function test_tabsByKeys(): void {
        connectAt(1, 2, 3);
        tab(2).forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Left);
        compare(workspace.current, 1);
        tryVerify(() => tab(1).activeFocus);
        keyClick(Qt.Key_Left);
        keyClick(Qt.Key_Left);
        compare(workspace.current, 2);
        keyClick(Qt.Key_Right);
        compare(workspace.current, 0);
        tryVerify(() => tab(0).activeFocus);
        keyClick(Qt.Key_Delete);
        tryCompare(workspace, "count", 2);
        compare(urls(), "2 3");
        compare(workspace.current, 0);
    }

    function test_shortcuts(): void {
        connectAt(1, 2);
        keyClick(Qt.Key_N, Qt.ControlModifier | Qt.ShiftModifier);
        compare(workspace.count, 3);
        compare(workspace.current, 2);
        keyClick(Qt.Key_PageDown, Qt.ControlModifier);
        compare(workspace.current, 0);
        keyClick(Qt.Key_PageUp, Qt.ControlModifier);
        compare(workspace.current, 2);
        keyClick(Qt.Key_PageUp, Qt.ControlModifier);
        compare(workspace.current, 1);
        keyClick(Qt.Key_W, Qt.ControlModifier);
        tryCompare(workspace, "count", 2);
        verify(!closeDialog());
        compare(workspace.session.fresh, true);
        keyClick(Qt.Key_W, Qt.ControlModifier);
        tryCompare(workspace, "count", 1);
        keyClick(Qt.Key_W, Qt.ControlModifier);
        compare(workspace.count, 1); // there is always one
        tryVerify(() => named("firstPage") !== null);
        compare(window.title, "Topicscope");
    }

    // They work wherever the keys are.
    function test_shortcutsFromAField(): void {
        connectAt(1, 2);
        keyClick(Qt.Key_L, Qt.ControlModifier);
        keyClick(Qt.Key_PageUp, Qt.ControlModifier);
        compare(workspace.current, 0);
        keyClick(Qt.Key_E, Qt.ControlModifier);
        keyClick(Qt.Key_PageUp, Qt.ControlModifier);
        compare(workspace.current, 1);
    }

    function test_asksWhereSomethingIsLost(): void {
        connectAt(1);
        const session = workspace.session;
        const letters = window.page.deadLetters;
        verify(PanelFixture.addFailingHandler(session));
        PanelFixture.publishIn(session, "failing", 2);
        tryCompare(letters, "unsaved", 2);
        connectAt(2);

        // About the session that is to be closed, which is shown first.
        mouseClick(tab(0), 20, 10, Qt.MiddleButton);
        tryVerify(() => closeDialog() !== null);
        compare(workspace.current, 0);
        verify(closeDialog().text.includes("• 2 messages of the stream\n• 2 dead letters"), closeDialog().text);
        tryVerify(() => named("cancelButton").activeFocus);
        keyClick(Qt.Key_Escape);
        tryVerify(() => !closeDialog());
        compare(workspace.count, 2);
        compare(letters.unsaved, 2);

        // Dead letters are saved first, and then it closes.
        keyClick(Qt.Key_W, Qt.ControlModifier);
        tryVerify(() => closeDialog() !== null && named("cancelButton").activeFocus);
        const save = named("alternativeButton");
        compare(save.text, "Save dead letters first…");
        mouseClick(save);
        tryVerify(() => PanelFixture.asksForFile());
        PanelFixture.answerFileDialog(PanelFixture.makeFile("folder", "").replace(/folder$/, "closed.jsonl"));
        tryCompare(workspace, "count", 1);
        compare(urls(), "2");
        verify(window.page.visible);
        compare(window.page.client.url, "http://127.0.0.1:2");
        tryVerify(() => !closeDialog());
    }

    function test_discardsWhenTold(): void {
        connectAt(1);
        PanelFixture.publishIn(workspace.session, "orders", 1);
        tryVerify(() => workspace.session.closing.losses() !== "");
        keyClick(Qt.Key_W, Qt.ControlModifier);
        tryVerify(() => closeDialog() !== null);
        compare(named("confirmButton").text, "Discard and close");
        verify(!named("alternativeButton"));
        mouseClick(named("confirmButton"));
        tryVerify(() => workspace.session.fresh);
        compare(workspace.count, 1);
        tryVerify(() => named("firstPage") !== null);
        tryVerify(() => window.activeFocusItem !== null && window.holds(window.activeFocusItem));
    }

    // A message to one shows there alone.
    // One set of columns for all: those that are not shown have no say.
    function test_columnsHaveTheRoomOfWhatIsShown(): void {
        connectAt(1);
        waitForItemPolished(window.contentItem);
        const available = StreamColumns.available;
        verify(available > 300);
        keyClick(Qt.Key_N, Qt.ControlModifier | Qt.ShiftModifier);
        tryCompare(workspace, "count", 2);
        keyClick(Qt.Key_PageUp, Qt.ControlModifier);
        tryCompare(workspace, "current", 0);
        waitForItemPolished(window.contentItem);
        compare(StreamColumns.available, available);
    }

    // One begins with typing where the new server is.
    function test_aNewSessionTakesTheKeys(): void {
        connectAt(1);
        keyClick(Qt.Key_N, Qt.ControlModifier | Qt.ShiftModifier);
        tryCompare(workspace, "count", 2);
        tryVerify(() => window.activeFocusItem !== null && window.activeFocusItem.label === "Server URL"
            || window.activeFocusItem !== null && window.activeFocusItem.parent.label === "Server URL");
    }

    function test_messagesShowInTheirSession(): void {
        connectAt(1, 2);
        const second = window.page.stream.stream.model;
        workspace.current = 0;
        const first = window.page.stream.stream.model;
        PanelFixture.publishIn(workspace.session, "orders", 3);
        tryCompare(first, "shown", 3);
        workspace.current = 1;
        PanelFixture.publishIn(workspace.session, "payments", 1);
        tryCompare(second, "shown", 1);
        workspace.current = 0;
        compare(first.shown, 3);
    }

    function test_anotherServerFromTheField(): void {
        connectAt(1);
        keyClick(Qt.Key_L, Qt.ControlModifier);
        keySequence("Ctrl+A");
        for (const letter of "http://127.0.0.1:2")
            keyClick(letter);
        keyClick(Qt.Key_Return);
        tryCompare(workspace, "count", 2);
        compare(urls(), "1 2");
        compare(workspace.current, 1);
        tryCompare(workspace.session, "state", ClientController.Connected);
        tryVerify(() => window.title === "http://127.0.0.1:2 - Topicscope");
        workspace.current = 0;
        compare(window.title, "http://127.0.0.1:1 - Topicscope");
        const field = find(window.page, item => (item as TextInputField) && item.label === "Server URL");
        compare(field.text, "http://127.0.0.1:1"); // what was typed was for the other one
    }

    // Each page lets go of the menu that was opened from it.
    function test_theMenuOpensASession(): void {
        connectAt(1);
        const before = window.page;
        const button = find(before.connection, item => (item as IconButton) && item.text === "Menu");
        mouseClick(button);
        tryVerify(() => named("newConnectionItem") !== null && before.menuOpen);
        mouseClick(named("newConnectionItem"));
        tryCompare(workspace, "count", 2);
        tryVerify(() => named("newConnectionItem") === null);
        verify(!before.menuOpen);
        verify(!window.page.menuOpen);
    }

    // A new session begins with its first page, whatever the one before shows.
    function test_aNewSessionBeginsAtItsFirstPage(): void {
        connectAt(1);
        window.page.showScripts(true);
        window.saveState();
        keyClick(Qt.Key_N, Qt.ControlModifier | Qt.ShiftModifier);
        tryVerify(() => named("firstPage") !== null);
        verify(window.page.streamShown);
        window.page.showScripts(false);
        window.saveState();
    }
}
