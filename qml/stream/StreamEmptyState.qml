// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Why the stream shows nothing, and what leads on: it is held still, cleared, narrowed to a topic or a state, or
// nothing came.
EmptyState {
    id: empty

    required property ClientController client
    required property StreamModel stream
    property bool subtree: false

    readonly property bool ofTopic: stream.topicFilter !== ""
    readonly property bool ofState: stream.stateFilter !== StateFilter.Any
    readonly property bool filtered: ofTopic || ofState
    readonly property string outcome: Format.stateFilterText(stream.stateFilter)
    readonly property string topic: subtree ? qsTr("%1/*").arg(stream.topicFilter) : stream.topicFilter
    readonly property bool connected: client.state === ClientController.Connected

    signal connectRequested

    iconName: stream.paused ? "pause"
        : stream.canUndoClear ? "trash"
        : filtered ? "search"
        : client.active ? "stream"
        : "plug"
    objectName: "streamEmptyState"
    text: {
        if (stream.paused)
            return stream.pending > 0 ? qsTr("%1 new messages wait to be shown.").arg(Format.count(stream.pending))
                : qsTr("New messages are received and stored, and shown once you resume.");
        if (ofState && stream.loaded > 0) {
            const loaded = Format.count(stream.loaded);
            const none = ofTopic
                ? qsTr("None of the %1 messages here is %2 and of the topic %3.").arg(loaded).arg(outcome).arg(topic)
                : qsTr("None of the %1 messages here is %2.").arg(loaded).arg(outcome);
            return stream.evicted > 0 ? qsTr("%1 Older ones were given up to keep the store's limit.").arg(none) : none;
        }
        if (ofTopic && stream.loaded > 0)
            return qsTr("None of the %1 messages here is of the topic %2.").arg(Format.count(stream.loaded)).arg(topic);
        if (stream.canUndoClear)
            return connected ? qsTr("What came so far is hidden. New messages appear here as they arrive.")
                : qsTr("What came so far is hidden, and there is no connection for more.");
        if (connected)
            return ofState ? qsTr("Messages that are %1 appear here as they arrive.").arg(outcome)
                : ofTopic ? qsTr("Messages of the topic %1 appear here as they arrive.").arg(topic)
                : qsTr("Messages appear here as they arrive.");
        return client.active ? qsTr("Messages appear here once the server answers.")
            : qsTr("Enter a server above and press Connect.");
    }
    title: {
        if (stream.paused)
            return qsTr("The stream is paused");
        if (filtered && stream.loaded > 0)
            return ofState ? qsTr("Nothing of this state") : qsTr("Nothing of this topic");
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
        visible: empty.ofTopic
        onClicked: empty.stream.topicFilter = ""
    }
    AppButton {
        iconName: "close"
        objectName: "allStatesFromEmpty"
        text: qsTr("Show all states")
        visible: empty.ofState
        onClicked: empty.stream.stateFilter = StateFilter.Any
    }
    AppButton {
        iconName: "plug"
        objectName: "connectFromEmpty"
        text: qsTr("Enter a server")
        visible: !empty.client.active
        onClicked: empty.connectRequested()
    }
}
