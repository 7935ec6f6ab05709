// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Messages whose handlers failed for good: to look at, to run again, to discard.
Panel {
    id: panel

    required property ClientController client
    property InspectorController inspector: null
    property SettingsStore settings: null
    readonly property DeadLetterController controller: DeadLetterController {
        client: panel.client
        // New letters come on top: not under the pointer, and not while one looks at older ones.
        held: list.visible && list.count > 0 && (pointer.hovered || list.activeFocus || !list.atYBeginning)
        settings: panel.settings
    }

    function choose(letterId: double): void {
        if (panel.controller.rowOf(letterId) < 0)
            panel.controller.takeChanges();
        const row = panel.controller.rowOf(letterId);
        if (row < 0)
            return;
        list.choose(row);
        list.positionViewAtIndex(row, ListView.Contain);
    }

    Accessible.name: qsTr("Dead letters")
    Accessible.role: Accessible.Pane
    title: qsTr("Dead letters (%1)").arg(Format.count(panel.controller.count))

    tools: [
        IconButton {
            iconName: "info"
            text: qsTr("What was given up")
            toolTip: panel.controller.evictedText
            visible: panel.controller.evictedText !== ""
        },
        AppButton {
            objectName: "showNewLetters"
            text: qsTr("Show %1 new").arg(Format.count(panel.controller.waiting))
            toolTip: qsTr("Rows stay where they are while you point at them, walk through them or look at older ones")
            visible: panel.controller.waiting > 0
            onClicked: panel.controller.takeChanges()
        },
        AppButton {
            enabled: list.count > 0 && !panel.controller.exporting
            objectName: "exportLetters"
            text: qsTr("Export…")
            toolTip: qsTr("Write all dead letters to a file, one line of JSON each")
            onClicked: panel.controller.exportAll()
        },
        AppButton {
            enabled: list.count > 0
            iconName: "refresh"
            objectName: "rerunAll"
            text: qsTr("Run all again…")
            toolTip: qsTr("Hand all of them to whoever consumes their topics now")
            onClicked: rerunDialog.open()
        }
    ]

    ConfirmDialog {
        id: rerunDialog

        acceptText: panel.controller.count === 1 ? qsTr("Run 1 again")
            : qsTr("Run %1 again").arg(Format.count(panel.controller.count))
        objectName: "rerunDialog"
        text: qsTr("Each goes to the handler that consumes its topic now, and is acknowledged when that succeeds. "
            + "What a handler does then cannot be undone.")
        title: panel.controller.count === 1 ? qsTr("Run 1 dead letter again?")
            : qsTr("Run %1 dead letters again?").arg(Format.count(panel.controller.count))
        onConfirmed: {
            rerunDialog.close();
            panel.controller.rerunAll();
        }
    }

    TableHeader {
        id: titles

        anchors.top: parent.top
        table: list
    }
    TableList {
        id: list

        Accessible.name: qsTr("Messages that failed for good")
        anchors.bottom: notice.visible ? notice.top : parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: titles.bottom
        controller: panel.controller
        delegate: DeadLetterRow {}
        model: panel.controller.letters
        objectName: "deadLetterList"

        onCurrentItemChanged: {
            const row = list.currentItem as DeadLetterRow;
            if (row && list.activeFocus)
                panel.controller.inspect(row.letterId, panel.inspector);
        }
        onActiveFocusChanged: {
            const row = list.currentItem as DeadLetterRow;
            if (row && list.activeFocus)
                panel.controller.inspect(row.letterId, panel.inspector);
        }
        HoverHandler {
            id: pointer
        }

        Keys.onDeletePressed: {
            const row = list.currentItem as DeadLetterRow;
            if (row)
                panel.controller.discard(row.letterId);
        }
        Keys.onReturnPressed: {
            const row = list.currentItem as DeadLetterRow;
            if (row)
                panel.controller.rerun(row.letterId);
        }
    }
    Connections {
        // Another message is shown: none of these is what the inspector tells of.
        function onMessageChanged(): void {
            if (!list.activeFocus)
                list.currentIndex = -1;
        }

        target: panel.inspector
    }
    Connections {
        function onChangesTaken(): void {
            list.positionViewAtBeginning();
        }

        target: panel.controller
    }
    EmptyState {
        anchors.fill: parent
        iconName: "check"
        objectName: "noDeadLetters"
        text: qsTr("A message whose handler fails, after all its retries, is kept here: to see why, and to run it "
            + "again once the handler is mended.")
        title: qsTr("Nothing failed for good")
        visible: list.count === 0
    }
    NoticeBar {
        id: notice

        readonly property bool failed: panel.controller.errorText !== ""

        actionText: !failed && panel.controller.discarded.present ? qsTr("Undo") : ""
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        objectName: "deadLetterNotice"
        text: failed ? panel.controller.errorText
            : panel.controller.discarded.present ? qsTr("The letter was discarded.")
            : panel.controller.exportedText !== "" ? panel.controller.exportedText
            : panel.controller.rerunText
        tone: failed ? Tone.Danger
            : text === panel.controller.rerunText && panel.controller.rerunFailed ? Tone.Warning
            : Tone.Info
        onAction: panel.controller.discarded.undo()
        onDismissed: panel.controller.dismiss()
    }
}
