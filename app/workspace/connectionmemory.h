// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/settingsstore.h"
#include "net/connectionsettings.h"

#include <QJsonObject>

namespace topicscope::app {

//! \brief The settings of a connection by their keys, but no secret: neither auth payload, headers, passphrase, nor
//! user and password of an address, nor its query.
[[nodiscard]] QJsonObject openSettingsOf(const net::ConnectionSettings &settings);

//! \brief Overlays \a settings with what openSettingsOf() told; what cannot be read is left as it is.
void takeOpenSettings(const QJsonObject &open, net::ConnectionSettings &settings);

//! \brief Writes down what openSettingsOf() tells, for the next start.
void rememberConnection(const net::ConnectionSettings &settings, SettingsStore &store);

//! \brief Overlays \a settings with what rememberConnection() wrote.
void recallConnection(const SettingsStore &store, net::ConnectionSettings &settings);

} // namespace topicscope::app
