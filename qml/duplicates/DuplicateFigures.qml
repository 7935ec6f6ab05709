// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The duplicates and their filter in figures, and what it does in a sentence.
Column {
    id: figures

    required property DuplicateController controller
    readonly property alias window: windowField.value
    readonly property alias windowProblem: windowField.problem
    property alias explained: explanation.visible

    // Another one than that of the filter that is on.
    signal windowChosen(int window)

    spacing: Theme.spacingMedium

    Flow {
        spacing: width < 800 ? Theme.spacingLarge : Theme.spacingHuge + Theme.spacing
        width: parent.width

        Item {
            implicitHeight: hitsFigure.implicitHeight
            implicitWidth: statePill.implicitWidth

            StatePill {
                id: statePill

                anchors.verticalCenter: parent.verticalCenter
                objectName: "filterState"
                text: figures.controller.enabled ? qsTr("Filter on") : qsTr("Filter off")
                tone: figures.controller.enabled ? Tone.Success : Tone.Neutral
            }
        }
        Figure {
            id: hitsFigure

            caption: qsTr("repeated")
            value: figures.controller.hits
        }
        Figure {
            caption: qsTr("of them filtered")
            toolTip: qsTr("Kept from the handlers while the filter was on")
            value: figures.controller.filtered
        }
        Figure {
            caption: qsTr("of all received")
            value: figures.controller.share
        }
        Figure {
            caption: qsTr("now")
            value: figures.controller.rate
        }
        Figure {
            caption: qsTr("ids remembered")
            toolTip: qsTr("The latest ids are remembered up to the window, then the oldest is forgotten")
            value: figures.controller.held
        }
        FigureField {
            caption: figures.controller.enabled ? qsTr("window, in ids") : qsTr("window when turned on, in ids")

            NumberField {
                id: windowField

                implicitHeight: Theme.controlHeight - 4
                label: figures.controller.enabled ? qsTr("Window, in ids") : qsTr("Window when turned on, in ids")
                largest: 1000000
                objectName: "windowField"
                toolTip: qsTr("How many ids are remembered at most")
                value: figures.controller.window
                onValueChanged: {
                    if (figures.controller.enabled && value !== figures.controller.window)
                        figures.windowChosen(value);
                }
            }
        }
    }
    AppLabel {
        id: explanation

        muted: true
        text: qsTr("A message whose id is among the remembered ones was delivered before. It is shown and counted; "
            + "while the filter is on, it is kept from the handlers. A message without id is never a duplicate, "
            + "and the id of a failed call is forgotten, so that a redelivery is none.")
        width: Math.min(parent.width, 900)
        wrapMode: Text.WordWrap
    }
}
