// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The text of a TableRow in one column.
TableCell {
    required property int index
    required property TableColumn modelData
    readonly property TableCells row: parent as TableCells
    readonly property int tone: row?.tones[index] ?? -1

    color: {
        if (tone >= 0)
            return selected ? Theme.textSelected : Theme.toneColor(tone);
        if (dimmed)
            return Theme.textFaint;
        return selected ? Theme.textSelected : modelData.muted ? Theme.textMuted : Theme.text;
    }
    dimmed: row?.dimmed ?? false
    elide: modelData.cutInTheMiddle ? Text.ElideMiddle : Text.ElideRight
    figure: modelData.figure
    leftPadding: modelData.dotted ? Theme.spacing * 2 + 8 : Theme.spacing
    mono: modelData.mono
    selected: row?.selected ?? false
    strong: figure && tone >= 0
    text: row?.cells[index] ?? ""
    width: modelData.width
    x: Theme.spacingSmall + modelData.x
}
