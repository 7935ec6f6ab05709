// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/settingsstore.h"
#include "net/connectionsettings.h"

namespace topicscope::app {

//! \brief Writes the advanced settings of a connection down, but no secret: neither auth payload, headers, passphrase,
//! nor the user and password of a proxy. URL and consumer are the caller's.
void rememberAdvanced(const net::ConnectionSettings &settings, SettingsStore &store);

//! \brief Overlays \a settings with what rememberAdvanced() wrote; what cannot be read is left as it is.
void recallAdvanced(const SettingsStore &store, net::ConnectionSettings &settings);

} // namespace topicscope::app
