// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The visible rows of the stream. Scrolls by whole rows; the viewport says which.
FocusScope {
    id: rows

    required property StreamViewport viewport
    readonly property alias contentX: sideways.contentX

    signal copyRequested

    Accessible.focusable: true
    Accessible.name: qsTr("Messages")
    Accessible.role: Accessible.Table
    activeFocusOnTab: true
    clip: true

    Keys.onDownPressed: viewport.moveCurrent(1)
    Keys.onUpPressed: viewport.moveCurrent(-1)
    Keys.onPressed: event => {
        event.accepted = true;
        switch (event.key) {
        case Qt.Key_PageDown:
            viewport.moveCurrent(Math.max(1, viewport.capacity - 1));
            break;
        case Qt.Key_PageUp:
            viewport.moveCurrent(-Math.max(1, viewport.capacity - 1));
            break;
        case Qt.Key_Home:
            viewport.moveCurrentToStart();
            break;
        case Qt.Key_End:
            viewport.following = true;
            break;
        case Qt.Key_Escape:
            viewport.clearSelection();
            break;
        default:
            event.accepted = event.matches(StandardKey.Copy) && viewport.hasCurrent;
            if (event.accepted)
                rows.copyRequested();
        }
    }

    Binding {
        property: "active"
        target: rows.viewport
        value: rows.visible && rows.Window.visibility !== Window.Hidden && rows.Window.visibility !== Window.Minimized
    }
    Binding {
        property: "capacity"
        target: rows.viewport
        // The last row above the bar, not below it.
        value: Math.max(0, Math.floor(
            (rows.height - (sideways.contentWidth > sideways.width ? Theme.scrollBarWidth : 0)) / Theme.rowHeight))
    }

    Binding {
        property: "available"
        restoreMode: Binding.RestoreNone
        target: StreamColumns
        value: rows.width - bar.width
        when: rows.visible // of the session that is shown: all share the widths
    }

    Flickable {
        id: sideways

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: height
        contentWidth: Math.max(width, StreamColumns.total)
        flickableDirection: Flickable.HorizontalFlick
        interactive: false

        ScrollBar.horizontal: AppScrollBar {}

        StreamCanvas {
            alternate: Theme.rowAlternate
            columns: StreamColumns
            dark: Theme.dark
            focusRing: Theme.focusRing
            focused: rows.activeFocus
            fontFamily: Theme.fontFamily
            fontPixels: Theme.fontBody
            height: sideways.height
            hover: Theme.hover
            hoveredRow: hover.hovered && !wheel.active ? Math.floor(hover.point.position.y / Theme.rowHeight) : -1
            monoFamily: Theme.monoFamily
            mutedColor: Theme.textMuted
            rowHeight: Theme.rowHeight
            selectedColor: Theme.textSelected
            selection: Theme.selection
            smallPixels: Theme.fontSmall
            textColor: Theme.text
            toneColors: [
                Theme.toneColor(Tone.Neutral), Theme.toneColor(Tone.Info), Theme.toneColor(Tone.Success),
                Theme.toneColor(Tone.Warning), Theme.toneColor(Tone.Danger), Theme.toneColor(Tone.Violet)
            ]
            toneGrounds: [
                Theme.toneSoft(Tone.Neutral), Theme.toneSoft(Tone.Info), Theme.toneSoft(Tone.Success),
                Theme.toneSoft(Tone.Warning), Theme.toneSoft(Tone.Danger), Theme.toneSoft(Tone.Violet)
            ]
            viewport: rows.viewport
            width: sideways.contentWidth
        }
        // What those who do not see the rows get of them.
        Repeater {
            model: rows.viewport
            delegate: Item {
                required property int index
                required property string summary
                required property bool current

                Accessible.name: summary
                Accessible.role: Accessible.Row
                Accessible.selectable: true
                Accessible.selected: current
                height: Theme.rowHeight
                width: parent ? parent.width : 0
                y: index * Theme.rowHeight
            }
        }

        HoverHandler {
            id: hover
        }
        TapHandler {
            onTapped: point => {
                rows.forceActiveFocus(Qt.MouseFocusReason);
                rows.viewport.select(Math.floor(point.position.y / Theme.rowHeight));
            }
        }
    }

    RowsWheel {
        id: wheel

        onScrolled: count => rows.viewport.scrollBy(count)
    }
    RowsScrollBar {
        id: bar

        place: rows.viewport.position
        size: rows.viewport.visibleShare
        onMoved: place => rows.viewport.scrollTo(place)
    }
    FocusFrame {
        anchors.fill: parent
        visible: rows.activeFocus
    }
}
