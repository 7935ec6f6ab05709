// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// How the payloads of a topic are read.
AppMenu {
    id: choices

    required property InspectorController inspector

    Repeater {
        model: [
            InspectorController.Automatic, InspectorController.Json, InspectorController.Text,
            InspectorController.MessagePack, InspectorController.Cbor, InspectorController.Binary
        ]

        delegate: ChoiceMenuItem {
            required property int modelData
            readonly property EncodingMenu choice: menu as EncodingMenu

            current: choice !== null ? choice.inspector.chosenEncoding : InspectorController.Automatic
            text: choice !== null ? choice.inspector.encodingText(modelData) : ""
            value: modelData
            onChosen: choice.inspector.chooseEncoding(modelData)
        }
    }
}
