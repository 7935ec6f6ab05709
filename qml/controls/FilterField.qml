// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Narrows a table to the rows that hold a text.
TextInputField {
    required property TableProxyModel table

    clearable: true
    iconName: "search"
    width: 180
    onTextChanged: table.filterText = text
}
