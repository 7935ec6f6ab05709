// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The rows of the tree of topics that are in view, and what they all have to know.
Item {
    required property string chosenPath
    required property bool focused

    signal tapped(int offset, bool onArrow)
}
