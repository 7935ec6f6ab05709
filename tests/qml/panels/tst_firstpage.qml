// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

// What a session shows before its first connection.
TestCase {
    id: testCase

    property Main window: null
    readonly property Workspace workspace: PanelFixture.workspace

    name: "FirstPage"
    when: windowShown

    Component {
        id: windowComponent

        Main {
            settings: PanelFixture.settings
            workspace: PanelFixture.workspace
        }
    }

    function init(): void {
        PanelFixture.renewWorkspace();
        window = createTemporaryObject(windowComponent, testCase);
        window.width = 1280;
        window.height = 800;
        window.requestActivate();
        tryVerify(() => window.active);
        window.page.showScripts(false); // whatever a window before remembered
        tryCompare(window.contentItem.parent, "width", 1280);
        tryVerify(() => firstPage() !== null);
    }

    function cleanup(): void {
        window.destroy();
        window = null;
        wait(0); // it lets go of the sessions
    }

    function find(item, matches) {
        if (!item.visible)
            return null;
        if (matches(item))
            return item;
        for (let i = 0; i < item.children.length; ++i) {
            const found = find(item.children[i], matches);
            if (found)
                return found;
        }
        return null;
    }

    function firstPage() {
        return find(window.contentItem, item => item as FirstPage);
    }

    function named(name) {
        return find(firstPage(), item => item.objectName === name);
    }

    function rows() {
        const all = [];
        find(firstPage(), item => {
            if (item.objectName === "recentConnection")
                all.push(item);
            return false;
        });
        return all.sort((a, b) => a.index - b.index);
    }

    // Connections that were made before, the latest first; then a fresh session is shown.
    function makeRecent(...ports): void {
        for (const port of ports) {
            workspace.session.connectTo("http://127.0.0.1:" + port, "tests", "a, b");
            tryVerify(() => workspace.session.url.endsWith(":" + port)
                && workspace.session.state === ClientController.Connected);
        }
        workspace.openNew();
        tryVerify(() => firstPage() !== null);
        tryVerify(() => rows().length === ports.length);
        waitForItemPolished(rows()[0].list);
    }

    function test_connectGoesToTheField(): void {
        mouseClick(named("enterServer"));
        tryVerify(() => window.activeFocusItem !== null && window.activeFocusItem.parent.label === "Server URL"
            || window.activeFocusItem.label === "Server URL");
        keySequence("Ctrl+A");
        for (const letter of "http://127.0.0.1:5")
            keyClick(letter);
        keyClick(Qt.Key_Return);
        tryCompare(workspace.session, "state", ClientController.Connected);
        tryVerify(() => firstPage() === null);
        compare(workspace.count, 1);
        compare(workspace.recent.count, 1);
    }

    function test_opensTheDemo(): void {
        mouseClick(named("openDemo"));
        tryVerify(() => workspace.session.demo && firstPage() === null);
        compare(workspace.count, 1);
        compare(workspace.session.title, "Demo");
        tryCompare(workspace.session, "state", ClientController.Connected);
        compare(workspace.recent.count, 0);
        workspace.openNew();
        tryVerify(() => firstPage() !== null);
        const button = named("openDemo");
        button.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Space);
        compare(workspace.current, 0);
        compare(workspace.count, 2);
    }

    function test_saysWhatItWillList(): void {
        const says = item => (item as AppLabel) && item.text.includes("listed here, without passwords");
        verify(find(firstPage(), says));
        makeRecent(1);
        verify(!find(firstPage(), says));
    }

    function test_recentByMouse(): void {
        makeRecent(1, 2);
        compare(rows().map(row => row.url).join(" "), "http://127.0.0.1:2 http://127.0.0.1:1");
        compare(rows()[1].Accessible.name, "http://127.0.0.1:1, as tests, topics a, b");
        // One that there is a session for: it is shown.
        mouseClick(rows()[1], 20, 10);
        tryCompare(workspace, "current", 0);
        compare(workspace.count, 3);
        tryCompare(workspace.session, "state", ClientController.Connected);
        // And one that there is none for is made again, in the fresh one.
        workspace.close(workspace.session);
        workspace.openNew();
        tryVerify(() => firstPage() !== null && rows().length === 2);
        const row = rows().find(each => each.url.endsWith(":1"));
        waitForItemPolished(row.list);
        mouseClick(row, 20, 10);
        tryCompare(workspace.session, "state", ClientController.Connected);
        compare(workspace.session.url, "http://127.0.0.1:1");
        compare(workspace.session.topics, "a, b");
        compare(workspace.count, 2);
    }

    function test_recentIsForgotten(): void {
        makeRecent(1, 2, 3);
        const row = rows()[1];
        row.forceActiveFocus(Qt.TabFocusReason); // or with the mouse above it
        const forget = () => find(row, item => item.text === "Forget this connection" && (item as IconButton) !== null);
        tryVerify(() => forget() !== null);
        mouseClick(forget());
        tryVerify(() => rows().length === 2);
        compare(rows().map(each => each.url.slice(-1)).join(""), "31");
        compare(workspace.current, 3); // and nothing was connected
        keyClick(Qt.Key_Z, Qt.ControlModifier);
        tryVerify(() => rows().length === 3);
        compare(rows().map(each => each.url.slice(-1)).join(""), "321");
    }

    function test_recentByKeys(): void {
        makeRecent(1, 2, 3);
        rows()[0].forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Tab);
        tryVerify(() => rows()[1].activeFocus);
        keyClick(Qt.Key_Delete);
        tryVerify(() => rows().length === 2);
        compare(rows().map(each => each.url.slice(-1)).join(""), "31");
        // The keys are not lost with the row.
        tryVerify(() => window.activeFocusItem !== null && window.activeFocusItem.visible);
        keyClick(Qt.Key_Z, Qt.ControlModifier);
        tryVerify(() => rows().length === 3);
        rows()[1].forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Return);
        tryCompare(workspace, "current", 1);
        compare(workspace.session.url, "http://127.0.0.1:2");
    }

    // What lies where the page is, keys do not reach.
    function test_keysStayOnWhatOneSees(): void {
        const within = item => {
            for (let each = item; each; each = each.parent) {
                if (each === window.page.stream)
                    return true;
            }
            return false;
        };
        const begin = named("enterServer");
        let count = 0;
        for (let item = begin.nextItemInFocusChain(true); item !== begin && count < 100;
                item = item.nextItemInFocusChain(true), ++count)
            verify(!within(item), String(item));
        verify(count > 3 && count < 100, count);
    }

    function test_aPanelCanBeAskedFor(): void {
        keyClick(Qt.Key_2, Qt.ControlModifier);
        tryVerify(() => find(window.contentItem, item => item as HandlersPanel) !== null);
        verify(!firstPage());
    }

    // Single keys are for a stream that one sees.
    function test_thereIsNothingToPause(): void {
        const model = window.page.stream.stream.model;
        window.page.takeKeys();
        verify(named("enterServer").activeFocus);
        window.page.forceActiveFocus();
        keyClick(Qt.Key_Space);
        keyClick(Qt.Key_F);
        verify(!model.paused);
    }
}
