// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Who consumes what, and how fast: seen from the server's broadcasts, without subscribing.
Panel {
    id: panel

    required property ClientController client
    readonly property ObserverController controller: ObserverController {
        client: panel.client
    }
    readonly property TableProxyModel consumers: controller.consumers
    readonly property bool filtered: consumers.filterText !== ""

    // What sets the figures to zero asks first where there are some.
    function beginAnew(what: string, seconds: int): void {
        anewDialog.what = what;
        anewDialog.seconds = seconds;
        if (panel.controller.hasFigures && (panel.controller.running || what !== "late"))
            anewDialog.open();
        else
            anewDialog.confirmed();
    }

    Accessible.name: qsTr("Consumers")
    Accessible.role: Accessible.Pane
    detail: controller.measuredText
    title: qsTr("Consumers")

    tools: [
        IconButton {
            iconName: "info"
            objectName: "observerRemarks"
            text: qsTr("What the figures leave out")
            toolTip: panel.controller.remarks
            visible: panel.controller.remarks !== ""
        },
        FilterField {
            label: qsTr("Filter consumers and topics")
            objectName: "consumerFilter"
            placeholderText: qsTr("Consumer or topic")
            table: panel.consumers
        },
        AppButton {
            enabled: panel.controller.running || list.count > 0
            objectName: "observerReset"
            text: panel.controller.hasFigures ? qsTr("Reset…") : qsTr("Reset")
            toolTip: qsTr("Set all figures of the observation to zero")
            onClicked: panel.beginAnew("reset", 0)
        },
        AppButton {
            highlighted: !panel.controller.running
            iconName: panel.controller.running ? "pause" : "eye"
            objectName: "observerSwitch"
            text: panel.controller.running ? qsTr("Stop observing")
                : panel.controller.hasFigures ? qsTr("Observe anew…")
                : qsTr("Observe")
            toolTip: qsTr("Listen to what the server tells its monitors, on a connection of its own")
            onClicked: panel.controller.running ? panel.controller.stop() : panel.beginAnew("start", 0)
        }
    ]

    ConfirmDialog {
        id: anewDialog

        property string what
        property int seconds

        acceptText: qsTr("Begin at zero")
        details: qsTr("• %1 published, %2 consumptions, %3")
            .arg(panel.controller.messages)
            .arg(panel.controller.consumptions)
            .arg(panel.controller.measuredText)
        objectName: "anewDialog"
        text: qsTr("The figures of this observation are gone then:")
        title: qsTr("Observe from zero?")
        onConfirmed: {
            anewDialog.close();
            if (anewDialog.what === "reset")
                panel.controller.reset();
            else if (anewDialog.what === "start")
                panel.controller.start();
            else
                panel.controller.lateAfterSeconds = anewDialog.seconds;
        }
        onRejected: figures.restoreLateAfter()
    }

    ObserverFigures {
        id: figures

        onLateAfterRequested: seconds => panel.beginAnew("late", seconds)

        anchors.left: parent.left
        anchors.leftMargin: Theme.spacingLarge
        anchors.right: side.left
        anchors.rightMargin: Theme.spacing
        anchors.top: parent.top
        anchors.topMargin: Theme.spacingMedium
        controller: panel.controller
    }
    Rectangle {
        id: line

        anchors.left: parent.left
        anchors.right: side.left
        anchors.top: figures.bottom
        anchors.topMargin: Theme.spacingMedium
        color: Theme.border
        height: 1
    }
    TableHeader {
        id: titles

        anchors.top: line.bottom
        table: list
    }
    TableList {
        id: list

        Accessible.name: qsTr("Consumers by topic")
        anchors.bottom: notice.visible ? notice.top : parent.bottom
        anchors.left: parent.left
        anchors.right: side.left
        anchors.top: titles.bottom
        controller: panel.controller
        delegate: TableRow {}
        model: panel.consumers
        objectName: "consumerList"
    }
    EmptyState {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: side.left
        anchors.top: line.bottom
        iconName: panel.filtered ? "search" : "eye"
        objectName: "noConsumers"
        text: {
            if (panel.filtered)
                return qsTr("No consumer or topic contains “%1”.").arg(panel.consumers.filterText);
            if (panel.controller.running)
                return qsTr("Consumers appear here with their first acknowledgement of a message.");
            return qsTr("Observe the server to see how long every consumer takes from publication to "
                + "acknowledgement, by the server’s clock. Nothing is subscribed or consumed.");
        }
        title: panel.filtered ? qsTr("Nothing found")
            : panel.controller.running ? qsTr("Nothing was consumed yet")
            : qsTr("Not observing")
        visible: list.count === 0
    }
    NoticeBar {
        id: notice

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: side.left
        text: panel.controller.problemText
        tone: Tone.Danger
        onDismissed: panel.controller.dismissProblem()
    }

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.right: side.left
        anchors.top: parent.top
        color: Theme.border
        width: 1
    }
    ObservedClients {
        id: side

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.top: parent.top
        controller: panel.controller
        width: Math.min(320, Math.max(200, panel.width * 0.22))
    }
}
