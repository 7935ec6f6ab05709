// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The tree of topics: a click on a topic picks it, one on its arrow opens it. Scrolls by whole rows; the model says
// which.
FocusScope {
    id: view

    required property TopicTreeModel topics
    property string chosenPath

    signal picked(string path, bool leaf)

    function pickCurrent(): void {
        if (topics.currentPath() !== "")
            picked(topics.currentPath(), topics.currentIsLeaf());
    }

    Accessible.focusable: true
    Accessible.name: qsTr("Topics")
    Accessible.role: Accessible.Tree
    activeFocusOnTab: true
    clip: true

    Keys.onDownPressed: topics.moveCurrent(1)
    Keys.onEnterPressed: pickCurrent()
    Keys.onLeftPressed: topics.collapseCurrent()
    Keys.onReturnPressed: pickCurrent()
    Keys.onRightPressed: topics.expandCurrent()
    Keys.onSpacePressed: pickCurrent()
    Keys.onUpPressed: topics.moveCurrent(-1)
    Keys.onPressed: event => {
        event.accepted = true;
        switch (event.key) {
        case Qt.Key_PageDown:
            topics.moveCurrent(Math.max(1, topics.capacity - 1));
            break;
        case Qt.Key_PageUp:
            topics.moveCurrent(-Math.max(1, topics.capacity - 1));
            break;
        case Qt.Key_Home:
            topics.moveCurrent(-topics.rows);
            break;
        case Qt.Key_End:
            topics.moveCurrent(topics.rows);
            break;
        default:
            event.accepted = false;
        }
    }

    Binding {
        property: "capacity"
        target: view.topics
        value: Math.floor(view.height / Theme.rowHeight)
    }

    TopicRows {
        anchors.left: parent.left
        anchors.right: parent.right
        chosenPath: view.chosenPath
        focused: view.activeFocus
        onTapped: (offset, onArrow) => {
            view.forceActiveFocus(Qt.MouseFocusReason);
            view.topics.select(offset);
            if (onArrow)
                view.topics.toggle(offset);
            else
                view.pickCurrent();
        }

        Repeater {
            model: view.topics
            delegate: TopicDelegate {}
        }
    }

    RowsWheel {
        onScrolled: count => view.topics.scrollBy(count)
    }
    RowsScrollBar {
        place: view.topics.position
        size: view.topics.visibleShare
        onMoved: place => view.topics.scrollTo(place)
    }
    FocusFrame {
        anchors.fill: parent
        visible: view.activeFocus
    }
}
