// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// What the stream is narrowed to: messages that one thing came of.
AppMenu {
    property int current: StateFilter.Any

    signal chosen(int state)

    Repeater {
        model: [StateFilter.Any, StateFilter.Handled, StateFilter.Failed, StateFilter.TimedOut, StateFilter.Duplicate, StateFilter.Repeated, StateFilter.Unrouted, StateFilter.Malformed, StateFilter.Dropped]

        delegate: AppMenuItem {
            id: item

            required property int modelData
            readonly property StateFilterMenu choice: menu as StateFilterMenu

            checkable: true
            checked: choice !== null && choice.current === modelData
            text: Format.stateFilterText(modelData)
            onTriggered: {
                choice.chosen(modelData);
                checked = Qt.binding(() => item.choice !== null && item.choice.current === item.modelData); // triggering turned it over
            }
        }
    }
}
