// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Turns the wheel into whole rows.
WheelHandler {
    id: wheel

    property real rest: 0

    signal scrolled(int rows)

    acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
    orientation: Qt.Vertical
    target: null
    onWheel: event => {
        // Three rows for a notch (120 eighths of a degree); fine steps of a touch pad add up.
        rest += -event.angleDelta.y / 40;
        const whole = Math.trunc(rest);
        rest -= whole;
        if (whole !== 0)
            wheel.scrolled(whole);
    }
}
