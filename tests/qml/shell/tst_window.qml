// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTest

// The pages together over the loopback transport, as the window has them.
Item {
    id: root

    height: 600
    width: 1200

    ConnectionBar {
        id: bar

        client: Bench.client
        width: parent.width
    }
    TopicPanel {
        id: topicPanel

        anchors.bottom: parent.bottom
        anchors.top: bar.bottom
        chosenPath: stream.topicFilter
        client: Bench.client
        width: 240
        onTopicChosen: (path, leaf) => {
            stream.subtree = !leaf;
            stream.topicFilter = path;
        }
    }
    StreamPanel {
        id: stream

        anchors.bottom: parent.bottom
        anchors.left: topicPanel.right
        anchors.right: inspector.left
        anchors.top: bar.bottom
        client: Bench.client
    }
    InspectorPanel {
        id: inspector

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.top: bar.bottom
        client: Bench.client
        viewport: stream.viewport
        width: 320
    }

    TestCase {
        name: "Window"
        when: windowShown

        function find(item, matches) {
            if (matches(item))
                return item;
            for (let i = 0; i < item.children.length; ++i) {
                const found = find(item.children[i], matches);
                if (found)
                    return found;
            }
            return null;
        }

        function button(item, text) {
            return find(item, child => child.visible
                && ((child as AppButton) && child.text === text || (child as IconButton) && child.text === text));
        }

        // Presses the button with this text once it is there and has its place.
        function press(item, text) {
            tryVerify(() => button(item, text) !== null, 5000, "a button \"" + text + "\"");
            waitForItemPolished(button(item, text).parent);
            mouseClick(button(item, text));
        }

        function rows() {
            return find(stream, child => (child as StreamRows));
        }

        function initTestCase() {
            compare(Bench.client.state, ClientController.Disconnected);
            verify(Bench.start());
            compare(bar.client.stateText, "Connected");
            verify(Bench.deliver(200, "orders/created", "{\"id\": 18446744073709551615, \"items\": [1, 2]}"));
            verify(Bench.deliver(50, "payments", "{}"));
            tryCompare(stream.model, "shown", 250);
        }

        function init() {
            stream.topicFilter = "";
            stream.model.paused = false;
            stream.viewport.clearSelection();
            stream.viewport.following = true;
            rows().forceActiveFocus();
        }

        function test_keysInTheStream() {
            keyClick(Qt.Key_Up);
            verify(stream.viewport.hasCurrent);
            verify(!stream.viewport.following);
            const newest = parseInt(inspector.inspector.messageId.slice(3));
            verify(newest >= 250);
            keyClick(Qt.Key_Up);
            compare(inspector.inspector.messageId, "id-" + (newest - 1));
            keyClick(Qt.Key_Home);
            compare(inspector.inspector.messageId, "id-1");
            keyClick(Qt.Key_PageDown);
            verify(inspector.inspector.messageId !== "id-1");
            keyClick(Qt.Key_End);
            verify(stream.viewport.following);
            keyClick(Qt.Key_Escape);
            verify(!stream.viewport.hasCurrent);
            verify(!inspector.inspector.hasMessage);
        }

        function test_aClickSelects() {
            const list = rows();
            const before = stream.model.shown;
            mouseClick(list, 60, Theme.rowHeight * 2 + 4);
            compare(stream.viewport.currentOffset, 2);
            const id = inspector.inspector.messageId;
            verify(id !== "");
            verify(Bench.deliver(5, "payments", "{}"));
            tryCompare(stream.model, "shown", before + 5);
            compare(inspector.inspector.messageId, id);
            compare(stream.viewport.currentOffset, 2);
        }

        function test_wheelScrolls() {
            const list = rows();
            mouseWheel(list, 60, 60, 0, 120);
            verify(!stream.viewport.following);
        }

        function test_pauseCountsWhatComes() {
            const before = stream.model.shown;
            press(stream, "Pause");
            verify(stream.model.paused);
            verify(Bench.deliver(7, "payments", "{}"));
            compare(stream.model.shown, before);
            press(stream, "Resume (7 new)");
            verify(!stream.model.paused);
            tryCompare(stream.model, "shown", before + 7);
            verify(button(stream, "Pause"));
        }

        function test_clearCanBeUndone() {
            const before = stream.model.shown;
            press(stream, "Clear");
            compare(stream.model.shown, 0);
            press(stream, "Undo clear");
            compare(stream.model.shown, before);
        }

        function test_anEmptyStreamSaysWhy() {
            const empty = findChild(stream, "streamEmptyState");
            verify(!empty.visible);
            stream.topicFilter = "no/such";
            verify(empty.visible);
            compare(empty.title, "Nothing of this topic");
            press(empty, "Show all topics");
            compare(stream.topicFilter, "");
            const before = stream.model.shown;
            const clear = button(stream, "Clear");
            clear.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            compare(stream.model.shown, 0);
            verify(rows().activeFocus); // the button is of no use now, the keys are not lost
            compare(empty.title, "The stream was cleared");
            stream.togglePause();
            compare(empty.title, "The stream is paused");
            verify(Bench.deliver(2, "payments", "{}"));
            tryVerify(() => empty.text.startsWith("2 new"));
            press(empty, "Resume");
            tryCompare(stream.model, "shown", 2);
            stream.clear();
            press(empty, "Undo clear");
            compare(stream.model.shown, 2);
            stream.model.undoClear();
            compare(stream.model.shown, before + 2);
        }

        function test_aStateNarrowsTheStream() {
            const before = stream.model.shown;
            stream.chooseState();
            const isFailed = item => item.visible && (item as AppMenuItem) && item.text === "failed";
            mouseClick(find(root.Window.contentItem.parent ?? root.Window.contentItem, isFailed));
            compare(stream.stateFilter, StateFilter.Failed);
            compare(findChild(stream, "streamEmptyState").title, "Nothing of this state");
            const chip = findChild(stream, "stateChip");
            compare(chip.text, "state: failed");
            mouseClick(chip, chip.width - 8, chip.height / 2);
            compare(stream.model.shown, before);
            stream.stateFilter = StateFilter.Failed;
            press(stream, "Show all states");
            compare(stream.model.shown, before);
        }

        function test_aTopicNarrowsTheStream() {
            const tree = find(topicPanel, child => (child as TopicTree));
            const delegate = () => find(tree, child => (child as TopicDelegate) && child.path === "orders/created");
            tryVerify(() => delegate() !== null, 5000);
            mouseClick(delegate(), 100, 10);
            compare(stream.topicFilter, "orders/created");
            compare(stream.model.shown, 200);
            const chip = find(stream, child => (child as Chip));
            verify(chip.visible);
            compare(chip.text, "topic: orders/created");
            mouseClick(chip, chip.width - 8, chip.height / 2);
            compare(stream.topicFilter, "");
            verify(!chip.visible);
        }

        function test_topicsByKey() {
            const tree = find(topicPanel, child => (child as TopicTree));
            tryVerify(() => tree.topics.rows >= 3, 5000);
            topicPanel.focusFilter();
            keyClick(Qt.Key_Down);
            verify(tree.activeFocus);
            keyClick(Qt.Key_Home);
            keyClick(Qt.Key_Return);
            compare(stream.topicFilter, "orders");
            verify(stream.subtree);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            compare(stream.topicFilter, "orders/created");
            verify(!stream.subtree);
            keyClick(Qt.Key_Up);
            keyClick(Qt.Key_Left);
            tryCompare(tree.topics, "rows", 2);
            keyClick(Qt.Key_Right);
            tryCompare(tree.topics, "rows", 3);
            // Picking the chosen one again shows all.
            keyClick(Qt.Key_Return);
            keyClick(Qt.Key_Return);
            compare(stream.topicFilter, "");
        }

        function test_topicsAreFiltered() {
            const tree = find(topicPanel, child => (child as TopicTree));
            topicPanel.focusFilter();
            for (const letter of "pay")
                keyClick(letter);
            tryCompare(tree.topics, "rows", 1);
            keyClick(Qt.Key_Escape);
            tryVerify(() => tree.topics.rows >= 3);
        }

        function test_exactNumbersInTheTree() {
            keyClick(Qt.Key_Home);
            const row = find(inspector, child => (child as JsonRow) && child.key === "id");
            verify(row);
            compare(row.value, "18446744073709551615");
            compare(row.kind, JsonTreeModel.Number);
        }

        function test_findInThePayload() {
            keyClick(Qt.Key_Home);
            inspector.focusSearch();
            for (const letter of "items")
                keyClick(letter);
            tryCompare(inspector.inspector.json, "matchCount", 1);
            keyClick(Qt.Key_Return);
            compare(inspector.inspector.json.matchIndex, 0);
            keyClick(Qt.Key_Escape);
            tryCompare(inspector.inspector.json, "search", "");
        }

        function test_malformedSaysWhy() {
            const before = stream.model.shown;
            Bench.deliverMalformed();
            tryCompare(stream.model, "shown", before + 1);
            keyClick(Qt.Key_Up);
            verify(inspector.inspector.error !== "");
            compare(inspector.inspector.state, "malformed");
            verify(!inspector.inspector.hasPayload);
            verify(inspector.inspector.raw.size > 0);
            stream.clear();
            stream.model.undoClear();
        }

        function test_wrongUrlIsExplained() {
            Bench.client.connectTo("ftp://example", "tests", "*");
            verify(Bench.client.errorText !== "");
            verify(bar.trouble !== "");
            Bench.client.connectTo(Bench.client.url, "tests", "");
            verify(Bench.client.errorText.includes("topic"));
            Bench.client.connectTo(Bench.client.url, "", "*");
            verify(Bench.client.errorText.includes("consumer"));
            Bench.client.connectTo(Bench.client.url, "tests", "*");
            compare(Bench.client.errorText, "");
        }
    }
}
