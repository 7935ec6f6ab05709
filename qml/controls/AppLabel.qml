// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Text in the window's font and colour.
Text {
    property bool muted: false
    property bool mono: false
    property bool strong: false

    color: !enabled ? Theme.textDisabled : muted ? Theme.textMuted : Theme.text
    elide: Text.ElideRight
    font.family: mono ? Theme.monoFamily : Theme.fontFamily
    font.pixelSize: Theme.fontBody
    font.weight: strong ? Font.DemiBold : Font.Normal
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
}
