// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scripts/script.h"

#include <QObject>

#include <functional>
#include <utility>

namespace topicscope::app {

//! \brief The limits of \a script in what only tries it out: somebody waits for the end of it, and nothing is paused.
//! Thread: any.
[[nodiscard]] script::ScriptLimits trialLimitsOf(const Script &script);

//! \brief What the script \a source does with \a message, in words, and whether that is well. May take as long as \a
//! limits let a call last, and a long text to compile. Thread: any.
[[nodiscard]] std::pair<QString, bool> trial(const QString &source, const QString &path,
                                             const script::ScriptIdentity &identity, const script::ScriptLimits &limits,
                                             const base::MessagePtr &message);

//! \brief What the text of the editor does with \a message is told to \a then later, unless \a context is gone. Thread:
//! main.
void tryInBackground(const Script &script, const base::MessagePtr &message, QObject *context,
                     std::function<void(const QString &, bool)> then);

} // namespace topicscope::app
