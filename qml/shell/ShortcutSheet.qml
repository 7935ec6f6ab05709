// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Templates as T
import Topicscope

// All shortcuts on one sheet.
Popup {
    id: sheet

    anchors.centerIn: T.Overlay.overlay
    focus: true
    modal: true
    padding: Theme.spacingHuge

    background: Rectangle {
        border.color: Theme.borderStrong
        color: Theme.raised
        radius: Theme.radius * 2
    }
    T.Overlay.modal: Rectangle {
        color: "#80000000"
    }
    ColumnLayout {
        spacing: Theme.spacingMedium

        RowLayout {
            AppLabel {
                Layout.fillWidth: true
                font.pixelSize: Theme.fontTitle
                strong: true
                text: qsTr("Keyboard shortcuts")
            }
            IconButton {
                iconName: "close"
                shortcutText: qsTr("Esc")
                text: qsTr("Close")
                onClicked: sheet.close()
            }
        }
        GridLayout {
            columnSpacing: Theme.spacingHuge * 2
            columns: 2
            rowSpacing: Theme.spacing

            Repeater {
                model: ListModel {
                    ListElement { keys: "Ctrl+Shift+N, Ctrl+W"; action: qsTr("New connection, close the session") }
                    ListElement { keys: "Ctrl+PgUp, Ctrl+PgDown"; action: qsTr("Session before, session after") }
                    ListElement { keys: "Ctrl+L"; action: qsTr("Go to the server URL") }
                    ListElement { keys: "Ctrl+Return"; action: qsTr("Connect or disconnect") }
                    ListElement { keys: "Space"; action: qsTr("Pause or resume the stream") }
                    ListElement { keys: "F"; action: qsTr("Follow the newest message") }
                    ListElement { keys: "End"; action: qsTr("Follow, from within the stream") }
                    ListElement { keys: "Up, Down"; action: qsTr("Select the message before or after") }
                    ListElement { keys: "Ctrl+K"; action: qsTr("Clear the stream") }
                    ListElement { keys: "Ctrl+Z"; action: qsTr("Undo what was cleared, removed or discarded") }
                    ListElement { keys: "Ctrl+C"; action: qsTr("Copy the selected message") }
                    ListElement { keys: "Ctrl+R"; action: qsTr("Show only messages of one state") }
                    ListElement { keys: "Ctrl+T"; action: qsTr("Filter the topics") }
                    ListElement { keys: "Ctrl+F"; action: qsTr("Find in the payload") }
                    ListElement { keys: "F3, Shift+F3"; action: qsTr("Next or previous match") }
                    ListElement {
                        keys: "Left, Right"
                        action: qsTr("In the tree: fold, unfold; with Shift, go sideways")
                    }
                    ListElement { keys: "Ctrl+C, Ctrl+Shift+C"; action: qsTr("In the tree: copy the value, the path") }
                    ListElement { keys: "Ctrl+A, Ctrl+C"; action: qsTr("In the raw text: select all, copy") }
                    ListElement { keys: "Ctrl+1 …"; action: qsTr("The panels at the foot, from the left") }
                    ListElement { keys: "Ctrl+E"; action: qsTr("Scripts, and back to the stream") }
                    ListElement { keys: "Ctrl+N, Ctrl+O"; action: qsTr("New script, open a script") }
                    ListElement {
                        keys: "Up, Down, Ctrl+C"
                        action: qsTr("In the console: from line to line, copy the line")
                    }
                    ListElement { keys: "Ctrl+S, F5"; action: qsTr("Save the script, start or stop it") }
                    ListElement { keys: "F6"; action: qsTr("Go on to the stream") }
                    ListElement { keys: "F1"; action: qsTr("This sheet") }
                    ListElement { keys: "Ctrl+Q"; action: qsTr("Quit") }
                }
                delegate: RowLayout {
                    id: line

                    required property string keys
                    required property string action

                    Layout.fillWidth: true
                    Accessible.name: line.action + ": " + line.keys
                    Accessible.role: Accessible.ListItem
                    spacing: Theme.spacingHuge

                    AppLabel {
                        Layout.fillWidth: true
                        text: line.action
                    }
                    Rectangle {
                        Layout.preferredHeight: Theme.rowHeight
                        Layout.preferredWidth: keyLabel.implicitWidth + Theme.spacing * 2
                        border.color: Theme.border
                        color: Theme.header
                        radius: Theme.radius

                        AppLabel {
                            id: keyLabel

                            anchors.centerIn: parent
                            font.pixelSize: Theme.fontSmall
                            muted: true
                            text: line.keys
                        }
                    }
                }
            }
        }
    }
}
