// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// What the rows of the form stand in, and share.
Column {
    required property ConnectionFormController controller

    spacing: Theme.spacingSmall + 2
}
