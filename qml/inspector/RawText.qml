// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Layouts
import Topicscope

// The payload as received, of whatever size; or indented, where it is JSON. What cannot be seen is marked.
ColumnLayout {
    id: raw

    required property RawDocument document
    property alias view: view
    property alias searchText: search.text

    function inBytes(count: real): string {
        return count === 1 ? qsTr("1 byte") : qsTr("%1 bytes").arg(Format.count(count));
    }

    function focusSearch(): void {
        search.focusField();
    }

    function step(by: int): void {
        search.step(by);
    }

    spacing: 0

    PayloadSearch {
        id: search

        Layout.fillWidth: true
        Layout.leftMargin: Theme.spacing
        Layout.rightMargin: Theme.spacingSmall
        Layout.topMargin: Theme.spacingSmall
        label: qsTr("Find in the raw text")
        matchCount: raw.document.matchCount
        matchIndex: view.matchIndex
        searching: raw.document.searching
        onSearchRequested: text => raw.document.search = text
        onStepRequested: by => view.stepMatch(by)
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.spacing
        Layout.rightMargin: Theme.spacing
        spacing: Theme.spacingMedium

        AppCheckBox {
            id: formatted

            enabled: raw.document.formattable
            text: qsTr("Format")
            toolTip: qsTr("Shows one value a line, indented. Copies are the bytes as received all the same.")
        }
        AppCheckBox {
            id: wrapped

            checked: true
            text: qsTr("Wrap")
            toolTip: qsTr("Breaks lines at the edge; without it, they break after %1 characters")
                .arg(Format.count(1000))
        }
        AppLabel {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignRight
            muted: true
            objectName: "rawNote"
            text: {
                if (view.progress < 1)
                    return qsTr("Counting lines: %1 %").arg(Math.floor(view.progress * 100));
                if (view.hasSelection)
                    return qsTr("%1 selected").arg(raw.inBytes(view.selectedBytes));
                return raw.inBytes(raw.document.size);
            }
        }
    }
    Item {
        Layout.fillHeight: true
        Layout.fillWidth: true

        RawTextView {
            id: view

            Accessible.description: raw.inBytes(raw.document.size)
            Accessible.name: qsTr("Raw text")
            Accessible.readOnly: true
            Accessible.role: Accessible.EditableText
            anchors.fill: parent
            barHeight: Theme.scrollBarWidth
            document: raw.document
            fontFamily: Theme.monoFamily
            fontPixels: Theme.fontBody
            formatted: formatted.checked
            markColor: Theme.toneColor(Tone.Warning)
            matchColor: Theme.searchHit
            mutedColor: Theme.textMuted
            objectName: "rawView"
            selectedTextColor: Theme.textSelected
            selectionColor: Theme.selection
            textColor: Theme.text
            wrap: wrapped.checked

            onContextMenuRequested: (x, y) => menu.popup(x, y)
        }
        RowsScrollBar {
            place: view.firstRow / Math.max(1, view.rowCount)
            size: Math.min(1, view.rowsSeen / Math.max(1, view.rowCount))
            onMoved: place => view.firstRow = place * view.rowCount
        }
        AppScrollBar {
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            orientation: Qt.Horizontal
            position: view.contentX / Math.max(1, view.contentWidth)
            size: Math.min(1, view.width / Math.max(1, view.contentWidth))
            onPositionChanged: {
                if (pressed)
                    view.contentX = position * view.contentWidth;
            }
        }
        Rectangle {
            anchors.fill: parent
            border.color: Theme.focusRing
            border.width: 1
            color: "transparent"
            visible: view.activeFocus
        }
        AppMenu {
            id: menu

            AppMenuItem {
                enabled: view.hasSelection
                shortcutText: "Ctrl+C"
                text: qsTr("Copy")
                onTriggered: view.copy()
            }
            AppMenuItem {
                text: qsTr("Copy all")
                onTriggered: raw.document.copyAll()
            }
            AppMenuSeparator {}
            AppMenuItem {
                shortcutText: "Ctrl+A"
                text: qsTr("Select all")
                onTriggered: view.selectAll()
            }
        }
    }
}
