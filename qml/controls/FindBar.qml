// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// The line that looks for a text in an editor. Enter and F3 go on, with Shift back; Escape closes it.
Rectangle {
    id: bar

    required property int matchCount
    required property int matchIndex // from 0; -1 while the cursor is at none
    property alias text: field.text

    signal closed
    signal nextRequested
    signal previousRequested

    // Opens the bar; looks for wanted, or for the text of the last time.
    function open(wanted: string): void {
        visible = true;
        if (wanted !== "")
            field.text = wanted;
        field.forceActiveFocus(Qt.ShortcutFocusReason);
        field.selectAll();
    }

    color: Theme.header
    implicitHeight: Theme.toolbarHeight
    visible: false

    Keys.onEscapePressed: closed()

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.spacingSmall
        anchors.rightMargin: Theme.spacingSmall
        spacing: Theme.spacingSmall

        TextInputField {
            id: field

            Layout.fillWidth: true
            Layout.maximumWidth: 320
            Layout.minimumWidth: 80
            iconName: "search"
            invalid: text !== "" && bar.matchCount === 0
            label: qsTr("Find in the script")
            objectName: "findField"
            placeholderText: qsTr("Find")
            shortcutText: "Ctrl+F"
            toolTip: qsTr("Finds a text in the script, in whatever case")

            Keys.onPressed: event => {
                if (event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter || event.modifiers & Qt.ControlModifier)
                    return;
                event.accepted = true;
                if (event.modifiers & Qt.ShiftModifier)
                    bar.previousRequested();
                else
                    bar.nextRequested();
            }
        }
        AppLabel {
            Accessible.name: text
            Accessible.role: Accessible.StaticText
            Layout.leftMargin: Theme.spacingSmall
            color: field.invalid ? Theme.toneColor(Tone.Danger) : Theme.textMuted
            objectName: "findLabel"
            text: {
                if (field.text === "")
                    return "";
                if (bar.matchCount === 0)
                    return qsTr("No match");
                const count = Format.count(bar.matchCount);
                return bar.matchIndex < 0 ? qsTr("%1 found").arg(count)
                    : qsTr("%1 of %2").arg(Format.count(bar.matchIndex + 1)).arg(count);
            }
        }
        Item {
            Layout.fillWidth: true
        }
        IconButton {
            enabled: bar.matchCount > 0
            iconName: "chevron-up"
            shortcutText: "Shift+F3"
            text: qsTr("Previous match")
            onClicked: bar.previousRequested()
        }
        IconButton {
            enabled: bar.matchCount > 0
            iconName: "chevron-down"
            shortcutText: "F3"
            text: qsTr("Next match")
            onClicked: bar.nextRequested()
        }
        IconButton {
            iconName: "close"
            shortcutText: "Esc"
            text: qsTr("Close the search")
            onClicked: bar.closed()
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.border
        height: 1
        width: parent.width
    }
}
