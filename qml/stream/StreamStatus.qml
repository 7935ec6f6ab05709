// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// The line below the stream: how many rows there are, which filter is in force, and what is no longer there.
Rectangle {
    id: status

    required property StreamModel stream
    property bool subtree: false
    readonly property bool narrowed: stream.topicFilter !== "" || stream.stateFilter !== StateFilter.Any
    // What is left where the other parts are as narrow as they may be.
    readonly property real spare: width - countLabel.implicitWidth - pausedPill.implicitWidth - 48 - 6 * Theme.spacing
        - (missedBadge.visible ? 24 + Theme.spacing : 0)
        - (evictedLabel.visible ? 24 + Theme.spacing : 0)

    color: Theme.header
    implicitHeight: Theme.headerHeight

    Rectangle {
        color: Theme.border
        height: 1
        width: parent.width
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.spacing
        anchors.rightMargin: Theme.spacing
        spacing: Theme.spacing

        // What is cut where there is little room says the rest in a tooltip; the count and the pill stay whole.
        Chip {
            Layout.fillWidth: true
            Layout.maximumWidth: Math.min(260, implicitWidth)
            Layout.minimumWidth: 48
            implicitHeight: Theme.headerHeight - 8
            removeText: qsTr("Show all topics")
            text: status.subtree ? qsTr("topic: %1/*").arg(Format.visible(status.stream.topicFilter))
                : qsTr("topic: %1").arg(Format.visible(status.stream.topicFilter))
            visible: status.stream.topicFilter !== ""
            onRemoved: status.stream.topicFilter = ""
        }
        Chip {
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            Layout.minimumWidth: Math.max(48, Math.min(implicitWidth, status.spare)) // the topic gives way first
            implicitHeight: Theme.headerHeight - 8
            objectName: "stateChip"
            removeText: qsTr("Show all states")
            text: qsTr("state: %1").arg(Format.stateFilterText(status.stream.stateFilter))
            visible: status.stream.stateFilter !== StateFilter.Any
            onRemoved: status.stream.stateFilter = StateFilter.Any
        }
        AppLabel {
            id: countLabel

            Layout.fillWidth: true
            Layout.minimumWidth: Math.ceil(implicitWidth)
            font.pixelSize: Theme.fontSmall
            muted: true
            objectName: "shownCount"
            text: status.narrowed
                ? qsTr("%1 of %2 messages")
                    .arg(Format.count(status.stream.shown))
                    .arg(Format.count(status.stream.loaded))
                : status.stream.shown === 1 ? qsTr("1 message")
                : qsTr("%1 messages").arg(Format.count(status.stream.shown))
        }
        StatePill {
            id: pausedPill

            Layout.minimumWidth: implicitWidth
            objectName: "pausedPill"
            text: qsTr("Paused")
            tone: Tone.Warning
            visible: status.stream.paused
        }
        Badge {
            id: missedBadge

            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            Layout.minimumWidth: 24
            objectName: "missedBadge"
            text: qsTr("%1 evicted before they were shown").arg(Format.count(status.stream.missed))
            tone: Tone.Warning
            visible: status.stream.missed > 0
        }
        AppLabel {
            id: evictedLabel

            Layout.fillWidth: true
            Layout.maximumWidth: Math.ceil(implicitWidth)
            Layout.minimumWidth: 24
            font.pixelSize: Theme.fontSmall
            muted: true
            objectName: "evictedCount"
            text: qsTr("%1 evicted by the store's limit").arg(Format.count(status.stream.evicted))
            visible: status.stream.evicted > 0

            CutTip {
                label: evictedLabel
            }
        }
    }
}
