// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// What a session shows before its first connection: the ways to begin, and what the fields above are for.
Rectangle {
    id: page

    required property ClientController client
    required property RecentConnections recent

    signal demoRequested
    signal connectRequested
    signal recentRequested(int row)

    function takeKeys(): void {
        connectButton.forceActiveFocus(Qt.OtherFocusReason);
    }

    Accessible.name: qsTr("Begin")
    Accessible.role: Accessible.Pane
    color: Theme.surface
    objectName: "firstPage"

    component Explanation: Column {
        id: explanation

        property alias term: term.text
        property alias text: text.text

        spacing: 2

        AppLabel {
            id: term

            strong: true
            width: parent.width
        }
        AppLabel {
            id: text

            muted: true
            width: parent.width
            wrapMode: Text.WordWrap
        }
    }

    Flickable {
        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: content.height + 2 * content.y
        contentWidth: width

        Column {
            id: content

            readonly property bool wide: width >= 720

            spacing: Theme.spacingLarge
            width: Math.min(880, page.width - 2 * Theme.spacingHuge)
            x: (page.width - width) / 2
            y: Math.max(Theme.spacingHuge, Math.min(72, (page.height - height) / 2))

            AppLabel {
                font.pixelSize: Theme.fontTitle + 4
                strong: true
                text: qsTr("See what your publish/subscribe system does")
                width: parent.width
                wrapMode: Text.WordWrap
            }
            Flow {
                spacing: Theme.spacing
                width: parent.width

                AppButton {
                    id: connectButton

                    highlighted: true
                    iconName: "plug"
                    objectName: "enterServer"
                    shortcutText: "Ctrl+L"
                    text: qsTr("Connect to a server")
                    toolTip: qsTr("Go to the field for the server's address")
                    onClicked: page.connectRequested()
                }
                AppButton {
                    iconName: "play"
                    objectName: "openDemo"
                    text: qsTr("Open the demo")
                    toolTip: qsTr("A server of this program's own, with traffic, slow handlers and failures")
                    onClicked: page.demoRequested()
                }
            }
            Grid {
                columnSpacing: Theme.spacingHuge
                columns: content.wide ? 2 : 1
                rowSpacing: Theme.spacingLarge
                width: parent.width

                readonly property real columnWidth: content.wide ? (width - columnSpacing) / 2 : width

                Column {
                    spacing: Theme.spacingSmall
                    width: parent.columnWidth

                    AppLabel {
                        font.pixelSize: Theme.fontBody + 1
                        strong: true
                        text: qsTr("Recent connections")
                        width: parent.width
                    }
                    AppLabel {
                        muted: true
                        text: qsTr("Servers that you connected to are listed here, without passwords.")
                        visible: page.recent.count === 0
                        width: parent.width
                        wrapMode: Text.WordWrap
                    }
                    RecentList {
                        recent: page.recent
                        undoStack: page.client.undoStack
                        width: parent.width
                        onChosen: row => page.recentRequested(row)

                        Repeater {
                            model: page.recent
                            delegate: RecentRow {}
                        }
                    }
                }
                Column {
                    spacing: Theme.spacing
                    width: parent.columnWidth

                    AppLabel {
                        font.pixelSize: Theme.fontBody + 1
                        strong: true
                        text: qsTr("What the fields above are for")
                        width: parent.width
                    }
                    Explanation {
                        term: qsTr("Server")
                        text: qsTr("Its address, such as http://127.0.0.1:5000. What a proxy, a certificate or a login "
                            + "needs is under Advanced.")
                        width: parent.width
                    }
                    Explanation {
                        term: qsTr("Consumer")
                        text: qsTr("The name under which the server lists this program "
                            + "among its clients. Any name will "
                            + "do; one of your own tells it from your services.")
                        width: parent.width
                    }
                    Explanation {
                        term: qsTr("Topics")
                        text: qsTr("What you want to see, separated by commas; * is everything. Looking consumes "
                            + "nothing: messages are acknowledged only where you add a handler.")
                        width: parent.width
                    }
                }
            }
        }
    }
}
