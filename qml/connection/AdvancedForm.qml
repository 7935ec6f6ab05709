// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// The settings that a plain address does without; docs/connecting.md explains them.
ColumnLayout {
    id: form

    required property ConnectionFormController controller

    component Line: AdvancedField {
        Layout.fillWidth: true
    }
    component Lines: AdvancedText {
        Layout.fillWidth: true
    }
    component Title: AppLabel {
        Layout.topMargin: Theme.spacing
        strong: true
    }

    function takeTransport(): void {
        transport.currentIndex = transport.names.indexOf(form.controller.text(ConnectionFormController.Transport));
    }

    spacing: Theme.spacingSmall + 2

    RowLayout {
        spacing: Theme.spacing

        AppLabel {
            Layout.preferredWidth: 148
            text: qsTr("Transport")
        }
        ComboField {
            id: transport

            readonly property list<string> names: ["auto", "websocket", "polling", "upgrade"]

            Layout.fillWidth: true
            label: qsTr("Transport")
            model: [qsTr("Automatic"), qsTr("WebSocket only"), qsTr("Polling only"), qsTr("Polling with upgrade")]
            objectName: "transportField"
            onActivated: index => form.controller.setText(ConnectionFormController.Transport, names[index])

            Component.onCompleted: form.takeTransport()
        }
    }
    Line {
        controller: form.controller
        field: ConnectionFormController.Path
        hint: "/socket.io/"
        label: qsTr("Path")
    }
    Line {
        controller: form.controller
        field: ConnectionFormController.Namespace
        hint: "/"
        label: qsTr("Namespace")
    }
    Line {
        controller: form.controller
        field: ConnectionFormController.Proxy
        hint: "http://proxy.example.org:3128"
        label: qsTr("Proxy")
        toolTip: qsTr("system, none, or a URL: http://HOST:PORT or socks5://HOST:PORT")
    }
    Title {
        text: qsTr("Certificates")
    }
    Line {
        controller: form.controller
        field: ConnectionFormController.CaFile
        file: true
        hint: qsTr("the system's CAs")
        label: qsTr("CA file")
        toolTip: qsTr("The CAs to trust instead of the system's, PEM")
    }
    Line {
        controller: form.controller
        field: ConnectionFormController.Certificate
        file: true
        hint: qsTr("none")
        label: qsTr("Client certificate")
    }
    Line {
        controller: form.controller
        field: ConnectionFormController.Key
        file: true
        hint: qsTr("in the certificate's file")
        label: qsTr("Client key")
    }
    Title {
        text: qsTr("Limits and reconnection")
    }
    Line {
        controller: form.controller
        field: ConnectionFormController.MaxFrame
        label: qsTr("Largest frame, MiB")
    }
    Line {
        controller: form.controller
        field: ConnectionFormController.ConnectTimeout
        label: qsTr("Connect timeout, ms")
    }
    Line {
        controller: form.controller
        field: ConnectionFormController.Attempts
        label: qsTr("Reconnect attempts")
        toolTip: qsTr("0: for ever")
    }
    Line {
        controller: form.controller
        field: ConnectionFormController.Delay
        label: qsTr("First wait, ms")
    }
    Line {
        controller: form.controller
        field: ConnectionFormController.DelayMax
        label: qsTr("Longest wait, ms")
    }
    Title {
        text: qsTr("Secrets")
    }
    AppLabel {
        Layout.fillWidth: true
        font.pixelSize: Theme.fontSmall
        muted: true
        text: qsTr("Kept in memory for this run only, never written to disk.")
        wrapMode: Text.WordWrap
    }
    Lines {
        controller: form.controller
        field: ConnectionFormController.Auth
        hint: "{\"token\": \"...\"}"
        label: qsTr("Auth payload, JSON")
    }
    Lines {
        controller: form.controller
        field: ConnectionFormController.Headers
        hint: qsTr("Name: value")
        label: qsTr("Extra headers")
    }
    Line {
        controller: form.controller
        field: ConnectionFormController.Passphrase
        label: qsTr("Key passphrase")
        secret: true
    }
    Connections {
        function onChanged(): void {
            form.takeTransport();
        }

        target: form.controller
    }
}
