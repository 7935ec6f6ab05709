// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace topicscope::base {

//! \brief Threads whose event loops begin from now on use Qt's own loop instead of GLib's.
//!
//! GLib's costs half as many system calls again for each message that wakes the net thread (see docs/performance.md),
//! and nothing of ours needs it. A choice that the user has made is kept. Where a desktop's platform plugin may need
//! GLib's loop in the main thread, this is called after the application was made. Thread: main, before others are
//! started.
inline void preferQtsEventLoop()
{
    if (!qEnvironmentVariableIsSet("QT_NO_GLIB"))
        qputenv("QT_NO_GLIB", QByteArrayLiteral("1"));
}

} // namespace topicscope::base
