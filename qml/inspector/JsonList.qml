// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.Basic
import Topicscope

// The lines of a JSON tree: keys walk and fold, Shift with the wheel or an arrow goes sideways.
ListView {
    id: list

    required property JsonTreeModel json
    property real widest: 0 // of the lines that were seen
    property string currentPath
    property real keptPlace: -1 // of the selected value, while lines come and go around it

    function copyKey(): void {
        Platform.copyText(json.rawKey(currentIndex));
    }

    function copyPath(): void {
        Platform.copyText(currentPath);
    }

    function copyValue(): void {
        Platform.copyText(json.rawValue(currentIndex));
    }

    function openMenu(): void {
        if (currentIndex >= 0)
            menu.popup();
    }

    function scrollSideways(by: real): void {
        contentX = Math.max(0, Math.min(contentWidth - width, contentX + by));
    }

    function updatePath(): void {
        currentPath = json.path(currentIndex);
    }

    function widen(wanted: real): void {
        widest = Math.max(widest, wanted);
    }

    function walk(by: int): void {
        if (count > 0)
            currentIndex = Math.max(0, Math.min(count - 1, currentIndex + by));
    }

    Accessible.name: qsTr("Payload")
    Accessible.role: Accessible.Tree
    activeFocusOnTab: true
    bottomMargin: contentWidth > width ? Theme.scrollBarWidth : 0 // the last line beside the bar, not below it
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentWidth: Math.max(width, widest)
    currentIndex: -1
    flickableDirection: Flickable.AutoFlickIfNeeded
    highlightMoveDuration: 0
    model: json
    reuseItems: true
    delegate: JsonRow {
        json: ListView.view.model as JsonTreeModel
        onMenuRequested: (ListView.view as JsonList)?.openMenu()
        onWanted: width => (ListView.view as JsonList)?.widen(width)
    }

    onCurrentIndexChanged: updatePath()
    // The line of the path takes a part of the room.
    onHeightChanged: {
        if (currentIndex >= 0)
            positionViewAtIndex(currentIndex, ListView.Contain);
    }
    Keys.onLeftPressed: event => {
        if (event.modifiers & Qt.ShiftModifier) {
            list.scrollSideways(-40);
            return;
        }
        const item = currentItem as JsonRow;
        if (item && item.expanded)
            json.collapse(currentIndex);
        else if (json.parentRow(currentIndex) >= 0)
            currentIndex = json.parentRow(currentIndex);
    }
    Keys.onEnterPressed: json.toggle(currentIndex)
    Keys.onReturnPressed: json.toggle(currentIndex)
    Keys.onRightPressed: event => {
        if (event.modifiers & Qt.ShiftModifier) {
            list.scrollSideways(40);
            return;
        }
        const item = currentItem as JsonRow;
        if (item && item.expanded)
            walk(1);
        else
            json.expand(currentIndex);
    }
    Keys.onSpacePressed: json.toggle(currentIndex)
    Keys.onPressed: event => {
        const page = Math.max(1, Math.floor(height / Theme.rowHeight) - 1);
        event.accepted = true;
        if (event.key === Qt.Key_PageUp)
            walk(-page);
        else if (event.key === Qt.Key_PageDown)
            walk(page);
        else if (event.key === Qt.Key_Home)
            walk(-count);
        else if (event.key === Qt.Key_End)
            walk(count);
        else if (event.key === Qt.Key_Menu)
            openMenu();
        else if (event.matches(StandardKey.Copy) && currentIndex >= 0)
            copyValue();
        else if (event.key === Qt.Key_C && event.modifiers === (Qt.ControlModifier | Qt.ShiftModifier)
                && currentIndex >= 0)
            copyPath();
        else
            event.accepted = false;
    }

    ScrollBar.horizontal: AppScrollBar {}
    ScrollBar.vertical: AppScrollBar {}

    WheelHandler {
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        acceptedModifiers: Qt.ShiftModifier
        orientation: Qt.Vertical
        target: null
        onWheel: event => list.scrollSideways(-event.angleDelta.y)
    }
    Connections {
        function onModelAboutToBeReset(): void {
            list.widest = 0;
            list.contentX = 0;
            list.keptPlace = list.json.place(list.currentIndex);
        }
        function onModelReset(): void {
            list.currentIndex = list.json.rowOfPlace(list.keptPlace);
            if (list.currentIndex >= 0)
                list.positionViewAtIndex(list.currentIndex, ListView.Contain);
            else if (list.count > 0)
                list.positionViewAtBeginning();
            list.updatePath();
        }
        // Another message: what was chosen in the one before is not chosen in this one.
        function onTextAboutToChange(): void {
            list.currentIndex = -1;
        }

        target: list.json
    }
    AppMenu {
        id: menu

        AppMenuItem {
            shortcutText: "Ctrl+C"
            text: qsTr("Copy value")
            onTriggered: list.copyValue()
        }
        AppMenuItem {
            shortcutText: "Ctrl+Shift+C"
            text: qsTr("Copy path")
            onTriggered: list.copyPath()
        }
        AppMenuItem {
            enabled: list.json.rawKey(list.currentIndex) !== ""
            text: qsTr("Copy key")
            onTriggered: list.copyKey()
        }
    }
}
