// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The handlers with their figures; native ones can be added and removed here.
Panel {
    id: panel

    required property ClientController client
    readonly property HandlerController controller: HandlerController {
        client: panel.client
    }
    readonly property bool filtered: controller.handlers.filterText !== ""

    Accessible.name: qsTr("Handlers")
    Accessible.role: Accessible.Pane
    title: qsTr("Handlers (%1)").arg(panel.controller.handlers.count)

    tools: [
        FilterField {
            label: qsTr("Filter handlers")
            objectName: "handlerFilter"
            placeholderText: qsTr("Name or topic")
            table: panel.controller.handlers
        },
        AppCheckBox {
            checked: panel.controller.handlers.showRemoved
            leftPadding: Theme.spacingSmall
            rightPadding: Theme.spacing
            text: qsTr("Removed")
            toolTip: qsTr("Show handlers that were removed, too")
            onToggled: panel.controller.handlers.showRemoved = checked
        },
        ComboField {
            currentIndex: panel.client.overflow
            implicitWidth: 200
            label: qsTr("When lanes are full")
            model: [qsTr("Full: hold the server back"), qsTr("Full: drop the newest"), qsTr("Full: drop the oldest")]
            objectName: "overflowField"
            toolTip: qsTr("What happens to a message whose handler has 8,000 waiting; dropped ones are counted")
            onActivated: panel.client.overflow = currentIndex
        },
        AppButton {
            iconName: "plus"
            objectName: "addHandlerButton"
            text: qsTr("Add handler…")
            toolTip: qsTr("Register a native handler: count, log, append to a file, sleep")
            onClicked: addDialog.open()
        }
    ]

    AddHandlerDialog {
        id: addDialog

        controller: panel.controller
        onClosed: panel.controller.clearError()
    }

    TableHeader {
        id: titles

        anchors.top: parent.top
        table: list
    }
    TableList {
        id: list

        Accessible.name: qsTr("Handlers")
        anchors.bottom: notice.visible ? notice.top : parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: titles.bottom
        controller: panel.controller
        delegate: HandlerRow {}
        model: panel.controller.handlers
        objectName: "handlerList"

        Keys.onDeletePressed: {
            const row = list.currentItem as HandlerRow;
            if (row)
                row.remove();
        }
    }

    EmptyState {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        iconName: "plug"
        objectName: "noHandlers"
        text: panel.controller.heldMessages > 0
            ? qsTr("%1 messages are still with removed handlers, which finish them. "
                + "What comes now is shown but not consumed.").arg(Format.count(panel.controller.heldMessages))
            : qsTr("Messages are shown but not consumed. Add a handler to consume and acknowledge them, "
                + "or start topicscope-cli run with --handler.")
        title: qsTr("No handler is registered")
        visible: list.count === 0 && !panel.filtered

        AppButton {
            highlighted: true
            iconName: "plus"
            text: qsTr("Add handler…")
            onClicked: addDialog.open()
        }
    }
    EmptyState {
        anchors.fill: parent
        iconName: "search"
        objectName: "noHandlerFound"
        text: qsTr("No handler's name or topic contains “%1”.").arg(panel.controller.handlers.filterText)
        title: qsTr("Nothing found")
        visible: list.count === 0 && panel.filtered
    }
    NoticeBar {
        id: notice

        readonly property bool failed: panel.controller.errorText !== "" && !addDialog.visible
        readonly property bool undoable: panel.controller.removal.present

        actionText: undoable ? qsTr("Undo") : ""
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        objectName: "handlerNotice"
        text: failed ? panel.controller.errorText
            : undoable ? qsTr("Handler %1 was removed.").arg(panel.controller.removal.name)
            : ""
        tone: failed ? Tone.Danger : Tone.Info
        onAction: panel.controller.removal.undo()
        onDismissed: {
            panel.controller.clearError();
            panel.controller.removal.dismiss();
        }
    }
}
