// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope

// Texts can be read on what they stand on: WCAG 2.1, 1.4.3 (4.5:1) and 1.4.11 (3:1 for what is no text).
TestCase {
    function luminance(color) {
        const part = value => value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        return 0.2126 * part(color.r) + 0.7152 * part(color.g) + 0.0722 * part(color.b);
    }

    function contrast(a, b) {
        const light = Math.max(luminance(a), luminance(b));
        const dark = Math.min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    function check(what, front, back, least) {
        const found = contrast(Qt.color(front), Qt.color(back));
        verify(found >= least, what + ": " + found.toFixed(2) + " is less than " + least);
    }

    function cleanup() {
        Theme.mode = Theme.Mode.System;
    }

    function test_contrast_data() {
        return [
            { tag: "light", mode: Theme.Mode.Light },
            { tag: "dark", mode: Theme.Mode.Dark }
        ];
    }

    function test_contrast(data) {
        Theme.mode = data.mode;
        compare(Theme.dark, data.mode === Theme.Mode.Dark);
        const grounds = {
            window: Theme.window,
            surface: Theme.surface,
            header: Theme.header,
            field: Theme.field,
            raised: Theme.raised,
            alternate: Theme.rowAlternate,
            hover: Theme.hover
        };
        for (const name in grounds) {
            check("text on " + name, Theme.text, grounds[name], 7);
            check("muted text on " + name, Theme.textMuted, grounds[name], 4.5);
        }
        for (const name of ["surface", "header", "field", "raised", "alternate"]) {
            check("faint text on " + name, Theme.textFaint, grounds[name], 4.5);
            for (const key of ["accent", "jsonKey", "jsonString", "jsonNumber", "jsonLiteral"])
                check(key + " on " + name, Theme[key], grounds[name], 4.5);
        }
        for (const key of ["jsonKey", "jsonString", "jsonNumber", "jsonLiteral"])
            check(key, Theme[key], Theme.surface, 4.5);
        check("selected text", Theme.textSelected, Theme.selection, 7);
        check("selected text without focus", Theme.text, Theme.selectionInactive, 4.5);
        check("search hit", Theme.text, Theme.searchHit, 4.5);
        for (const key of ["codeComment", "codeString", "codeRegularExpression", "codeNumber", "codeKeyword"])
            check(key + " on the current line", Theme[key], Theme.codeCurrentLine, 4.5);
        check("number of a line", Theme.textMuted, Theme.codeGutter, 4.5);
        check("button text", Theme.accentText, Theme.accent, 4.5);
        check("button text under the pointer", Theme.accentText, Theme.accentHover, 4.5);
        check("focus ring", Theme.focusRing, Theme.surface, 3);
        check("strong border", Theme.borderStrong, Theme.surface, 3);
        for (const tone of [Tone.Neutral, Tone.Info, Tone.Success, Tone.Warning, Tone.Danger, Tone.Violet]) {
            check("tone " + tone + " on its ground", Theme.toneColor(tone), Theme.toneSoft(tone), 4.5);
            check("tone " + tone + " on a header", Theme.toneColor(tone), Theme.header, 4.5);
            check("tone " + tone + " on a row", Theme.toneColor(tone), Theme.rowAlternate, 4.5);
        }
        for (let topic = 0; topic < 12; ++topic)
            check("topic " + topic, Theme.topicColor(topic), Theme.surface, 3);
    }
}
