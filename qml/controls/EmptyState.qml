// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtQuick.Controls.impl
import Topicscope

// What a view shows while it has nothing to show: what it is, and what to do.
Item {
    id: empty

    property string iconName: "info"
    property alias title: titleLabel.text
    property alias text: textLabel.text
    default property alias actions: actionRow.data

    Accessible.name: titleLabel.text + ". " + textLabel.text
    Accessible.role: Accessible.StaticText
    implicitHeight: column.implicitHeight
    implicitWidth: 320

    Column {
        id: column

        anchors.centerIn: parent
        spacing: Theme.spacing
        width: Math.min(360, empty.width - Theme.spacingHuge)

        IconLabel {
            anchors.horizontalCenter: parent.horizontalCenter
            icon.color: Theme.textDisabled
            icon.height: 24
            icon.source: Theme.icon(empty.iconName)
            icon.width: 24
        }
        AppLabel {
            id: titleLabel

            horizontalAlignment: Text.AlignHCenter
            strong: true
            width: parent.width
            wrapMode: Text.WordWrap
        }
        AppLabel {
            id: textLabel

            horizontalAlignment: Text.AlignHCenter
            muted: true
            visible: text !== ""
            width: parent.width
            wrapMode: Text.WordWrap
        }
        Flow {
            id: actionRow

            readonly property real wholeWidth: {
                let sum = 0;
                for (let i = 0; i < children.length; ++i) {
                    if (children[i].visible && children[i].width > 0)
                        sum += children[i].width + (sum > 0 ? spacing : 0);
                }
                return Math.ceil(sum);
            }

            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.spacing
            width: Math.min(wholeWidth, empty.width - 2 * Theme.spacing)
        }
    }
}
