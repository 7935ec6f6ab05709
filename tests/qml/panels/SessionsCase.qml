// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

// A window with sessions of its own for each test, and what finds things in it.
TestCase {
    id: testCase

    property Main window: null
    readonly property Workspace workspace: PanelFixture.workspace

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
        tryCompare(window.contentItem.parent, "width", 1280);
        window.page.showScripts(false); // whatever a window before remembered
    }

    function cleanup(): void {
        window.destroy();
        window = null;
        wait(0); // it lets go of the sessions
    }

    function connectAt(...ports): void {
        for (const port of ports) {
            const url = "http://127.0.0.1:" + port;
            workspace.session.connectTo(url, "tests", "*");
            tryVerify(() => workspace.session.url === url && workspace.session.state === ClientController.Connected);
        }
        tryVerify(() => tabs().count === workspace.count);
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

    function named(name) {
        return find(window.contentItem.parent, item => item.objectName === name);
    }

    function tabs(): ListView {
        return named("sessionList");
    }

    function tab(place: int): SessionTab {
        tryVerify(() => tabs().itemAtIndex(place) !== null);
        waitForItemPolished(tabs());
        return tabs().itemAtIndex(place) as SessionTab;
    }

    function urls(): string {
        const all = [];
        for (let place = 0; place < workspace.count; ++place)
            all.push(tab(place).session.url.replace("http://127.0.0.1:", ""));
        return all.join(" ");
    }

    function closeDialog() {
        return find(window.contentItem.parent, item => item.objectName === "confirmDetails");
    }
}
