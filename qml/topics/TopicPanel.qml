// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The topics seen, as a tree with live counts; choosing one narrows the stream to it.
Panel {
    id: panel

    required property ClientController client
    property string chosenPath

    signal topicChosen(string path, bool leaf)

    function focusFilter(): void {
        filterField.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    title: qsTr("Topics")
    tools: [
        Badge {
            anchors.verticalCenter: parent ? parent.verticalCenter : undefined
            objectName: "topicCount"
            text: topicModel.filter === "" ? Format.count(topicModel.topicCount)
                : qsTr("%1 of %2").arg(Format.count(topicModel.foundCount)).arg(Format.count(topicModel.topicCount))
            visible: topicModel.topicCount > 0
        },
        IconButton {
            enabled: topicModel.topicCount > 0
            iconName: "expand-all"
            text: qsTr("Expand all topics")
            onClicked: topicModel.expandAll()
        },
        IconButton {
            enabled: topicModel.topicCount > 0
            iconName: "collapse-all"
            text: qsTr("Collapse all topics")
            onClicked: topicModel.collapseAll()
        }
    ]

    TopicTreeModel {
        id: topicModel

        client: panel.client
        filter: filterField.text
    }

    TextInputField {
        id: filterField

        anchors.left: parent.left
        anchors.margins: Theme.spacing
        anchors.right: parent.right
        anchors.top: parent.top
        clearable: true
        iconName: "search"
        label: qsTr("Filter topics")
        placeholderText: qsTr("Filter topics")
        toolTip: qsTr("Shows the topics whose name contains this text")
        Keys.onEscapePressed: clear()
        Keys.onDownPressed: {
            tree.forceActiveFocus(Qt.TabFocusReason);
            topicModel.moveCurrent(0);
        }
    }

    TopicTree {
        id: tree

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: filterField.bottom
        anchors.topMargin: Theme.spacing
        chosenPath: panel.chosenPath
        topics: topicModel
        onPicked: (path, leaf) => panel.topicChosen(path === panel.chosenPath ? "" : path, leaf)
    }

    EmptyState {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: filterField.bottom
        iconName: filterField.text === "" ? "tree" : "search"
        text: filterField.text === "" ? qsTr("A topic appears here with its first message.")
            : qsTr("No topic's name contains this text.")
        title: filterField.text === "" ? qsTr("No topics yet") : qsTr("No match")
        visible: topicModel.rows === 0
    }
}
