// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

pragma Singleton

import QtQuick
import Topicscope

// Every colour and size of the window, by meaning. Sizes sit on a grid of 4 pixels.
QtObject {
    id: theme

    enum Mode {
        System,
        Light,
        Dark
    }

    property int mode: Theme.Mode.System
    readonly property bool dark: mode === Theme.Mode.Dark
        || (mode === Theme.Mode.System && systemPalette.window.hslLightness < 0.5)
    readonly property SystemPalette systemPalette: SystemPalette {}

    // Surfaces
    readonly property color window: dark ? "#14161a" : "#e9ebef"
    readonly property color surface: dark ? "#1c1f24" : "#ffffff"
    readonly property color header: dark ? "#23272d" : "#f4f5f7"
    readonly property color field: dark ? "#14161a" : "#ffffff"
    readonly property color raised: dark ? "#2b3037" : "#ffffff"
    readonly property color rowAlternate: dark ? "#1f2328" : "#f8f9fb"
    readonly property color hover: dark ? "#2a2f36" : "#eceff4"
    readonly property color pressed: dark ? "#343a43" : "#dfe3ea"
    readonly property color selection: dark ? "#23456f" : "#cfe0fa"
    readonly property color selectionInactive: dark ? "#2c3641" : "#e2e7ee"

    // Lines
    readonly property color border: dark ? "#31363e" : "#d9dde3"
    readonly property color borderStrong: dark ? "#666e7b" : "#868e9b"
    readonly property color focusRing: dark ? "#6ba5ff" : "#1f5fbf"

    // Texts
    readonly property color text: dark ? "#e4e7eb" : "#1a1e24"
    readonly property color textMuted: dark ? "#9fa8b4" : "#59616e"
    // Zeros and what is over: weaker than muted, and still to be read.
    readonly property color textFaint: dark ? "#929ba8" : "#666e7a"
    readonly property color textDisabled: dark ? "#6b737f" : "#9aa1ac"
    readonly property color textSelected: dark ? "#ffffff" : "#0c1a30"
    readonly property color accent: dark ? "#6ba5ff" : "#1f5fbf"
    readonly property color accentHover: dark ? "#86b5ff" : "#194f9f"
    readonly property color accentText: dark ? "#0a1424" : "#ffffff"

    // JSON
    readonly property color jsonKey: dark ? "#9cc4ff" : "#1c4f9c"
    readonly property color jsonString: dark ? "#8fd6a4" : "#1a6b3a"
    readonly property color jsonNumber: dark ? "#f2b880" : "#9a4a00"
    readonly property color jsonLiteral: dark ? "#d3a8ff" : "#7a3fb0"
    readonly property color jsonPunctuation: textMuted
    readonly property color searchHit: dark ? "#5c4a12" : "#ffe9a8"

    // Code
    readonly property color codeComment: dark ? "#8b95a3" : "#636b78"
    readonly property color codeString: jsonString
    readonly property color codeRegularExpression: dark ? "#74d0d6" : "#0a6570"
    readonly property color codeNumber: jsonNumber
    readonly property color codeKeyword: jsonLiteral
    readonly property color codeCurrentLine: dark ? "#1d2127" : "#f1f4f9"
    readonly property color codeGutter: dark ? "#181b20" : "#f8f9fb"

    // Plots
    readonly property color plotGrid: dark ? "#2b3037" : "#e6e9ed"
    readonly property color plotAxis: dark ? "#666e7b" : "#868e9b"

    // Sizes
    readonly property int unit: 4
    readonly property int spacingSmall: 4
    readonly property int spacing: 8
    readonly property int spacingMedium: 12
    readonly property int spacingLarge: 16
    readonly property int spacingHuge: 24
    readonly property int radius: 4
    readonly property int iconSize: 16
    readonly property int controlHeight: Math.max(28, fontBody * 2 + 4)
    readonly property int rowHeight: Math.max(24, fontBody * 2)
    readonly property int headerHeight: Math.max(28, fontBody * 2 + 4)
    readonly property int toolbarHeight: controlHeight + 8
    readonly property int scrollBarWidth: 12
    readonly property int animation: 120

    // Fonts
    readonly property string fontFamily: Platform.generalFont.family
    readonly property string monoFamily: Platform.fixedFont.family
    readonly property int fontBody: Platform.baseFontPixels
    readonly property int fontSmall: Math.max(11, fontBody - 1)
    readonly property int fontTitle: fontBody + 2
    readonly property int fontLarge: fontBody + 6

    function toneColor(tone: int): color {
        switch (tone) {
        case Tone.Info:
            return dark ? "#8abaff" : "#1a55ad";
        case Tone.Success:
            return dark ? "#6bd596" : "#146637";
        case Tone.Warning:
            return dark ? "#f0bd5a" : "#7d5000";
        case Tone.Danger:
            return dark ? "#ff9389" : "#a8221b";
        case Tone.Violet:
            return dark ? "#d0aaff" : "#6c369f";
        default:
            return dark ? "#b3bbc6" : "#525a67";
        }
    }

    function toneSoft(tone: int): color {
        switch (tone) {
        case Tone.Info:
            return dark ? "#1a2f4f" : "#dfeafb";
        case Tone.Success:
            return dark ? "#163424" : "#dcf2e4";
        case Tone.Warning:
            return dark ? "#3a2d10" : "#fbedd0";
        case Tone.Danger:
            return dark ? "#42201e" : "#fbe1df";
        case Tone.Violet:
            return dark ? "#322348" : "#efe4fa";
        default:
            return dark ? "#2d3239" : "#e8ebef";
        }
    }

    function topicColor(number: int): color {
        return TopicPalette.color(number, dark);
    }

    function icon(name: string): url {
        return "qrc:/qt/qml/Topicscope/icons/" + name + ".svg";
    }
}
