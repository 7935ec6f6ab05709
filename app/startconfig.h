// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientconfig.h"
#include "common/settingsstore.h"
#include "session/profilestore.h"

namespace topicscope::app {

//! \brief What the window starts with before the command line is looked at: \a environment, then what the \a last run
//! used, then the defaults. An empty variable counts as absent. Errors: as ClientConfig::fromEnvironment().
[[nodiscard]] base::Result<client::ClientConfig> startConfig(const QProcessEnvironment &environment,
                                                             const SettingsStore &last);

//! \brief What the window starts with for the profile \a name of \a store: \a environment, and what the profile says
//! over it; nothing of the last run. Waits for the keychain where the profile has secrets; \a missing tells which of
//! them are to be given again, and behind the last one why, where the keychain says so. Errors: as ProfileStore::load()
//! and Profile::applyTo(). Thread: main, with an application.
[[nodiscard]] base::Result<client::ClientConfig> profileConfig(const QProcessEnvironment &environment,
                                                               session::ProfileStore &store, const QString &name,
                                                               QStringList &missing);

} // namespace topicscope::app
