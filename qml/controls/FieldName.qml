// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The name of a field, in the left column of a grid.
AppLabel {
    font.pixelSize: Theme.fontSmall
    muted: true
}
