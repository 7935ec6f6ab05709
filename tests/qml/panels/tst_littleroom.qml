// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

// Where there is little room: what has the keys scrolls into sight, no bar covers a row, and lines stay in their panel.
TestCase {
    id: testCase

    name: "LittleRoom"
    when: windowShown

    Component {
        id: windowComponent

        Main {
            settings: PanelFixture.settings
            workspace: PanelFixture.workspace
        }
    }

    function initTestCase() {
        PanelFixture.renewWorkspace();
        const session = PanelFixture.workspace.session;
        session.connectTo(session.url, "tests", "*");
        tryCompare(session, "state", ClientController.Connected);
        PanelFixture.publishIn(session, "orders/created", 40);
    }

    function findShown(item, matches) {
        if (!item.visible)
            return null;
        if (matches(item))
            return item;
        for (let i = 0; i < item.children.length; ++i) {
            const found = findShown(item.children[i], matches);
            if (found)
                return found;
        }
        return null;
    }

    function within(item, holder) {
        for (let each = item; each; each = each.parent) {
            if (each === holder)
                return true;
        }
        return false;
    }

    // Walks through the form with the keys: what has them can be seen.
    function walkThrough(view, backwards) {
        const seen = [];
        const first = view.contentItem.nextItemInFocusChain(true);
        first.forceActiveFocus(Qt.TabFocusReason);
        for (let item = first; within(item, view.contentItem) && !seen.includes(item);
                item = item.nextItemInFocusChain(true)) {
            item.forceActiveFocus(Qt.TabFocusReason);
            seen.push(item);
        }
        if (backwards)
            seen.reverse();
        for (const item of seen) {
            item.forceActiveFocus(Qt.TabFocusReason);
            const top = item.mapToItem(view, 0, 0).y;
            // A text that is higher than its room scrolls by itself.
            let shown = item.height;
            for (let each = item.parent; each !== view.contentItem; each = each.parent)
                shown = each.clip ? Math.min(shown, each.height) : shown;
            verify(top >= -1 && top + shown <= view.height + 1,
                String(item) + " lies at " + top + " to " + (top + shown) + " of " + view.height);
        }
        return seen.length;
    }

    Component {
        id: publishComponent

        PublishForm {
            consumer: "tests"
            height: 240
            width: 340
        }
    }

    function test_whatHasTheKeysIsInSight_data() {
        return [
            { tag: "message", form: "messageFields", least: 3 },
            { tag: "publish", form: "publishFields", least: 4 }
        ];
    }

    function test_whatHasTheKeysIsInSight(data) {
        const window = createTemporaryObject(windowComponent, testCase);
        window.width = 960;
        window.height = 600;
        window.showPanel("handlers");
        window.showPanel("publish");
        window.requestActivate();
        tryVerify(() => window.active);
        const root = window.contentItem.parent;
        const rows = findShown(root, item => item as StreamRows);
        tryVerify(() => rows.viewport.position >= 0 && rows.viewport.visibleShare < 1);
        rows.viewport.select(0);
        let form = null;
        if (data.tag === "publish")
            form = findChild(createTemporaryObject(publishComponent, window.contentItem, {
                controller: findShown(root, item => item as PublishPanel).controller
            }), data.form);
        else
            form = findShown(root, item => item.objectName === data.form ? item : null);
        tryVerify(() => form.contentHeight > form.height, 5000, form.contentHeight + " in " + form.height);
        verify(walkThrough(form, false) >= data.least);
        verify(walkThrough(form, true) >= data.least);
    }

    Component {
        id: rawComponent

        RawText {}
    }

    // Where a line is wider than its view, the bar that leads there covers no row.
    function test_theLastRowIsAboveTheBar() {
        const window = createTemporaryObject(windowComponent, testCase);
        window.width = 1280;
        window.height = 800;
        tryCompare(window.contentItem.parent, "width", 1280);
        const root = window.contentItem.parent;
        const rows = findShown(root, item => item as StreamRows);
        tryVerify(() => rows.height > 100 && rows.viewport.capacity === Math.floor(rows.height / Theme.rowHeight));
        const before = StreamColumns.rememberedWidth(1);
        StreamColumns.setWidth(1, 3000);
        tryVerify(() => StreamColumns.total > rows.width);
        tryCompare(rows.viewport, "capacity", Math.floor((rows.height - Theme.scrollBarWidth) / Theme.rowHeight));
        StreamColumns.restoreWidth(1, before);

        tryVerify(() => rows.viewport.visibleShare < 1);
        rows.viewport.select(0);
        const message = findShown(root, item => item as InspectorPanel).inspector;
        tryVerify(() => message.hasPayload);
        const view = createTemporaryObject(rawComponent, window.contentItem, {
            document: message.raw,
            width: 300,
            height: 400
        }).view;
        view.wrap = false;
        tryVerify(() => view.contentWidth > 20);
        view.anchors.fill = undefined;
        view.width = 20;
        tryVerify(() => view.contentWidth > view.width);
        for (let height = 100; height < 130; ++height) {
            view.height = height - Theme.scrollBarWidth;
            view.width = 300; // without the bar
            const seen = view.rowsSeen;
            view.height = height;
            view.width = 20;
            compare(view.rowsSeen, seen);
        }
    }

    Component {
        id: statusComponent

        StreamStatus {
            height: implicitHeight
        }
    }
    Component {
        id: emptyComponent

        EmptyState {
            height: 200
            text: "text"
            title: "title"

            Repeater {
                model: 4
                delegate: AppButton {
                    text: "A button with words"
                }
            }
        }
    }

    // In the narrowest stream that there is, with all that its line can say.
    function test_theStatusLineStaysInItsPanel() {
        const window = createTemporaryObject(windowComponent, testCase);
        const stream = findShown(window.contentItem.parent, item => item as StreamStatus).stream;
        stream.topicFilter = "orders/of/a/topic/with/a/name/that/is/long";
        stream.stateFilter = StateFilter.Unrouted;
        stream.paused = true;
        const status = createTemporaryObject(statusComponent, window.contentItem, { stream: stream, width: 420 });
        const badge = findChild(status, "missedBadge");
        const evicted = findChild(status, "evictedCount");
        badge.text = "123,456 evicted before they were shown";
        evicted.text = "1,234,567 evicted by the store's limit";
        badge.visible = true;
        evicted.visible = true;
        const count = findChild(status, "shownCount");
        const pill = findChild(status, "pausedPill");
        tryVerify(() => evicted.truncated);
        tryVerify(() => evicted.mapToItem(status, evicted.width, 0).x <= status.width);
        verify(count.width >= count.implicitWidth && !count.truncated);
        verify(pill.width >= pill.implicitWidth);
        stream.topicFilter = "";
        stream.stateFilter = StateFilter.Any;
        stream.paused = false;
    }

    function test_buttonsOfAnEmptyStateWrap() {
        const window = createTemporaryObject(windowComponent, testCase);
        const empty = createTemporaryObject(emptyComponent, window.contentItem, { width: 300 });
        const buttons = [];
        const gather = item => {
            if (typeof item.toggle === "function")
                buttons.push(item);
            for (let i = 0; i < item.children.length; ++i)
                gather(item.children[i]);
        };
        gather(empty);
        compare(buttons.length, 4);
        tryVerify(() => buttons.every(button => button.mapToItem(empty, 0, 0).x >= 0
            && button.mapToItem(empty, button.width, 0).x <= empty.width));
        empty.width = 1000; // room for all beside each other
        tryVerify(() => buttons.every(button => button.y === buttons[0].y));
    }
}
