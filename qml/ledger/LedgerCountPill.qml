// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A count of the model, in a LedgerCounts row that says whether it has room; shown once it was not zero.
LedgerPill {
    id: pill

    required filter
    required property bool isState
    required property bool seen
    required property int rank
    required property string shortCount
    property bool states: true // whether it is in the part of the states that add up

    readonly property LedgerCounts line: parent as LedgerCounts
    readonly property bool wanted: isState === states && seen
    property bool fits: true

    tight: line !== null && line.tight
    tightCount: shortCount
    visible: wanted && fits

    onImplicitWidthChanged: line?.arrangeLater()
    onRankChanged: line?.arrangeLater()
    onLineChanged: line?.arrangeLater()
    onWantedChanged: line?.arrangeLater()
}
