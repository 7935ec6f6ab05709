// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// Where to connect, as whom, to what; how the connection stands; and what went wrong, in words.
Rectangle {
    id: bar

    required property ClientController client

    signal menuRequested(Item button)

    readonly property bool connecting: client.state === ClientController.Connecting
        || client.state === ClientController.Reconnecting
    readonly property ConnectionFormController form: ConnectionFormController {
        client: bar.client
    }
    // Names before the fields where they leave room for what is in them; else tooltips have to do.
    readonly property bool named: width >= 1120
    // What the fields say is not what the connection is to.
    readonly property bool edited: client.active
        && (urlField.text !== client.url
            || consumerField.text !== client.consumer
            || topicsField.text !== client.topics)
    property bool problemShown: false
    property bool menuOpen: false
    readonly property string trouble: client.errorText !== "" ? client.errorText
        : problemShown ? client.problemText
        : ""

    function focusUrl(): void {
        urlField.forceActiveFocus(Qt.ShortcutFocusReason);
        urlField.selectAll();
    }

    function showBeginnings(): void {
        for (const field of [urlField, consumerField, topicsField])
            field.cursorPosition = 0;
    }

    function toggleConnection(): void {
        if (client.active)
            client.disconnectFromServer();
        else
            reconnect();
    }

    function reconnect(): void {
        if (!form.valid)
            advanced.open();
        else
            client.connectTo(urlField.text, consumerField.text, topicsField.text);
    }

    color: Theme.header
    implicitHeight: column.implicitHeight

    Component.onCompleted: showBeginnings()

    Connections {
        function onSettingsChanged() {
            urlField.text = bar.client.url;
            consumerField.text = bar.client.consumer;
            topicsField.text = bar.client.topics;
            bar.showBeginnings();
        }

        target: bar.client
    }

    AdvancedDialog {
        id: advanced

        controller: bar.form
        onConnectRequested: bar.reconnect()
    }

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.spacingMedium
            Layout.preferredHeight: Theme.toolbarHeight + Theme.spacing
            Layout.rightMargin: Theme.spacing
            spacing: Theme.spacing

            AppLabel {
                muted: true
                text: qsTr("Server")
                visible: bar.named
            }
            TextInputField {
                id: urlField

                Layout.fillWidth: true
                Layout.maximumWidth: 300
                Layout.minimumWidth: 120
                Layout.preferredWidth: 14 * Theme.fontBody
                invalid: bar.client.errorField === ClientController.Server
                label: qsTr("Server URL")
                placeholderText: qsTr("for example http://127.0.0.1:5000")
                shortcutText: "Ctrl+L"
                text: bar.client.url
                toolTip: qsTr("Address of the publish/subscribe server")
                onAccepted: bar.reconnect()
            }
            AppLabel {
                Layout.leftMargin: Theme.spacingSmall
                muted: true
                text: qsTr("Consumer")
                visible: bar.named
            }
            TextInputField {
                id: consumerField

                Layout.fillWidth: true
                Layout.maximumWidth: 160
                Layout.minimumWidth: 72
                Layout.preferredWidth: 7 * Theme.fontBody
                invalid: bar.client.errorField === ClientController.Consumer
                label: qsTr("Consumer name")
                text: bar.client.consumer
                toolTip: qsTr("The name under which the server lists this client")
                onAccepted: bar.reconnect()
            }
            AppLabel {
                Layout.leftMargin: Theme.spacingSmall
                muted: true
                text: qsTr("Topics")
                visible: bar.named
            }
            TextInputField {
                id: topicsField

                Layout.fillWidth: true
                Layout.maximumWidth: 240
                Layout.minimumWidth: 64
                Layout.preferredWidth: 5 * Theme.fontBody
                invalid: bar.client.errorField === ClientController.Topics
                label: qsTr("Topics")
                text: bar.client.topics
                toolTip: qsTr("Topics to subscribe to, separated by commas; * means all")
                onAccepted: bar.reconnect()
            }
            AppButton {
                id: advancedButton

                Layout.leftMargin: Theme.spacingSmall
                Layout.maximumWidth: 200
                iconName: bar.form.valid ? "gear" : "warning"
                objectName: "advancedButton"
                text: bar.form.summary === "" ? qsTr("Advanced") : bar.form.summary
                toolTip: bar.form.summary === "" ? qsTr("Transport, proxy, certificates and more")
                    : qsTr("Advanced: %1").arg(bar.form.summary)
                onClicked: advanced.open()
            }
            AppButton {
                enabled: bar.form.valid
                highlighted: true
                iconName: "plug"
                objectName: "reconnectButton"
                shortcutText: qsTr("Return")
                text: qsTr("Connect")
                toolTip: Format.fill(qsTr("Connect to what the fields say; this connection is to %1, topics %2"),
                    [bar.client.url, bar.client.topics])
                visible: bar.edited
                onClicked: bar.reconnect()
            }
            AppButton {
                id: connectButton

                enabled: bar.client.active || bar.form.valid
                highlighted: !bar.client.active
                iconName: bar.client.active ? "unplug" : "plug"
                shortcutText: "Ctrl+Return"
                text: bar.client.active ? (bar.connecting ? qsTr("Cancel") : qsTr("Disconnect")) : qsTr("Connect")
                toolTip: bar.client.active ? qsTr("Close the connection; what was received stays")
                    : qsTr("Connect and subscribe")
                onClicked: bar.toggleConnection()
            }
            StatePill {
                Layout.leftMargin: Theme.spacingSmall
                implicitHeight: Theme.controlHeight - 4
                text: bar.client.stateText
                tone: bar.client.tone
            }
            AppLabel {
                id: detail

                Layout.fillWidth: true
                Layout.minimumWidth: 0
                // the transport; the rest where there is room
                Layout.preferredWidth: Math.min(implicitWidth, 7 * Theme.fontBody)
                muted: true
                text: bar.client.detail

                HoverHandler {
                    id: detailHover
                }
                AppToolTip {
                    text: detail.text
                    visible: detailHover.hovered && detail.truncated
                }
            }
            Badge {
                implicitHeight: Theme.controlHeight - 4
                radius: Theme.radius
                text: qsTr("Demo server")
                tone: Tone.Violet
                visible: bar.client.demo
            }
            IconButton {
                checkable: true
                checked: bar.problemShown
                iconName: "warning"
                text: qsTr("Latest problem")
                toolTip: bar.client.problemText
                tone: Tone.Warning
                visible: bar.client.problemText !== ""
                onClicked: bar.problemShown = checked
            }
            IconButton {
                id: menuButton

                iconName: "menu"
                text: qsTr("Menu")
                toolTip: bar.menuOpen ? "" : text
                onClicked: bar.menuRequested(menuButton)
            }
        }

        NoticeBar {
            Layout.fillWidth: true
            dismissable: bar.client.errorText === ""
            iconName: dismissable ? "warning" : "error"
            text: bar.trouble
            tone: dismissable ? Tone.Warning : Tone.Danger
            onDismissed: {
                bar.problemShown = false;
                bar.client.dismissProblem();
            }
        }

        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: 1
            color: Theme.border
        }
    }
}
