// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientconfig.h"
#include "common/settingsstore.h"

namespace topicscope::app {

//! \brief What the window starts with before the command line is looked at: \a environment, then what the \a last run
//! used, then the defaults. An empty variable counts as absent. Errors: as ClientConfig::fromEnvironment().
[[nodiscard]] base::Result<client::ClientConfig> startConfig(const QProcessEnvironment &environment,
                                                             const SettingsStore &last);

} // namespace topicscope::app
