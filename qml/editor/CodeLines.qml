// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Holds what is drawn for each line in view, and tells those which lines are special.
Item {
    required property int currentLine // 0 for none
    required property int errorLine
    property string errorText
}
