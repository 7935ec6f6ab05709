// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Why the stream shows nothing, and what leads on: it is held still, cleared, narrowed to a topic, or nothing came.
EmptyState {
    id: empty

    required property ClientController client
    required property StreamModel stream
    property bool subtree: false

    readonly property bool filtered: stream.topicFilter !== ""
    readonly property string topic: subtree ? qsTr("%1/*").arg(stream.topicFilter) : stream.topicFilter
    readonly property bool connected: client.state === ClientController.Connected

    signal connectRequested

    iconName: stream.paused ? "pause" : stream.canUndoClear ? "trash" : filtered ? "search" : client.active ? "stream" : "plug"
    objectName: "streamEmptyState"
    text: {
        if (stream.paused)
            return stream.pending > 0 ? qsTr("%1 new messages wait to be shown.").arg(Format.count(stream.pending)) : qsTr("New messages are received and stored, and shown once you resume.");
        if (filtered && stream.loaded > 0)
            return qsTr("None of the %1 messages here is of the topic %2.").arg(Format.count(stream.loaded)).arg(topic);
        if (stream.canUndoClear)
            return connected ? qsTr("What came so far is hidden. New messages appear here as they arrive.") : qsTr("What came so far is hidden, and there is no connection for more.");
        if (connected)
            return filtered ? qsTr("Messages of the topic %1 appear here as they arrive.").arg(topic) : qsTr("Messages appear here as they arrive.");
        return client.active ? qsTr("Messages appear here once the server answers.") : qsTr("Enter a server above and press Connect.");
    }
    title: {
        if (stream.paused)
            return qsTr("The stream is paused");
        if (filtered && stream.loaded > 0)
            return qsTr("Nothing of this topic");
        if (stream.canUndoClear)
            return qsTr("The stream was cleared");
        return connected ? qsTr("Waiting for messages") : client.stateText;
    }
    visible: stream.shown === 0

    AppButton {
        highlighted: true
        iconName: "play"
        objectName: "resumeFromEmpty"
        text: qsTr("Resume")
        visible: empty.stream.paused
        onClicked: empty.stream.paused = false
    }
    AppButton {
        iconName: "refresh"
        objectName: "undoClearFromEmpty"
        text: qsTr("Undo clear")
        visible: empty.stream.canUndoClear && empty.stream.loaded === 0
        onClicked: empty.stream.undoClear()
    }
    AppButton {
        iconName: "close"
        objectName: "clearFilterFromEmpty"
        text: qsTr("Show all topics")
        visible: empty.filtered
        onClicked: empty.stream.topicFilter = ""
    }
    AppButton {
        iconName: "plug"
        objectName: "connectFromEmpty"
        text: qsTr("Enter a server")
        visible: !empty.client.active
        onClicked: empty.connectRequested()
    }
}
