// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import Topicscope

// The form of the advanced settings, scrolled.
FormView {
    id: view

    required property ConnectionFormController controller

    contentHeight: form.implicitHeight
    implicitHeight: form.implicitHeight

    AdvancedForm {
        id: form

        controller: view.controller
        width: view.width - Theme.spacingLarge
    }
}
