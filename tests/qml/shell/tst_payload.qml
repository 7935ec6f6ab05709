// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTest

// The inspector with payloads that are deep, long or not what they seem.
Item {
    id: root

    height: 600
    width: 900

    StreamPanel {
        id: stream

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.top: parent.top
        client: Bench.client
        width: 500
    }
    InspectorPanel {
        id: inspector

        anchors.bottom: parent.bottom
        anchors.left: stream.right
        anchors.right: parent.right
        anchors.top: parent.top
        client: Bench.client
        viewport: stream.viewport
    }

    TestCase {
        name: "Payload"
        when: windowShown

        readonly property JsonTreeModel json: inspector.inspector.json

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

        function named(name) {
            return find(inspector, item => item.objectName === name);
        }

        function list() {
            return find(inspector, item => item as JsonList !== null);
        }

        function showTab(text) {
            mouseClick(find(inspector, item => item as AppTabButton !== null && item.text === text));
        }

        // Delivers one message and selects it.
        function show(topic, payload) {
            const before = stream.model.shown;
            verify(Bench.deliver(1, topic, payload));
            tryCompare(stream.model, "shown", before + 1);
            stream.viewport.clearSelection();
            stream.viewport.following = true;
            find(stream, item => item as StreamRows !== null).forceActiveFocus();
            keyClick(Qt.Key_Up);
            tryCompare(inspector.inspector, "topic", topic);
        }

        function initTestCase() {
            verify(Bench.start());
        }

        function test_deepLevelsStayInView() {
            show("deep", "[".repeat(400) + "7" + "]".repeat(400));
            showTab(qsTr("Tree"));
            json.expandAll();
            compare(json.rowCount(), 400);
            list().currentIndex = 399;
            tryVerify(() => list().currentItem !== null);
            const row = list().currentItem as JsonRow;
            compare(row.value, "7");
            verify(row.indentation < list().width / 2, row.indentation);
            const isLevel = item => item as AppLabel !== null && item.visible && item.text === "400";
            verify(find(row, isLevel) !== null, "the level is told");
        }

        function test_howItIsReadIsSaidAndChosen() {
            show("encodings", "[1,2]");
            showTab(qsTr("Tree"));
            const button = named("encodingButton");
            compare(button.text, "JSON");
            compare(json.rowCount(), 2);
            inspector.inspector.chooseEncoding(InspectorController.Text);
            compare(button.text, "Text");
            compare(json.rowCount(), 1);
            inspector.inspector.chooseEncoding(InspectorController.Cbor);
            compare(json.rowCount(), 0);
            tryVerify(() => named("payloadProblem").visible);
            inspector.inspector.chooseEncoding(InspectorController.Automatic);
            compare(json.rowCount(), 2);
            verify(!named("payloadProblem").visible);
        }

        function test_nothingIsChosenInAnotherMessage() {
            show("deep", "[".repeat(400) + "7" + "]".repeat(400));
            showTab(qsTr("Tree"));
            json.expandAll();
            list().forceActiveFocus();
            keyClick(Qt.Key_End);
            compare(list().currentIndex, 399);
            tryVerify(() => list().contentY > 0);
            show("deeper", "[".repeat(500) + "8" + "]".repeat(500));
            compare(list().currentIndex, -1);
            compare(list().currentPath, "");
            verify(!named("jsonPath").visible);
            tryCompare(list(), "contentY", list().originY);
            json.expandAll();
            compare(list().currentIndex, -1);
        }

        function test_theSameValueStaysChosenWhenAllOpensOrCloses() {
            show("kept", JSON.stringify({first: {a: {b: {c: 1}}}, second: {d: 2}}));
            showTab(qsTr("Tree"));
            json.expandAll();
            list().currentIndex = 5;
            compare(list().currentPath, "second.d");
            json.collapseAll();
            compare(list().currentPath, "second", "what holds it, where it is hidden");
            json.expandAll();
            compare(list().currentPath, "second");
            compare(list().currentIndex, 4);
        }

        function test_goesSideways() {
            show("wide", JSON.stringify({key: "x".repeat(390)}));
            showTab(qsTr("Tree"));
            tryVerify(() => list().contentWidth > list().width);
            compare(list().contentX, 0);
            list().currentIndex = 0;
            list().forceActiveFocus();
            keyClick(Qt.Key_Right, Qt.ShiftModifier);
            verify(list().contentX > 0);
            keyClick(Qt.Key_Left, Qt.ShiftModifier);
            compare(list().contentX, 0);
            mouseWheel(list(), 50, 50, 0, -120, Qt.NoButton, Qt.ShiftModifier);
            tryVerify(() => list().contentX > 0);
        }

        function test_keysWalkThroughTheTree() {
            show("keys", JSON.stringify({items: [{sku: "A"}, {sku: "B"}]}));
            showTab(qsTr("Tree"));
            json.collapseAll();
            list().forceActiveFocus();
            list().currentIndex = 0;
            keyClick(Qt.Key_Right); // opens
            keyClick(Qt.Key_Right); // goes in
            compare(list().currentPath, "items[0]");
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Right);
            compare(list().currentPath, "items[1].sku");
            compare(named("jsonPath").text, "items[1].sku");
            keyClick(Qt.Key_Left);
            compare(list().currentPath, "items[1]");
            keyClick(Qt.Key_Left); // folds
            compare(json.rowCount(), 3);
            keyClick(Qt.Key_Left);
            compare(list().currentPath, "items");
            keyClick(Qt.Key_End);
            compare(list().currentPath, "items[1]");
            keyClick(Qt.Key_Home);
            compare(list().currentPath, "items");
        }

        function test_everyViewMarksWhatCannotBeSeen() {
            const topic = "a\u202eb\nc";
            show(topic, JSON.stringify({"": "\u200b", "k\u2066": 1}));
            const shown = "a\u2039U+202E\u203Ab\u2039LF\u203Ac";
            const row = stream.viewport.index(stream.viewport.currentOffset, 0);
            verify(stream.viewport.data(row, Qt.UserRole + 2).includes(shown), "the stream's cell");
            verify(find(inspector, item => item as FieldValue !== null && item.text === shown) !== null);
            showTab(qsTr("Tree"));
            tryVerify(() => find(list(), item => item as JsonRow !== null
                && item.key === "\"\"" && item.value === "\"\u2039U+200B\u203A\"") !== null);
            verify(find(list(), item => item as JsonRow !== null && item.key === "k\u2039U+2066\u203A") !== null);
            showTab(qsTr("Raw"));
            const view = named("rawView") as RawTextView;
            tryVerify(() => view.visible && view.rowCount > 0);
            verify(view.textOfRow(0).includes("\u2039U+200B\u203A"));
        }

        function test_thePayloadHasRoomInALowPanel() {
            show("low", "{\"a\": 1, \"b\": 2, \"c\": 3}");
            showTab(qsTr("Tree"));
            list().currentIndex = -1;
            inspector.anchors.bottomMargin = inspector.height - 248; // as in the lowest window
            tryVerify(() => list().height >= 3 * Theme.rowHeight);
            const fields = named("messageFields") as Flickable;
            verify(fields.contentHeight > fields.height && fields.interactive);
            inspector.anchors.bottomMargin = 0;
            tryCompare(fields, "height", fields.contentHeight);
        }

        function test_oneByteIsOne() {
            show("short", "7");
            showTab(qsTr("Raw"));
            tryCompare(named("rawNote"), "text", qsTr("1 byte"));
        }

        function test_whatIsLookedForGoesAlong() {
            show("both", JSON.stringify({first: "needle", second: 2}));
            showTab(qsTr("Tree"));
            inspector.focusSearch();
            for (const letter of "needle")
                keyClick(letter);
            tryCompare(json, "matchCount", 1);
            showTab(qsTr("Raw"));
            tryCompare(inspector.inspector.raw, "search", "needle");
            tryCompare(inspector.inspector.raw, "matchCount", 1);
            inspector.focusSearch();
            keyClick(Qt.Key_Escape);
            showTab(qsTr("Tree"));
            tryCompare(json, "search", "");
        }

        function test_rawIsSearched() {
            show("raw", "[" + "{\"id\": 12345},".repeat(50000) + "\"needle\"]");
            showTab(qsTr("Raw"));
            const view = named("rawView") as RawTextView;
            tryVerify(() => view.visible && view.progress === 1);
            inspector.focusSearch();
            for (const letter of "needle")
                keyClick(letter);
            keyClick(Qt.Key_Return); // waits for the search
            tryCompare(view, "matchIndex", 0);
            compare(view.selectedBytes, 6);
            verify(view.firstRow > 100);
            keyClick(Qt.Key_Escape);
            tryCompare(inspector.inspector.raw, "search", "");
            view.forceActiveFocus();
            keyClick(Qt.Key_A, Qt.ControlModifier);
            compare(view.selectedBytes, inspector.inspector.raw.size);
        }
    }
}
