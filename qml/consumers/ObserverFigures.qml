// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// An observation in figures.
Flow {
    id: figures

    required property ObserverController controller

    signal lateAfterRequested(int seconds)

    // Shows what counts again.
    function restoreLateAfter(): void {
        lateAfterField.value = Qt.binding(() => figures.controller.lateAfterSeconds);
        lateAfterField.text = lateAfterField.value.toString();
    }

    spacing: width < 800 ? Theme.spacingMedium : Theme.spacingHuge

    Item {
        implicitHeight: messagesFigure.implicitHeight
        implicitWidth: statePill.implicitWidth

        StatePill {
            id: statePill

            anchors.verticalCenter: parent.verticalCenter
            objectName: "observerState"
            text: figures.controller.stateText
            tone: figures.controller.tone
        }
    }
    Figure {
        id: messagesFigure

        caption: qsTr("published")
        objectName: "observedMessages"
        value: figures.controller.messages
    }
    Figure {
        caption: qsTr("consumptions")
        value: figures.controller.consumptions
    }
    Figure {
        caption: qsTr("published, consumed now")
        value: figures.controller.rates
    }
    Figure {
        caption: qsTr("consumed by nobody")
        toolTip: qsTr("Messages that no consumer had acknowledged when their time was up")
        value: figures.controller.unconsumed
    }
    FigureField {
        caption: qsTr("late after, in s")

        NumberField {
            id: lateAfterField

            implicitHeight: Theme.controlHeight - 4
            implicitWidth: 64
            label: qsTr("A message that is not consumed after this many seconds is late")
            largest: 3600
            objectName: "lateAfterField"
            value: figures.controller.lateAfterSeconds
            onEditingFinished: {
                if (value !== figures.controller.lateAfterSeconds)
                    figures.lateAfterRequested(value);
            }
        }
    }
}
