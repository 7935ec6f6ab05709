// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One panel of the registry, in a PanelStack. It is made with the session: what it counts begins there.
Loader {
    id: loader

    required property int index
    required property url panelSource
    required property list<string> uses
    readonly property PanelStack stack: parent as PanelStack

    anchors.fill: parent
    visible: stack !== null && stack.currentIndex === index

    Component.onCompleted: setSource(panelSource, stack.propertiesFor(uses))
    onLoaded: {
        if (item instanceof DeadLettersPanel)
            stack.deadLetters = item;
    }
}
