// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// What is wrong with the field above; hidden while nothing is.
AppLabel {
    property bool here: false // whether it is this field that the error is about
    property string problem

    color: Theme.toneColor(Tone.Danger)
    font.pixelSize: Theme.fontSmall
    text: here ? problem : ""
    visible: text !== ""
    wrapMode: Text.Wrap
}
