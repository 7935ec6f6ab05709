// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

TestCase {
    id: testCase

    height: 200
    name: "ConnectionBar"
    visible: true
    when: windowShown
    width: 1280

    ConnectionBar {
        id: bar

        client: PanelFixture.client
        width: parent.width
    }

    SignalSpy {
        id: otherServer

        signalName: "otherServerWanted"
        target: PanelFixture.client
    }

    function initTestCase(): void {
        verify(PanelFixture.start());
    }

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

    function field(label) {
        return find(bar, child => (child as TextInputField) && child.label === label);
    }

    function test_theFrameIsWhereTheErrorIs(): void {
        const labels = ["Server URL", "Consumer name", "Topics"];
        const wrong = ["", " ", ", ,"];
        for (let i = 0; i < labels.length; ++i) {
            const right = field(labels[i]).text;
            field(labels[i]).text = wrong[i];
            field(labels[i]).accepted();
            for (const label of labels)
                compare(field(label).invalid, label === labels[i], label);
            field(labels[i]).text = right;
            field(labels[i]).accepted();
            for (const label of labels)
                compare(field(label).invalid, false, label);
        }
    }

    function test_theFieldForgetsSecretsOnceConnected(): void {
        const url = field("Server URL");
        const plain = url.text;
        url.text = plain + "/?token=abc";
        url.accepted();
        verify(!url.text.includes("abc"), url.text);
        verify(url.text.endsWith("***"), url.text);
        url.text = plain;
        url.accepted();
        compare(url.text, plain);
        tryCompare(PanelFixture.client, "state", ClientController.Connected);
    }

    // "Connected" stands beside fields that say something else.
    function test_whatIsTypedIsNotConnected(): void {
        const button = findChild(bar, "reconnectButton");
        const topics = field("Topics");
        const connected = topics.text;
        verify(!button.visible);
        topics.text = "orders/paid";
        verify(button.visible);
        verify(button.toolTip.includes(PanelFixture.client.url), button.toolTip);
        topics.text = connected;
        verify(!button.visible);
    }

    // The field is this session's: what was typed is for another one.
    function test_anotherServerPutsTheAddressBack(): void {
        const url = field("Server URL");
        const connected = PanelFixture.client.url;
        url.text = "http://127.0.0.1:9";
        url.accepted();
        compare(otherServer.count, 1);
        compare(url.text, connected);
        compare(PanelFixture.client.state, ClientController.Connected);
    }
}
