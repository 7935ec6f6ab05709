// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

// What keys act on in a window with several sessions, and what stays while another one is shown.
SessionsCase {
    name: "SessionKeys"

    function test_singleKeysActOnWhatIsShown(): void {
        connectAt(1, 2);
        const models = [0, 1].map(place => {
            workspace.current = place;
            return window.page.stream.stream.model;
        });
        keyClick(Qt.Key_Space);
        verify(models[1].paused && !models[0].paused);
        keyClick(Qt.Key_PageUp, Qt.ControlModifier);
        keyClick(Qt.Key_Space);
        verify(models[1].paused && models[0].paused);
        keyClick(Qt.Key_Space);
        verify(models[1].paused && !models[0].paused);
        const followed = window.page.stream.stream.viewport.following;
        keyClick(Qt.Key_F);
        compare(window.page.stream.stream.viewport.following, !followed);
        keyClick(Qt.Key_PageDown, Qt.ControlModifier);
        keyClick(Qt.Key_Space);
        verify(!models[1].paused && !models[0].paused);
    }

    function hasKeys(page): bool {
        for (let item = window.activeFocusItem; item !== null; item = item.parent) {
            if (item === page)
                return window.activeFocusItem.visible;
        }
        return false;
    }

    // Whatever had them: what is typed would change what nobody sees. Each page has them again where it had them.
    function test_keysGoToThePageThatIsShown(): void {
        connectAt(1, 2);
        const second = window.page;
        keyClick(Qt.Key_L, Qt.ControlModifier);
        const field = window.activeFocusItem;
        verify(hasKeys(second));
        keyClick(Qt.Key_PageUp, Qt.ControlModifier);
        const first = window.page;
        tryVerify(() => hasKeys(first));
        const text = field.text;
        keyClick(Qt.Key_Space);
        verify(first.stream.stream.model.paused);
        compare(field.text, text);
        for (const keys of ["Ctrl+T", "F6", "Ctrl+L"]) {
            keySequence(keys);
            tryVerify(() => hasKeys(first));
            const before = window.activeFocusItem;
            keyClick(Qt.Key_PageUp, Qt.ControlModifier);
            tryVerify(() => hasKeys(second));
            verify(!before.visible);
            compare(window.activeFocusItem, field);
            keyClick(Qt.Key_PageUp, Qt.ControlModifier);
            tryVerify(() => hasKeys(first));
            compare(window.activeFocusItem, before);
        }
    }

    // A letter that no tab takes is the page's.
    function test_singleKeysFromTheTabs(): void {
        connectAt(1, 2);
        tab(1).forceActiveFocus(Qt.TabFocusReason);
        const viewport = window.page.stream.stream.viewport;
        const followed = viewport.following;
        keyClick(Qt.Key_F);
        compare(viewport.following, !followed);
        keyClick(Qt.Key_Space); // that presses the tab
        verify(!window.page.stream.stream.model.paused);
    }

    function test_aPageStaysAsItIs(): void {
        connectAt(1);
        const page = window.page;
        PanelFixture.publishIn(workspace.session, "orders/created", 5);
        PanelFixture.publishIn(workspace.session, "payments", 3);
        tryCompare(page.stream.stream.model, "shown", 8);
        page.stream.stream.topicFilter = "orders/created";
        tryCompare(page.stream.stream.model, "shown", 5);
        page.stream.stream.model.paused = true;
        page.stream.stream.viewport.select(1);
        const selected = page.stream.message.inspector.messageId;
        verify(selected !== "");
        connectAt(2);
        verify(window.page !== page && !page.visible);
        verify(!window.page.stream.stream.model.paused);
        compare(window.page.stream.stream.topicFilter, "");
        window.page.showScripts(true);
        PanelFixture.publishIn(page.client, "orders/created", 4);
        tryVerify(() => PanelFixture.receivedBy(page.client) === 12);
        compare(PanelFixture.receivedBy(workspace.session), 0);
        keyClick(Qt.Key_PageUp, Qt.ControlModifier);
        compare(window.page, page);
        verify(page.streamShown); // the other one shows its scripts
        compare(page.stream.stream.topicFilter, "orders/created");
        verify(page.stream.stream.model.paused);
        compare(page.stream.message.inspector.messageId, selected);
        tryCompare(page.stream.stream.model, "pending", 4);
        compare(page.stream.stream.model.shown, 5);
    }
}
