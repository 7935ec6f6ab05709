// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The settings that a plain address does without; docs/connecting.md explains them.
AdvancedRows {
    id: form

    Repeater {
        model: form.controller.fields

        AdvancedField {
            rows: parent as AdvancedRows
        }
    }
}
