// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// What the stream is narrowed to: messages that one thing came of.
AppMenu {
    property int current: StateFilter.Any

    signal chosen(int state)

    Repeater {
        model: [
            StateFilter.Any, StateFilter.Handled, StateFilter.Failed, StateFilter.TimedOut, StateFilter.Duplicate,
            StateFilter.Repeated, StateFilter.Unrouted, StateFilter.Malformed, StateFilter.Dropped
        ]

        delegate: ChoiceMenuItem {
            required property int modelData
            readonly property StateFilterMenu choice: menu as StateFilterMenu

            current: choice !== null ? choice.current : StateFilter.Any
            text: Format.stateFilterText(modelData)
            value: modelData
            onChosen: choice.chosen(modelData)
        }
    }
}
