// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A row of LedgerPills: tells which of them was chosen.
Row {
    signal stateChosen(int filter)
}
