// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope

Item {
    height: 100
    width: 200

    ChoiceMenuItem {
        id: choice

        current: 2
        text: "Second"
        value: 2
    }

    TestCase {
        name: "Choices"
        when: windowShown

        // What was received may hold marks of its own.
        function test_fill() {
            compare(Format.fill("%1 on %2", ["rate%2", "100%1"]), "rate%2 on 100%1");
            compare(Format.fill("%2, %1; %3 %", ["a", "b"]), "b, a; %3 %");
        }

        function test_theChoiceKeepsItsTick() {
            verify(choice.checked);
            mouseClick(choice); // turns what is checkable over
            verify(choice.checked);
            choice.current = 1;
            verify(!choice.checked);
        }
    }
}
