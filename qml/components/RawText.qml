// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// The payload exactly as received; a long one in part, which is said and can be changed.
ColumnLayout {
    id: raw

    required property InspectorController inspector

    spacing: 0

    TextAreaField {
        Layout.fillHeight: true
        Layout.fillWidth: true
        label: qsTr("Raw text")
        plain: true
        readOnly: true
        text: raw.visible ? raw.inspector.raw : ""
    }
    Rectangle {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.toolbarHeight
        color: Theme.toneSoft(Tone.Info)
        visible: raw.inspector.rawNote !== ""

        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: Theme.spacing
            anchors.rightMargin: Theme.spacing
            spacing: Theme.spacing

            AppLabel {
                Layout.fillWidth: true
                color: Theme.toneColor(Tone.Info)
                text: raw.inspector.rawNote
            }
            AppButton {
                text: qsTr("Show all")
                toolTip: qsTr("Lays out the whole text; several megabytes take a moment")
                onClicked: raw.inspector.showAllRaw()
            }
            AppButton {
                text: qsTr("Copy all")
                toolTip: qsTr("Copies the whole text")
                onClicked: Platform.copyText(raw.inspector.wholeRaw())
            }
        }
    }
}
