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
        property: "capacity"
        target: rows.viewport
        value: Math.floor(rows.height / Theme.rowHeight)
    }

    Binding {
        property: "available"
        target: StreamColumns
        value: rows.width - bar.width
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

        Rectangle {
            color: Theme.hover
            height: Theme.rowHeight
            visible: hover.hovered && !wheel.active && hover.point.position.y < rows.viewport.rowCount() * Theme.rowHeight
            width: sideways.contentWidth
            y: Math.floor(hover.point.position.y / Theme.rowHeight) * Theme.rowHeight
        }
        Column {
            id: lines

            width: sideways.contentWidth

            Repeater {
                model: rows.viewport
                delegate: StreamRow {}
            }
        }
        Rectangle {
            border.color: Theme.focusRing
            border.width: 1
            color: "transparent"
            height: Theme.rowHeight
            visible: rows.activeFocus && rows.viewport.currentOffset >= 0
            width: sideways.contentWidth
            y: rows.viewport.currentOffset * Theme.rowHeight
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

    WheelHandler {
        id: wheel

        property real rest: 0

        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        orientation: Qt.Vertical
        target: null
        onWheel: event => {
            // Three rows for a notch (120 eighths of a degree); fine steps of a touch pad add up.
            rest += -event.angleDelta.y / 40;
            const whole = Math.trunc(rest);
            rest -= whole;
            if (whole !== 0)
                rows.viewport.scrollBy(whole);
        }
    }

    AppScrollBar {
        id: bar

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.top: parent.top
        orientation: Qt.Vertical
        policy: ScrollBar.AsNeeded
        size: rows.viewport.visibleShare
        onPositionChanged: {
            if (pressed)
                rows.viewport.scrollTo(position);
        }
    }
    Binding {
        property: "position"
        restoreMode: Binding.RestoreNone
        target: bar
        value: rows.viewport.position
        when: !bar.pressed
    }
}
