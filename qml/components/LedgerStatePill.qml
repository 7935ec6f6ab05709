// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// One of the states that add up, in a LedgerStates row; shown once it was not zero.
LedgerPill {
    id: pill

    required filter
    required property bool isState
    required property bool seen
    required property string shortCount

    readonly property LedgerStates line: parent as LedgerStates

    tight: line !== null && line.tight
    tightCount: shortCount
    visible: isState && seen
}
