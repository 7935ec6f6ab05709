// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtTest
import Topicscope
import TopicscopeTests

// At every size that the window may have, each page and panel shows what matters whole: what can be pressed or typed
// into lies inside the window or where one can scroll to it, and figures with their units are not cut.
TestCase {
    id: testCase

    property int controls: 0

    name: "Layout"
    when: windowShown

    Component {
        id: windowComponent

        Main {
            settings: PanelFixture.settings
            workspace: PanelFixture.workspace
        }
    }

    readonly property list<string> panels: ["plots", "handlers", "duplicates", "publish", "consumers", "deadletters"]

    function initTestCase() {
        PanelFixture.renewWorkspace();
        const session = PanelFixture.workspace.session;
        session.connectTo(session.url, "tests", "*");
        tryCompare(session, "state", ClientController.Connected);
        PanelFixture.publishIn(session, "orders/created", 40);
    }

    function init() {
        PanelFixture.workspace.current = 0;
    }

    function show(window, panel) {
        window.showPanel(panel === panels[0] ? panels[1] : panels[0]);
        window.showPanel(panel);
    }

    function isControl(item) {
        // Buttons by what they can do: AbstractButton of QtQuick.Controls.Basic is a type that Button does not come
        // from.
        return typeof item.toggle === "function" || (item as TextInput) || (item as TextEdit) || (item as ComboBox);
    }

    function scrolls(item, vertical) {
        const flick = item as Flickable;
        return flick !== null && (vertical ? flick.contentHeight > flick.height : flick.contentWidth > flick.width);
    }

    // Says where the item is cut by something that does not scroll; empty when it is not.
    function cutAt(item, root) {
        for (const vertical of [false, true]) {
            for (let holder = item.parent; holder; holder = holder.parent) {
                if (scrolls(holder, vertical))
                    break; // one gets there
                if (!holder.clip && holder !== root)
                    continue;
                const place = item.mapToItem(holder, 0, 0);
                const from = vertical ? place.y : place.x;
                const to = from + (vertical ? item.height : item.width);
                const room = vertical ? holder.height : holder.width;
                if (from < -1 || to > room + 1)
                    return (vertical ? "y " : "x ") + Math.round(from) + " to " + Math.round(to)
                        + " of " + Math.round(room);
            }
        }
        return "";
    }

    function isFigure(text) {
        return /^[≈]?[0-9][0-9.,]*( ?(ns|µs|ms|s|B|KiB|MiB|%|\/s|msg\/s))?$/.test(text);
    }

    function isMark(item) {
        return (item as StatePill) || (item as Badge) || (item as Chip) || (item as LedgerPill);
    }

    // Lines whose texts are read at a glance: what is cut there tells the rest in a tooltip.
    function isLine(item) {
        return (item as SectionHeader) || (item as StreamStatus) || (item as LedgerBar) || (item as ConnectionBar)
            || (item as SessionTab);
    }

    function isCutWithoutTip(label) {
        let tip = false;
        for (let item = label; item; item = item.parent) {
            if (isLine(item))
                return !tip;
            for (let i = 0; i < item.children.length; ++i)
                tip = tip || (item.children[i] as AppToolTip) !== null || (item.children[i] as CutTip) !== null;
        }
        return false;
    }

    function collect(item, root, faults) {
        if (!item.visible || item.opacity === 0)
            return;
        if (isControl(item) || isMark(item)) {
            ++controls;
            const cut = cutAt(item, root);
            if (cut !== "")
                faults.push(String(item) + " \"" + (item.text ?? "") + "\" " + cut);
        }
        const label = item as AppLabel;
        if (label && label.truncated && isFigure(label.text))
            faults.push("figure cut: " + label.text);
        else if (label && label.truncated && isCutWithoutTip(label))
            faults.push("cut, and no tooltip says the rest: " + label.text);
        // An icon needs no more than it has.
        if (typeof item.toggle === "function" && item.text && !(item as IconButton)
                && item.implicitWidth > item.width + 1)
            faults.push(String(item) + " \"" + (item.text ?? "") + "\" has " + item.width
                + " of the " + item.implicitWidth + " that it needs");
        for (let i = 0; i < item.children.length; ++i)
            collect(item.children[i], root, faults);
    }

    function test_nothingIsCut_data() {
        const rows = [];
        for (const size of [Qt.size(960, 600), Qt.size(1280, 800), Qt.size(1920, 1080)]) {
            const name = size.width + "x" + size.height;
            for (const page of [...panels, "scripts", "first page"])
                rows.push({ tag: name + " " + page, size: size, page: page, busy: false });
            rows.push({ tag: name + " filtered, paused", size: size, page: "handlers", busy: true });
        }
        return rows;
    }

    function test_nothingIsCut(data) {
        const window = createTemporaryObject(windowComponent, testCase);
        window.width = data.size.width;
        window.height = data.size.height;
        if (panels.includes(data.page))
            show(window, data.page);
        else if (data.page === "scripts")
            window.page.showScripts(true);
        else
            PanelFixture.workspace.openNew();
        tryCompare(window.contentItem.parent, "width", data.size.width);
        waitForItemPolished(window.contentItem);
        let faults = [];
        const root = window.contentItem.parent;
        if (data.busy)
            makeBusy(root);
        // Panels take their place over a frame or two, and stay there.
        for (let tries = 0, clean = 0; tries < 30 && clean < 2; ++tries) {
            waitForItemPolished(window.contentItem);
            faults = [];
            controls = 0;
            collect(root, root, faults);
            clean = faults.length === 0 ? clean + 1 : 0;
            wait(50);
        }
        if (data.busy)
            endBusy(root);
        if (data.page === "first page") {
            verify(findShown(root, item => item as FirstPage) !== null);
            PanelFixture.workspace.close(PanelFixture.workspace.session);
        }
        verify(controls > 15, controls + " controls");
        compare(faults.join("; "), "");
    }

    // The longest words that the lines say: a filter of both kinds, paused.
    function makeBusy(root) {
        const topic = "orders/of/a/topic/with/a/name/that/is/long";
        PanelFixture.publishIn(PanelFixture.workspace.session, topic, 40);
        const status = findShown(root, item => item as StreamStatus);
        status.stream.topicFilter = topic;
        status.stream.stateFilter = StateFilter.Unrouted;
        tryVerify(() => status.stream.shown >= 40);
        status.stream.paused = true;
    }

    function endBusy(root) {
        findShown(root, item => item as StreamStatus).stream.paused = false;
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

    function splitHandles(item, found) {
        if (item as AppSplitHandle)
            found.push(item);
        for (let i = 0; i < item.children.length; ++i)
            splitHandles(item.children[i], found);
        return found;
    }

    // A small window shows less of the parts, and the next one at its size all of them again.
    function test_aSmallWindowDoesNotShrinkThePartsForGood() {
        const widthOf = (window, matches) => findShown(window.contentItem.parent, matches).width;
        const isTopics = item => item as TopicPanel ? item : null;
        const isMessage = item => item as InspectorPanel ? item : null;
        const isBottom = item => item as BottomPanel ? item : null;
        const made = size => {
            const window = createTemporaryObject(windowComponent, testCase);
            window.width = size.width;
            window.height = size.height;
            show(window, "plots");
            tryCompare(window.contentItem.parent, "width", size.width);
            tryCompare(window.contentItem.parent, "height", size.height);
            tryVerify(() => findShown(window.contentItem.parent, isTopics) !== null);
            return window;
        };
        const first = made(Qt.size(1280, 800));
        tryVerify(() => widthOf(first, isTopics) > 200);
        const handle = splitHandles(first.contentItem, [])
            .filter(item => item.visible && item.height > item.width)
            .sort((a, b) => a.mapToItem(null, 0, 0).x - b.mapToItem(null, 0, 0).x)[0];
        const before = widthOf(first, isTopics);
        mousePress(handle, 0, 100);
        mouseMove(handle, 40, 100);
        mouseMove(handle, 90, 100);
        tryVerify(() => widthOf(first, isTopics) > before + 30);
        mouseRelease(handle, 0, 100);
        const topics = widthOf(first, isTopics);
        const message = widthOf(first, isMessage);
        const bottom = findShown(first.contentItem.parent, isBottom).height;
        first.saveState();
        first.destroy();

        const small = made(Qt.size(960, 600));
        tryVerify(() => widthOf(small, isTopics) < topics && widthOf(small, isMessage) < message);
        small.saveState();
        small.destroy();

        const again = made(Qt.size(1280, 800));
        tryVerify(() => Math.abs(widthOf(again, isTopics) - topics) <= 1);
        tryVerify(() => Math.abs(widthOf(again, isMessage) - message) <= 1);
        tryVerify(() => Math.abs(findShown(again.contentItem.parent, isBottom).height - bottom) <= 1);
    }

    // In the lowest window, figures leave rows of the lists, and of the plots one row is whole.
    function test_panelsShowSomethingWhole_data() {
        return [
            { tag: "plots", page: "plots", wanted: item => item as PlotCard, least: 0 },
            {
                tag: "duplicates",
                page: "duplicates",
                wanted: item => item.objectName === "duplicateList" ? item : null,
                least: 2 * Theme.rowHeight
            },
            {
                tag: "consumers",
                page: "consumers",
                wanted: item => item.objectName === "consumerList" ? item : null,
                least: 2 * Theme.rowHeight
            }
        ];
    }

    function test_panelsShowSomethingWhole(data) {
        const window = createTemporaryObject(windowComponent, testCase);
        window.width = 960;
        window.height = 600;
        show(window, data.page);
        tryCompare(window.contentItem.parent, "width", 960);
        const root = window.contentItem.parent;
        tryVerify(() => findShown(root, data.wanted) !== null);
        tryVerify(() => {
            const item = findShown(root, data.wanted);
            const bottom = item.mapToItem(root, 0, item.height).y;
            const footer = findShown(root, each => each as LedgerBar).mapToItem(root, 0, 0).y;
            return item.height >= data.least && bottom <= footer;
        });
    }
}
