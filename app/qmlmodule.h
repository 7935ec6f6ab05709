// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QQmlEngine;

namespace topicscope::app {

//! \brief Makes "import Topicscope" work in \a engine. Thread: main.
void addQmlModule(QQmlEngine &engine);

} // namespace topicscope::app
