// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// What the cells of a TableRow show.
PanelRow {
    required property list<string> cells
    required property list<int> tones // -1 for none; empty where no cell has one
    required property bool dimmed
}
