// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// Where the panels at the foot lie above each other, one of them shown; with what they work on.
Item {
    id: stack

    required property ClientController client
    required property ScriptController scripts
    property InspectorController inspector: null
    property SettingsStore settings: null
    property int currentIndex: 0
    property DeadLettersPanel deadLetters: null

    // What a panel asks for by name.
    function propertiesFor(names: list<string>): var {
        const all = { client: client, scripts: scripts, inspector: inspector, settings: settings };
        const wanted = {};
        for (let i = 0; i < names.length; ++i)
            wanted[names[i]] = all[names[i]];
        return wanted;
    }

    clip: true
}
