// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// A count beside the states, in a row that shows as many as have room: those before this one come first.
LedgerPill {
    id: pill

    required filter
    required property bool isState
    required property bool seen

    readonly property bool wanted: !isState && seen

    visible: wanted && parent !== null && parent.parent !== null && x + implicitWidth <= parent.parent.width
    width: wanted ? implicitWidth : 0
}
