// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.impl
import Topicscope

// Where every message is, at all times: received is the sum of the states, and the mark in front says whether it is.
// Counts that never were anything but zero are only in the popup.
Rectangle {
    id: bar

    required property ClientController client
    readonly property LedgerController controller: LedgerController {
        client: bar.client
    }

    readonly property alias detailsVisible: details.visible

    // The messages of one count are wanted: a StateFilter.
    signal stateChosen(int filter)

    Accessible.name: qsTr("Ledger")
    Accessible.role: Accessible.StatusBar
    color: Theme.header
    implicitHeight: Math.max(28, Theme.fontSmall + 16)

    Rectangle {
        color: Theme.border
        height: 1
        width: parent.width
    }

    LedgerCounts {
        id: counts

        objectName: "ledgerCounts"
        room: bar.width - fixedPart.width - 3 * Theme.spacing
        anchors.left: parent.left
        anchors.leftMargin: Theme.spacing
        anchors.verticalCenter: parent.verticalCenter
        onStateChosen: filter => bar.stateChosen(filter)

        IconLabel {
            id: mark

            Accessible.name: bar.controller.balanceText
            Accessible.role: Accessible.Indicator
            anchors.verticalCenter: parent.verticalCenter
            icon.color: Theme.toneColor(bar.controller.balanced ? Tone.Success : Tone.Danger)
            icon.height: Theme.iconSize
            icon.source: Theme.icon(bar.controller.balanced ? "check" : "warning")
            icon.width: Theme.iconSize

            HoverHandler {
                id: markHover
            }
            AppToolTip {
                text: bar.controller.balanceText
                visible: markHover.hovered
            }
        }
        LedgerPill {
            count: bar.controller.received
            exactCount: bar.controller.received
            explanation: bar.controller.balanceText
            label: qsTr("received")
            strong: true
            tone: bar.controller.balanced ? Tone.Neutral : Tone.Danger
            zero: false
        }
        AppLabel {
            font.pixelSize: Theme.fontSmall
            height: mark.parent.height
            muted: true
            rightPadding: 3 // the first count may be on a ground of its own
            text: bar.controller.balanced ? "=" : "≠"
        }
        Repeater {
            model: bar.controller.counts
            delegate: LedgerCountPill {}
        }
        Item {
            height: mark.parent.height
            width: 2 * Theme.spacing

            Rectangle {
                anchors.centerIn: parent
                color: Theme.border
                height: 16
                width: 1
            }
        }
        Repeater {
            model: bar.controller.counts
            delegate: LedgerCountPill {
                states: false
            }
        }
    }

    Row {
        id: fixedPart

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacing

        LedgerPill {
            anchors.verticalCenter: parent.verticalCenter
            count: "+" + exactCount
            exactCount: counts.leftOut
            explanation: qsTr("Counts that have no room here: the button at the right shows all.")
            label: qsTr("more")
            objectName: "ledgerMore"
            tone: Tone.Warning
            visible: counts.leftOut > 0
            zero: false
        }
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.border
            height: 16
            width: 1
        }
        TabularLabel {
            id: rateLabel

            objectName: "ledgerRate"

            Accessible.name: qsTr("%1 messages per second").arg(bar.controller.rate)
            anchors.verticalCenter: parent.verticalCenter
            font.pixelSize: Theme.fontSmall
            font.weight: Font.DemiBold
            minimumText: qsTr("%1 msg/s").arg("00.00")
            text: qsTr("%1 msg/s").arg(bar.controller.rate)

            HoverHandler {
                id: rateHover
            }
            AppToolTip {
                text: qsTr("Messages received per second, over the last two seconds")
                visible: rateHover.hovered
            }
        }
        IconButton {
            id: allButton

            anchors.verticalCenter: parent.verticalCenter
            height: 24
            iconName: "info"
            objectName: "ledgerDetails"
            text: qsTr("All counts of the ledger")
            toolTip: details.visible ? "" : text
            width: 24
            onClicked: details.visible ? details.close() : details.open()
        }
    }

    LedgerPopup {
        id: details

        objectName: "ledgerPopup"

        controller: bar.controller
        x: bar.width - width - Theme.spacing
        y: -height - Theme.spacingSmall
    }
}
