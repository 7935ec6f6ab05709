// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/settingsstore.h"
#include "net/connectionsettings.h"

namespace topicscope::app {

//! \brief Writes the settings of a connection down, but no secret: neither auth payload, headers, passphrase, nor user
//! and password of an address, nor its query.
void rememberConnection(const net::ConnectionSettings &settings, SettingsStore &store);

//! \brief Overlays \a settings with what rememberConnection() wrote; what cannot be read is left as it is.
void recallConnection(const SettingsStore &store, net::ConnectionSettings &settings);

} // namespace topicscope::app
